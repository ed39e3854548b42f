# Columns that are not there, or not meant: the option, the name, and the
# nearest name that exists.
printf 'ai_score,other,label,site,site,"lung, left"\n0.2,0.1,0,A,B,0.3\n0.9,0.3,1,A,B,0.1\n' >a.csv
try() {
    echo "== $*" >&2
    proctor evaluate a.csv "$@" || echo "exit status $?"
}
try
try -s ai_score
try -l label
try -s ai_scroe -l label
try -s wibblewobblewibble -l label
try -s ai_score -l lable
try -s ai_score -l label -g sit
try -s ai_score -l label -g site
try -s ai_score -l label -g '#5,#7'
try -s ai_score -l label -g '#0'
try -s ai_score -l label -i idd
try -s ai_score -l label --where 'sites=A'
try -s 'lung, left' -l label -g '"lung, right"'
try -s lung,left -l label
try -s ai_score -l ai_score
try -s ai_score,ai_score -l label
try -s ai_score -l label,label
try -s ai_score -l x=label,x=site
