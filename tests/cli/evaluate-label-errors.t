# What label values mean: asked for when it is not plain, refused when it cannot be.
printf 'score,grade,cxp,num,note,ok,mixed,patient_id\n0.2,Good,-1,1,free text one,0,0,7\n0.9,Poor,0,2,free text two,1,2,8\n0.4,Good,1,3.0,free text three,0,,9\n0.7,Poor,1,4,free text four,1,3,7\n' >a.csv
try() {
    echo "== $*" >&2
    proctor evaluate a.csv -s score "$@" || echo "exit status $?"
}
try -l grade
try -l cxp
try -l num
try -l grade --positive Por
try -l grade --positive wibblewobble
try -l grade --positive Poor --negative Bad
try -l num --positive 4 --negative 1
try -l num --positive 'num>=three'
try -l num --positive 'num>=3,4'
try -l num --positive 'nmu>=3'
try -l grade --positive 'grade>=3'
try -l grade --positive 'score=1'
try -l grade --positive '"Poor'
try -l grade --positive 'Po"or'
try -l grade --exclude Fair --positive Poor
try -l patient_id
awk 'BEGIN { print "score,text,value"; for (i = 0; i < 30; i++) print i / 30 ",sentence " i "," i }' >b.csv
echo "== 30 texts" >&2
proctor evaluate b.csv -s score -l text || echo "exit status $?"
echo "== 30 numbers" >&2
proctor evaluate b.csv -s score -l value || echo "exit status $?"
