# The command that a report states makes the same report.
cp "$samples"/*.csv .
cat >again.sh <<'END'
awk '/^```/ { inside = !inside; next } inside && /^proctor report/' "$1"
END
try() {
    proctor report "$@" -f markdown >one.md
    sh again.sh one.md >told
    cat told
    sh -c "$(cat told) -f markdown" >two.md
    cmp one.md two.md
}
try fixture40.csv -s score -l label -B 0
try ./fixture40.csv --where 'scanner=A,B' -s "it's=score" -l label -t lax=0.2 -t 0.5 \
    --min-group 3 --confidence 0.9 -B 200 --seed 7 --interval percentile --threads 2
try asah.csv --label outcome --positive Poor --score s100b --by 'gender,age:50' --youden \
    --delimiter , --score-direction low --proportion-interval jeffreys -B 0
