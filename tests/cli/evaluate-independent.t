# A record depends on its own rows and settings only: asking for another model,
# finding, metric, point or subgroup changes no other record.
# shellcheck disable=SC2016 # $1 is a field of awk
set -- "$samples/asah.csv" --positive outcome=Poor -q -f csv -B 200
all="-s s100b,ndka -l outcome,died=gos6 --positive gos6=1 --by gender,age:50 -t 0.2 -t high=0.5"
# shellcheck disable=SC2086 # a list
proctor evaluate "$@" $all >all.csv
only() { # NAME FIELD-CONDITION OPTIONS: the records of the large run, without the test adjusted over columns
    name=$1
    which=$2
    shift 2
    proctor evaluate "$samples/asah.csv" -q -f csv -B 200 "$@" >one.csv || echo "exit status $?"
    for file in all one; do
        awk -F, "BEGIN { OFS = \",\" } NR > 1 && ($which) { if (\$6 ~ /_heterogeneity/) \$20 = \"\"; print }" $file.csv >$file.txt
    done
    cmp all.txt one.txt && [ "$(wc -l <one.txt)" -gt 100 ] && echo "$name: all records agree"
}
only "one model of two" '$1 == "ndka"' -s ndka -l outcome,died=gos6 --positive outcome=Poor --positive gos6=1 --by gender,age:50 -t 0.2 -t high=0.5
only "one finding of two" '$3 == "died"' -s s100b,ndka -l died=gos6 --positive gos6=1 --by gender,age:50 -t 0.2 -t high=0.5
only "without subgroups" '$4 == ""' -s s100b,ndka -l outcome,died=gos6 --positive outcome=Poor --positive gos6=1 -t 0.2 -t high=0.5
only "one subgroup of two" '$4 == "" || $4 == "age"' -s s100b,ndka -l outcome,died=gos6 --positive outcome=Poor --positive gos6=1 --by age:50 -t 0.2 -t high=0.5
only "one point of two" '$7 != "0.2"' -s s100b,ndka -l outcome,died=gos6 --positive outcome=Poor --positive gos6=1 --by gender,age:50 -t high=0.5
only "some metrics" '$6 ~ /^(auc|mcc|ppv)/' -s s100b,ndka -l outcome,died=gos6 --positive outcome=Poor --positive gos6=1 --by gender,age:50 -t 0.2 -t high=0.5 --metrics mcc,ppv,auc
only "another order" '1' -s s100b,ndka -l outcome,died=gos6 --positive gos6=1 --positive outcome=Poor --by gender --by age:50 -t 0.2 -t high=0.5
