# 1,800 chest films: AUC, DeLong limits, average precision, Brier score and
# Wilson limits as in oracle.json (see tests/unit/test_evaluate.c).
need_shared
proctor evaluate "$shared/cxr_airis_tb11k/data.csv" -l labels -s preds -t 0.5 -B 0 -f csv \
    --metrics auc,average_precision,brier,sensitivity,specificity,ppv,npv,accuracy,tp,fp,tn,fn |
    awk -F, 'NR == 1 || ($6 !~ /^rows_/ && $9 == "" && $10 == "") { print $6 "," $11 "," $12 "," $13 "," $15 "," $16 "," $21 "," $22 }'
