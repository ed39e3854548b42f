# Two models, then three, on pROC's aneurysm data: the page, Markdown, and the numbers that pROC 1.18.0 and R give
# (Z -2.208983591, p 0.02717578223; three curves: chi-square 12.51272828 on 2 df).
asah="-l outcome --positive Poor"
# shellcheck disable=SC2086
{
    proctor compare "$samples/asah.csv" $asah -s s100b,wfns --baseline wfns -t cut@s100b=0.2 -t cut@wfns=3 --margin 0.02 -g gender
    echo "== three models"
    proctor compare "$samples/asah.csv" $asah -s wfns,s100b,ndka -t 0.2
    echo "== Markdown"
    proctor compare "$samples/asah.csv" $asah -s s100b,wfns -B 0 -f markdown
    echo "== records"
    proctor compare "$samples/asah.csv" $asah -s wfns,s100b,ndka -B 0 --metrics auc -f csv -q |
        cut -d , -f 1,2,6,11-13,15,17-20 | grep -E '^model|delong-(paired|equality)'
}
