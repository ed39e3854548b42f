# The same six rows in every way that programs write them.
want() {
    proctor evaluate "$@" -s score -l label -g site -f csv -B 0 -q >got.csv || echo "exit status $?"
    [ -f want.csv ] || cp got.csv want.csv
    cmp want.csv got.csv && echo "$1 agrees"
}
printf 'score,label,site\n0.25,0,A\n0.9,1,B\n0.4,0,A\n0.7,1,A\n0.6,0,B\n0.5,1,B\n' >unix.csv
want unix.csv
awk '{ printf "%s\r\n", $0 }' unix.csv >dos.csv
want dos.csv
awk '{ printf "%s\r", $0 }' unix.csv >mac.csv
want mac.csv
awk '{ printf "%s%s", n++ ? "\n" : "", $0 }' unix.csv >noend.csv
want noend.csv
awk '{ print; print "" } NR == 3 { print ",," }' unix.csv >blanks.csv
want blanks.csv
{ printf '\357\273\277'; cat unix.csv; } >bom.csv
want bom.csv
tr ',' ';' <unix.csv >semicolon.csv
want semicolon.csv
tr ',.' ';,' <unix.csv >comma.csv
want comma.csv
tr ',' '\t' <unix.csv >tab.csv
want tab.csv
tr ',' '|' <unix.csv >pipe.csv
want pipe.csv
{ printf 'sep=;\r\n'; tr ',' ';' <unix.csv; } >excel.csv
want excel.csv
awk '{ gsub(/,/, "\",\""); print "\"" $0 "\"" }' unix.csv >quoted.csv
want quoted.csv
awk '{ gsub(/,/, " ,  "); print " " $0 " " }' unix.csv >blanked.csv
want blanked.csv
awk 'NR == 1 { print "note," $0; next } { print "\"said \"\"so\"\",\nthen left\"," $0 }' unix.csv >newlines.csv
want newlines.csv
awk -F, 'NR == 1 { print; next } { print $1 * 100 "%," $2 "," $3 }' unix.csv >percent.csv
want percent.csv --percent
awk -F, 'NR == 1 { print; next } { print $1 * 100 "," $2 "," $3 }' unix.csv >hundred.csv
want hundred.csv --percent
awk -F, 'NR == 1 { print; next } { print $1 "e0," $2 "," $3 }' unix.csv >exponent.csv
want exponent.csv
tr ',' ':' <unix.csv >colon.csv
want colon.csv --delimiter :
echo "== from standard input"
proctor evaluate - -s score -l label -g site -f csv -B 0 -q <unix.csv | cmp - want.csv && echo "agrees"
echo "== in two files"
head -n 4 unix.csv >one.csv
{ head -n 1 dos.csv; tail -n +5 dos.csv; } >two.csv
proctor evaluate one.csv two.csv -s score -l label -g site -f csv -B 0 -q | cmp - want.csv && echo "agrees"
echo "== of which one comes from standard input"
proctor evaluate one.csv - -s score -l label -g site -f csv -B 0 -q <two.csv | cmp - want.csv && echo "agrees"
echo "== without header (draws of a permutation test depend on the column's name)"
tail -n +2 unix.csv >bare.csv
proctor evaluate bare.csv --no-header -s 'score=#1' -l 'label=#2' -g '#3' -f csv -B 0 -q |
    sed 's/#3/site/; /permutation/d' >got.csv
sed '/permutation/d' want.csv | cmp - got.csv && echo "agrees"
echo "== the notes"
proctor evaluate comma.csv -s score -l label -f csv -B 0 --metrics prevalence -o out.csv 2>&1
