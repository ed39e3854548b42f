# Ten models and three readers on one finding of CheXpert's test set, against one of them. p-values as pROC 1.18.0 gives them
# (roc.test, paired, DeLong): ngango2 0.04159544, ngango3 0.07724766, jfaboy 0.89187633.
need_shared
chexpert=$shared/cxr_chexpert_multimodel/data.csv
proctor compare "$chexpert" -s '{model}: {finding}' -l '{finding}' --findings Edema --baseline hieupham -q
proctor compare "$chexpert" -s '{model}: {finding}' -l '{finding}' --findings Edema --baseline hieupham -q -B 0 -f csv --metrics auc |
    grep -E 'auc_difference' | cut -d , -f 1,11,19,20
