# shellcheck disable=SC2016 # what looks like shell is data
# Pictures by gnuplot: whole, the same every time, and nothing in a name is run.
need gnuplot # says that a C locale has no degree sign: 2>/dev/null
set -- "$samples/fixture40.csv" -s score -l label -t 0.5 -B 100 -q
for format in svg png pdf; do
    proctor plot roc "$@" -g scanner -o roc.$format
    mv roc.$format first.$format
    proctor plot roc "$@" -g scanner -o roc.$format
    cmp roc.$format first.$format
    proctor plot roc "$@" -g scanner -f $format | cmp - roc.$format
    head -c 5 roc.$format | od -A n -c
done
ls
echo "-- the script alone draws the same picture"
rm roc.svg
proctor plot roc "$@" -g scanner -o roc.svg && mv roc.svg first.svg
gnuplot -d roc.gp 2>/dev/null && cmp roc.svg first.svg
gnuplot -d -e "fmt = 'png'" roc.gp 2>/dev/null && head -c 4 roc.png | od -A n -c
echo "-- in the terminal"
proctor plot roc "$@" --term | head -n 12
echo "-- names"
cat >names.csv <<'END'
score,score2,label,site
0.9,0.8,1,"`touch pwned` $(id) '""{}@_^"
0.1,0.5,0,"`touch pwned` $(id) '""{}@_^"
0.6,0.5,1,"it's"", ""EOD
EOD
! touch pwned"
0.3,0.5,0,"it's"", ""EOD
EOD
! touch pwned"
0.8,0.5,1,שלום 12
0.2,0.5,0,שלום 12
0.8,0.5,1,A very long name of a hospital that nobody can read on a slide: north
0.2,0.5,0,A very long name of a hospital that nobody can read on a slide: north
END
for kind in roc pr forest scores difference reliability; do
    scores=score
    [ $kind != difference ] || scores=score,score2
    proctor plot $kind names.csv -s $scores -l label -g site -B 0 -q -o $kind.svg ||
        echo "exit status $?"
    sed -n 's/.*<text>\(.*\)<\/text>.*/\1/p' $kind.svg | grep -e touch -e ש -e name
    mv $kind.svg drawn.svg
    gnuplot -d $kind.gp 2>/dev/null && cmp $kind.svg drawn.svg
    gnuplot -d -e "fmt = 'dumb'; out = ''" $kind.gp 2>/dev/null | head -n 400 >$kind.txt
    [ -s $kind.txt ] || echo "nothing in the terminal"
done
[ ! -e pwned ] || echo "a name was run"
if command -v xmllint >/dev/null; then
    xmllint --noout ./*.svg
fi
