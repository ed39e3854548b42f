# The screen of the first example: one marker by gender at one operating point.
# Numbers agree with pROC's (tests/unit/test_evaluate.c).
proctor evaluate "$samples/asah.csv" -l outcome --positive Poor -s s100b --by gender -t 0.205
