# Joins that cannot be made. Ids are never shown.
printf 'study,pid,age,score,label\nSECRET1,a,5,0.9,1\nSECRET2,b,6,0.2,0\n' >p.csv
printf 'pid,scanner,age\na,GE,5\nb,GE,6\n' >m.csv
try() {
    echo "== $1" >&2
    shift
    proctor evaluate p.csv -s score -l label "$@" || echo "exit status $?"
}
try "no key" --join m.csv -g scanner
try "the file lacks the id" -i study --join m.csv -g scanner
try "by its other name, too" -i study=uid --join m.csv -g scanner
printf 'scanner\nGE\n' >n.csv
try "the file lacks the patient" -p pid --join n.csv -g scanner
try "the file lacks both" -i study -p pid --join n.csv -g scanner
try "a column of both files" -p pid --join m.csv -g age:18
try "a column of both files" -p pid --join m.csv --where 'age>5'
try "a column of neither" -p pid --join m.csv -g scaner
try "a column of neither, and nothing near" -p pid --join m.csv --where 'temperature>5'
printf 'pid,scanner,scanner\na,GE,1\nb,GE,2\n' >d.csv
try "two columns of one name" -p pid --join d.csv -g scanner
printf 'pid,scanner\nSECRET1,GE\n\nb,GE\nSECRET1,Philips\n' >m.csv
try "a patient twice" -p pid --join m.csv -g scanner
printf 'study,scanner\nSECRET1,GE\nSECRET1,Philips\n' >m.csv
try "a study twice" -i study --join m.csv -g scanner
printf 'pid,scanner\na,GE\n,Philips\n' >m.csv
try "an empty key" -p pid --join m.csv -g scanner
printf 'pid,scanner\nx,GE\n' >m.csv
try "nobody is found" -p pid --join m.csv -g scanner
printf 'study,scanner\n1.2E+12,GE\n' >m.csv
try "a spreadsheet damaged the ids" -i study --join m.csv -g scanner
printf 'study,scanner\nsecret1.png,GE\n' >m.csv
try "nearly alike" -i study --join m.csv -g scanner
printf 'pid,dose\na,high\nb,2\n' >m.csv
try "a value that cannot be cut: its place is in the joined file" -p pid --join m.csv -g dose:1
try "no such file" -p pid --join nowhere.csv
printf 'pid,dose\na,high\nb,2\n' >m.csv
try "the joined file is not written over" -p pid --join m.csv -o m.csv
