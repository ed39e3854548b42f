# The page of sweep for the fixture of the worked numbers: partial areas 0.1469 and
# 0.1260 with McClish's index 0.8524 and 0.7946 (pROC, scikit-learn); every row of the
# curve, since it is short; the operating point among them.
set -- "$samples/fixture40.csv" -s score -l label
proctor sweep "$@" -t release=0.5 --fpr 0:0.2 --tpr 0.8:1
echo "-- at a stated prevalence, as Markdown"
proctor sweep "$@" --prevalence 0.05,0.1 -f markdown | sed -n '/By threshold/,$p' | head -12
echo "-- other metrics"
proctor sweep "$@" --metrics f1,lr_pos,mcc | sed -n '/By threshold/,/Notes/p' | head -9
