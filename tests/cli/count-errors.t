# count: what it refuses.
printf 'score,label,n,age,pid\n0.2,0,3,40,1\n0.7,1,2,50,2\n' >x.csv
try() {
    echo "-- $*"
    proctor count "$@"
    echo "exit status $?"
}
try x.csv -s score -l label -g 'age:45,age:50*n'
try x.csv -s score -l label -g 'score:0.5'
try x.csv -s score -l n
try x.csv -s score -l label -g age --max-levels 1
try x.csv -s score -l label --where 'age>90'
try x.csv -s score -l label --freq score
try x.csv -s scroe -l label
try x.csv -s score -l label -i pid
try x.csv -s score -l label --digits 0
try x.csv -s score -l label -o x.csv
try x.csv x.csv -s score -l label
printf 'score;label\n1,250;0\n0,5a;1\n' >y.csv
try y.csv -s score -l label
printf 'score;label\n1,250;0\n3,500;1\n' >y.csv
try y.csv -s score -l label
head -n 1 x.csv >empty.csv
try empty.csv -s score -l label
try -s score -l label </dev/null
try missing.csv -s score -l label
