# --where: operators, alternatives, several filters, text, numbers, dates, ages
# and the empty field. The rows not selected are counted.
cat >a.csv <<'END'
score,label,site,age,day,dicom,"a=b","x<y"
0.9,1,A,10,2025-01-31,010D,1,u
0.8,0,B,20,20250201,006M,2,v
0.7,1,,30,2025-03-01,,3,u
0.6,0,A,30.0,,030Y,4,v
0.5,1,C,40,2025-12-31,018Y,5,u
0.4,0,a,,2024-12-31,017Y,6,v
END
show() {
    printf '%s:' "$*"
    proctor evaluate a.csv -s score -l label -f csv -B 0 --metrics prevalence -q "$@" 2>err |
        awk -F, '$6 == "rows_not_selected" { n = $11 } $6 == "rows_evaluated" { print " " $24 " + " $25 " of " $22 ", " } END { print n " not selected" }' | tr -d '\n'
    echo
    sed 's/^/    /' err
}
show --where site=A,B
show --where 'site = A , B'
show --where 'site!=A'
show --where site!=A,B
show --where site=,A
show --where 'site!='
show --where age=30,40
show --where 'age=30.00,10'
show --where 'age>=30'
show --where 'age>30'
show --where 'age<30'
show --where 'age<=30'
show --where 'age!=30'
show --where 'age>10' --where 'age<40'
show --where 'day>=2025-02-01'
show --where 'day<20250301'
show --where 'day>=2025-01-31' --where 'day<=2025-02-01'
show --where 'dicom>=18'
show --where 'dicom<18Y' 
show --where 'dicom<018Y'
show --where '"a=b">=3'
show --where '"x<y"=u,v' --where 'age>=20'
show --where '#4>=20'
show --where 'score>=0.5'
