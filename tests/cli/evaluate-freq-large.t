# --freq: 165 thousand million studies at ten scores. In Python's fractions: AUC 0.80000000141272727244785,
# Brier score 0.18249999921381818172289, average precision 0.64258264299557052084278; sensitivity at 0.5
# 40000000260 of 55000000295.
python3 - <<'EOF' >big.csv
print("score,label,n")
for i in range(10):
    print(f"{(2 * i + 1) / 20},1,{10**9 * (i + 1) + i * i + 1}")
    print(f"{(2 * i + 1) / 20},0,{2 * 10**9 * (10 - i) - 7 * i}")
EOF
proctor evaluate big.csv -s score -l label --freq n -t 0.5 -B 100 --metrics all --interval percentile -f csv -q >out.csv
grep -E ',(auc|brier|average_precision|sensitivity|rows_evaluated),' out.csv |
    cut -d , -f 6,7,11-13,15,16,21-25
echo "-- the same in two tables"
sed 's/,\([0-9]*\)$/,1/' big.csv | sed '1s/1$/n/' >ones.csv
awk -F , 'NR == 1 { print; next } { printf "%s,%s,%.0f\n", $1, $2, $3 - 1 }' big.csv >rest.csv
proctor evaluate ones.csv rest.csv -s score -l label --freq n -t 0.5 -B 100 --metrics all --interval percentile -f csv -q |
    cmp - out.csv && echo "same bytes"
echo "-- too many"
printf 'score,label,n,p\n0.1,0,1000000000000,a\n0.9,1,1,b\n' >many.csv
proctor evaluate many.csv -s score -l label --freq n
printf 'score,label,n,p\n0.1,0,4294967295,a\n0.9,1,1,b\n' >many.csv
proctor evaluate many.csv -s score -l label --freq n -p p
printf 'score,label,n\n0.1,0,1000000000001\n0.9,1,1\n' >many.csv
proctor evaluate many.csv -s score -l label --freq n
