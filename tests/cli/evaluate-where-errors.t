# Filters that cannot be meant.
printf 'score,label,age,"a=b"\n0.2,0,45,1\n0.9,1,60,2\n0.4,0,31,1\n0.7,1,,2\n' >a.csv
try() {
    echo "== $*" >&2
    proctor evaluate a.csv -s score -l label "$@" || echo "exit status $?"
}
try --where age
try --where ''
try --where '=5'
try --where 'agee>5'
try --where 'age>old'
try --where 'age>=30,young'
try --where 'age>=young'
try --where 'age<'
try --where 'age=99'
try --where 'age=45' --where 'age=60'
try --where 'age>100'
try --where '"a=b">x'
