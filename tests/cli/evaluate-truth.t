# Truth in a second file, joined on the study id. Every row of both files is
# accounted for: 7 predictions and 2 studies that only the truth file has.
cat >p.csv <<'END'
study,score,site
s1,0.9,A
s2,0.8,A
s3,0.3,B
s4,0.1,B
s5,,A
s8,0.5,A
s9,0.6,B
END
cat >t.csv <<'END'
id,cancer
s4,0
s3,0
s2,1
s1,1
s5,1
s6,1
s7,0
s9,
END
account() {
    awk -F, 'NR > 1 && $9 == "" && $6 ~ /^rows_|^auc$|^prevalence$/ { print $5 "," $6 "," $11 "," $24 "," $25 }'
}
show() {
    echo "== $*"
    proctor evaluate p.csv -s score -l cancer --truth t.csv -i study=id -f csv -B 0 --metrics auc,prevalence -q "$@" | account
}
show
show --missing positive
show --missing negative
show -g site
