# -o writes what standard output would have got; an existing file keeps its
# mode, a link stays a link; devices and pipes are written directly.
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,1\n' >a.csv
set -- evaluate a.csv -s score -l label -B 0 -f csv
proctor "$@" >want.csv
same() { cmp want.csv "$1" && echo "$2"; }
# shellcheck disable=SC2012 # names of our own
mode() { ls -l "$1" | cut -c 1-10; }
umask 022
proctor "$@" -o new.csv && same new.csv "a new file"
mode new.csv
umask 077
proctor "$@" -o private.csv && mode private.csv
echo old >group.csv && chmod 664 group.csv
proctor "$@" -o group.csv && same group.csv "an old file" && mode group.csv
mkdir there && echo old >there/real.csv && ln -s there/real.csv link.csv
proctor "$@" -o link.csv && same there/real.csv "through a link"
[ -L link.csv ] && echo "which is still a link"
proctor "$@" -o - >dash.csv && same dash.csv "-o - is standard output"
proctor "$@" -o /dev/null && echo "a device"
mkfifo pipe
cat pipe >piped.csv &
proctor "$@" -o pipe && wait && same piped.csv "a pipe"
# the link's folder has the temporary file, and keeps none
ls there
proctor "$@" -o a.csv
echo "an input is not written over: exit status $?"
head -n 1 a.csv
