# Subgroups: order, "(missing)" last, cuts, ages, dates, crossings.
cat >a.csv <<'END'
score,label,scanner,age,dicom,day,num
0.9,1,GE,18,045Y,2025-01-31,10
0.8,1,,40,018M,20250401,9
0.7,1,Siemens,17.9,003W,2025-06-30T23:59:59,9
0.6,0,GE,65,010D,2025-12-01,
0.5,0,NA,,,2024-12-31,10
0.4,0,Siemens,39.99,065Y,,2
0.3,0,GE,64.5,017Y,2025/7/1,2
0.2,1,ge,90,018Y,2025-09-30,10
END
show() {
    echo "== $*"
    proctor evaluate a.csv -s score -l label -f csv -B 0 --metrics tp,fp,tn,fn -t 0.5 -q "$@" |
        awk -F, '$4 != "" && $5 != "" && $6 == "tp" { print $4 ": " $5 ": " $24 "+" $25 }'
}
show -g scanner
show -g num
show -g age:18,40,65
show -g dicom:18,40,65
show -g age:18 -g num
show -g day:year,num
show -g day:quarter
show -g day:month
show -g 'scanner*num'
show -g 'num*scanner'
show -g 'age:40*label'
show -g 'day:year*age:18,65'
awk -F, 'BEGIN { OFS = "," } NR > 1 { split($6, d, "[-/]"); if (d[3]) $6 = "3/" (NR + 2) "/2025"; else $6 = "" } { print }' a.csv >b.csv && mv b.csv a.csv
show -g day:month --date-order mdy
show -g day:month --date-order dmy
