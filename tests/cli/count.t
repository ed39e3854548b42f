# count: the records of the counted table are the bytes of those of the rows, for the same options and --freq.
same() { # what, file, options of both; $where is done by `count`
    what=$1 file=$2
    shift 2
    proctor count "$file" "$@" ${where:+--where "$where"} -q -o counts.csv || return
    proctor evaluate "$file" "$@" ${where:+--where "$where"} -B 100 --metrics all -f csv -q >rows.out
    proctor evaluate counts.csv "$@" --freq n -B 100 --metrics all -f csv -q >counts.out
    leave=${where:+,rows_}
    leave=${leave:-no such record}
    # The account of the table does not have the rows that --where left out of it.
    grep -v "$leave" rows.out >a
    grep -v "$leave" counts.out >b
    [ "$(wc -l <a)" -gt 20 ] && cmp a b && echo "$what: same bytes"
}

# Coarse scores, so that cells hold several studies; some without score, label, scanner, patient.
awk 'BEGIN { FS = OFS = "," } NR == 1 { print; next }
    { $9 = $9 == "" ? "" : sprintf("%.1f", $9); print; if (NR % 3 == 0) print
      if (NR % 7 == 0) $4 = ""; if (NR % 11 == 0) $2 = ""; if (NR % 13 == 0) $8 = ""; print }' \
    "$samples/head-ct.csv" >coarse.csv
where=
same "rows" coarse.csv -s ai_score -l haemorrhage -g scanner
same "patients" coarse.csv -s ai_score -l haemorrhage -g scanner -p patient_id
same "cuts, periods, crossings, file" coarse.csv -s AI=ai_score -l haemorrhage \
    -g 'age:18,40,65,study_date:quarter,scanner*sex,scanner,@file'
same "a second cut" coarse.csv -s AI=ai_score -l haemorrhage -g 'study_date:year,age:50*sex'
proctor count coarse.csv -s ai_score -l haemorrhage,site -q -o counts.csv
set -- -s ai_score -l haemorrhage,site --positive haemorrhage=1 --positive site=Hill --exclude site=Harbour \
    --missing negative --score-direction low -f csv -q -B 100 --metrics all
proctor evaluate coarse.csv "$@" >a
proctor evaluate counts.csv "$@" --freq n >b
cmp a b && echo "several labels, what they mean, direction: same bytes"
where='scanner!='
same "--where" coarse.csv -s ai_score -l haemorrhage -g scanner
where=
same "several models" "$samples/fixture40.csv" -s score,new=score2 -l label -g scanner -p patient

echo "-- order, pieces, and counts of counts"
set -- -s ai_score -l haemorrhage -g scanner -p patient_id -q
proctor count coarse.csv "$@" >counts.csv
{ head -n 1 coarse.csv; sed 1d coarse.csv | sort -r; } >shuffled.csv
proctor count shuffled.csv "$@" | cmp - counts.csv && echo "shuffled: same bytes"
awk 'NR == 1 { print >"one.csv"; print >"two.csv"; next } { print >(NR % 2 ? "one.csv" : "two.csv") }' coarse.csv
proctor count one.csv two.csv "$@" | cmp - counts.csv && echo "two files: same bytes"
proctor count one.csv "$@" -o counts-1.csv
proctor count two.csv "$@" -o counts-2.csv
proctor count counts-1.csv counts-2.csv "$@" --freq n | cmp - counts.csv && echo "counted again: same bytes"
proctor evaluate coarse.csv "$@" -f csv -B 100 >a
proctor evaluate counts-1.csv counts-2.csv "$@" --freq n -f csv -B 100 >b
cmp a b && echo "several tables: same bytes"
gzip -c coarse.csv | proctor count "$@" | cmp - counts.csv && echo "a pipe: same bytes"

echo "-- the table"
printf 'pid;score;finding;age;n\n"b;""1""";0,50;yes;045Y;2\n"b;""1""";0,5;yes;041Y;1\n;NA;no;;1\n;-0;no;45;4\n' >german.csv
proctor count german.csv -s score -l finding -g age:40,65 -p pid --freq n
proctor count german.csv -s score -l finding -g "age:40,age:40*finding,finding" -q
proctor count german.csv -s score -l finding --where 'age!=' --freq n

echo "-- a code for \"no result\" is seen in a table, too"
awk 'BEGIN { print "score,label"; for (i = 0; i < 40; i++) print (i % 8 ? "0." i % 8 : -1) "," i % 2 }' >code.csv
proctor count code.csv -s score -l label -q >counts.csv
proctor evaluate code.csv -s score -l label 2>a
proctor evaluate counts.csv -s score -l label --freq n 2>b
sed 's/code.csv/counts.csv/' a | cmp - b
cat b
