# What an inconclusive rule takes. R 4.2: 0.025^(1/36) = 0.9026 is the first lower limit of k of k at 0.9 (binom.test(36, 36)); Tango's lower
# limit without disagreement is -z^2 / (n + z^2), at -0.05 from n = 73 on (19 z^2 = 72.99).
rows() { # SITE LABEL NEW OLD N
    yes "$1,$2,$3,$4" | head -n "$5"
}
{
    echo "site,label,new,old"
    rows A 1 0.9 0.9 19
    rows B 1 0.9 0.9 34
    rows B 1 0.1 0.9 2
    rows C 1 0.9 0.9 20
    rows C 1 0.9 0.1 5
    rows C 1 0.1 0.9 4
    rows A 0 0.2 0.3 30
    rows B 0 0.2 0.3 26
    rows B 0 0.8 0.3 4
    rows C 0 0.2 0.3 4
} >a.csv
try() {
    { printf 'version: 1\ndata: {score: new, label: label}\nrules:\n'; cat; } >policy.yaml
    sed -n '4,$p' policy.yaml
    rm -f gate.md
    proctor gate a.csv --policy policy.yaml --junit gate.xml --json gate.json --markdown gate.md | sed -n '/^Why/,/^$/p'
}
echo "== whatever they show"
try <<'END'
  - {name: all right, claim: sensitivity@0.5 >= 0.9, where: site = A}
  - {name: and hopeless, claim: sensitivity@0.5 >= 0.9, where: site = C}
  - {name: on the limit, claim: specificity@0.5 >= 0.9375}
  - {name: at most, claim: sensitivity@0.5 <= 0.95}
END
echo "== predictive values, which count flags"
try <<'END'
  - {name: ppv, claim: ppv@0.5 >= 0.9}
  - {name: npv, claim: npv@0.5 >= 0.85}
  - {name: accuracy, claim: accuracy@0.5 >= 0.9}
  - {name: flags, claim: flags_per_100@0.5 <= 60}
END
echo "== levels"
try <<'END'
  - {name: sites, claim: sensitivity@0.5 >= 0.8, each: site}
  - {name: both classes, claim: auc >= 0.8, each: site}
END
grep -A 1 -e 'name="sites .C."' -e 'name="both classes"' gate.xml
grep -o '"advice": "[^"]*"' gate.json
grep -e '^- sites .*it takes' -e 'fresh sample, of the size' gate.md
echo "== pairs"
try <<'END'
  - {name: one disagrees, claim: difference(sensitivity@0.5) >= -0.15, baseline: {score: old}}
  - {name: none disagrees, claim: difference(sensitivity@0.5) >= -0.05, baseline: {score: old}, where: site = A}
  - {name: worse, claim: difference(specificity@0.5) >= -0.05, baseline: {score: old}}
  - {name: auc, claim: difference(auc) >= -0.05, baseline: {score: old}}
  - {name: sites, claim: difference(sensitivity@0.5) >= -0.1, baseline: {score: old}, each: site}
END
echo "== gaps"
try <<'END'
  - {name: sites, claim: gap(sensitivity@0.5) <= 0.3, over: site}
  - {name: two, claim: gap(specificity@0.5) <= 0.2, over: site, untested: ignore}
  - {name: alike, claim: gap(specificity@0.5) <= 0.1, over: site, where: site != B, min_negatives: 4}
END
