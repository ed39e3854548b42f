# Levels. Sensitivity at 0.5 by site: A 10/20, B 15/25, C 40/40, D 3/5. Against 0.8, R 4.2: upper limits 0.7280, 0.7887 (binom.test), one-sided
# p 0.00259, 0.01733 (pbinom). Holm over the three tested levels asks for 0.025/3 and then 0.025/2: A is an alarm, B may be chance.
level() { # SITE FOUND MISSED UNFLAGGED
    yes "$1,0.9,1" | head -n "$2"
    yes "$1,0.1,1" | head -n "$3"
    yes "$1,0.2,0" | head -n "$4"
}
{
    echo "site,score,label"
    level A 10 10 20
    level B 15 10 20
    level C 40 0 20
    level D 3 2 20
} >a.csv
try() {
    { printf 'version: 1\ndata: {score: score, label: label}\nrules:\n'; cat; } >policy.yaml
    sed -n '4,$p' policy.yaml
    proctor gate a.csv --policy policy.yaml
    echo "exit status $?"
}
echo "== an alarm"
try <<'END'
  - {name: sites, claim: sensitivity@0.5 >= 0.8, each: site}
END
echo "== without it, chance"
try <<'END'
  - {name: sites, claim: sensitivity@0.5 >= 0.8, each: site, where: site != A, untested: ignore}
END
echo "== untested levels"
try <<'END'
  - {name: stop, claim: specificity@0.5 >= 0.8, each: site, min_positives: 10}
  - {name: ignored, claim: specificity@0.5 >= 0.8, each: site, min_positives: 10, untested: ignore}
  - {name: fails, claim: specificity@0.5 >= 0.8, each: site, min_positives: 10, untested: fail}
  - {name: required, claim: specificity@0.5 >= 0.8, each: site, min_positives: 10, untested: ignore, require: [D]}
  - {name: nothing tested, claim: specificity@0.5 >= 0.8, each: site, min_negatives: 100, untested: ignore}
END
echo "== counts have no untested levels"
try <<'END'
  - {name: enough, claim: positives >= 5, each: site}
  - {name: not enough, claim: count > 25, each: site}
END
echo "== gaps"
try <<'END'
  - {name: wide, claim: gap(sensitivity@0.5) <= 0.1, over: site, min_positives: 10}
  - {name: open, claim: gap(sensitivity@0.5) <= 0.4, over: site, min_positives: 10}
  - {name: narrow, claim: gap(specificity@0.5) <= 0.5, over: site}
  - {name: one level, claim: gap(specificity@0.5) <= 0.5, over: site, min_positives: 30, untested: ignore}
END
echo "== the method is said of a level that was tested: the AUC of the first is 1, which has another interval"
{
    echo "site,score,label"
    printf 'A,0.9,1\nA,0.8,1\nA,0.1,0\nA,0.2,0\n'
    level B 20 5 20
    yes "B,0.7,0" | head -n 5
} >a.csv
try <<'END'
  - {name: ignored, claim: auc >= 0.6, each: site, untested: ignore}
  - {name: nothing tested, claim: auc >= 0.6, each: site, min_positives: 100}
END
echo "== a subgroup that is asked for as well"
proctor gate a.csv --policy policy.yaml -g label,site 2>&1 | head -n 1
