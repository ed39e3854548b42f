# Without gnuplot, or with one that does not do: the script and the numbers are there, and
# the message says what to do.
set -- "$samples/fixture40.csv" -s score -l label -t 0.5 -B 0 -q
proctor=$(command -v proctor)
mkdir none bin
try() {
    echo "-- $1" >&2
    directory=$1
    shift
    PATH=$directory "$proctor" plot "$@"
    echo "exit status $?" >&2
}
try none roc "$@" -o roc.svg --data roc.csv
try none roc "$@" -f png >out.png
try none roc "$@" --term
try none forest "$@" -o forest.gp --term
ls
gnuplot() {
    printf '#!/bin/sh\n%s\n' "$1" >bin/gnuplot
    chmod +x bin/gnuplot
}
gnuplot 'echo gnuplot 5.2 patchlevel 8'
try bin roc "$@" -o roc.svg
gnuplot 'echo something else'
try bin roc "$@" -o roc.svg
gnuplot '[ "$1" = --version ] && echo gnuplot 5.4 patchlevel 1 || exit 1'
try bin roc "$@" -o roc.svg
# Reads nothing, says nothing.
gnuplot '[ "$1" = --version ] && echo gnuplot 6.0 patchlevel 1'
try bin roc "$@" -o roc.svg
printf 'not a program' >bin/gnuplot
try bin roc "$@" -o roc.svg
[ ! -e roc.svg ] || echo "a picture of nothing"
