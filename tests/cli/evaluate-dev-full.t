# A full disk is no silent success.
[ -c /dev/full ] || { echo "no /dev/full"; exit 77; }
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,1\n' >a.csv
set -- evaluate a.csv -s score -l label -B 0
proctor "$@" >/dev/full || echo "exit status $?"
proctor "$@" -f csv >/dev/full || echo "exit status $?"
proctor "$@" -o /dev/full || echo "exit status $?"
proctor help >/dev/full || echo "exit status $?"
proctor help evaluate >/dev/full || echo "exit status $?"
proctor --version >/dev/full || echo "exit status $?"
