"""Two columns read by pandas; nothing is computed but a count.

reading.py FILE
"""
import sys

import roc

score, label = roc.read(sys.argv[1], ["probability", "label"])
print("rows", len(score))
