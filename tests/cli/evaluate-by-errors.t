# Subgroups that cannot be made.
printf 'score,label,age,day,site,kind\n0.2,0,45,2025-01-02,A,1\n0.9,1,60,2025-04-02,B,2\n0.4,0,x7,03/11/2025,A,1\n0.7,1,,20259999,B,2\n' >a.csv
try() {
    echo "== $*" >&2
    proctor evaluate a.csv -s score -l label "$@" || echo "exit status $?"
}
try -g age:18,40,30
try -g age:18,18
try -g age:young
try -g day:yaer
try -g age:18,day:year,2020
try -g age:18:40
try -g age:
try -g age:50
try -g day:month
try -g day:quarter
try -g day:year --date-order ymd
try -g site,site
try -g age:50,age:60
try -g site -g site
try -g 'site*'
try -g '*site'
try -g 'site*kind*age*day*score'
try -g ''
try -g 'site,'
awk 'BEGIN { print "score,label,n,room"; for (i = 0; i < 60; i++) print i / 60 "," i % 2 "," i "," i % 7 }' >b.csv
echo "== 60 levels" >&2
proctor evaluate b.csv -s score -l label -g n || echo "exit status $?"
echo "== 7 levels, 6 allowed" >&2
proctor evaluate b.csv -s score -l label -g room --max-levels 6 || echo "exit status $?"
echo "== more levels than can be numbered" >&2
awk 'BEGIN { print "score,label,n"; for (i = 0; i < 66000; i++) print 0.5 "," i % 2 "," i }' >c.csv
proctor evaluate c.csv -s score -l label -g n || echo "exit status $?"
