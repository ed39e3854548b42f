# Calibration in a report. The numbers of the fixture are R's: glm(label ~ offset(logit)), glm(label ~ logit) with
# confint.default, and exp(log(O/E) +- z sqrt((1 - O/n)/O)): 0.890 (0.609 to 1.301), -0.298 (-1.064 to 0.469), 1.583 (0.708 to
# 2.457). Over patients there are no limits, and it says why. A study that counts without a score has no probability: the
# account says of how many a number is.
part() {
    sed -n '/^| Brier/p; /^| Log loss/p; /^## Calibration/,/^!\[/{/^!/d; /^#/d; /^$/d; /^Expected/d; p}'
}
echo "== studies"
proctor report "$samples/fixture40.csv" -s score -l label -t 0.5 -B 0 -f markdown | sed '/^## By/,$ d' | part
for missing in exclude negative positive; do
    echo "== patients, without a score: $missing"
    proctor report "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t 0.5 --missing $missing \
        -B 0 -f markdown | sed '/^## By/,$ d' | part
done
echo "== a slope that is not"
printf 's,l\n0.1,0\n0.2,0\n0.8,1\n0.9,1\n' >apart.csv
proctor report apart.csv -s s -l l -t 0.5 -B 0 -f markdown | sed '/^## By/,$ d' | part
echo "== errors: all of them, one, none; equal scores; low scores; no operating point"
errors() {
    proctor report "$@" -l l -B 0 -f markdown | sed '/^## Methods/,$ d' |
        sed -n '/^## The most confident/,$ p; /^## Scores that/,$ p' | sed '/^$/d'
}
errors apart.csv -s s -t 0.15
errors apart.csv -s s -t 0.5
errors apart.csv -s s -t 0.5 --score-direction low
{
    echo s,l,g
    i=0
    while [ $i -lt 14 ]; do
        echo "5,0,b"
        echo "2,1,a"
        i=$((i + 1))
    done
} >equal.csv
errors equal.csv -s s -g g
errors equal.csv -s s -t 4 | sed -n '1,4p; /more/p'
