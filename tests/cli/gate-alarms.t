# Alarms over levels where the interval has no closed test: a level that fails fails the rule only if Holm's correction over the tested levels says
# that it is no chance, p below 0.025/3 for the lowest of three.
rows() { # SITE LABEL NEW OLD N
    yes "$1,$2,$3,$4" | head -n "$5"
}
site() { # SITE TP FN FP TN; the baseline finds three quarters of what is missed, and flags nothing else
    rows "$1" 1 0.9 0.9 "$2"
    rows "$1" 1 0.1 0.9 $(($3 * 3 / 4))
    rows "$1" 1 0.3 0.1 $(($3 - $3 * 3 / 4))
    rows "$1" 0 0.8 0.1 $(($4 / 2))
    rows "$1" 0 0.6 0.1 $(($4 - $4 / 2))
    rows "$1" 0 0.2 0.1 "$5"
}
{
    echo "site,label,new,old"
    site A 40 10 20 80
    site B 60 30 50 100
    site C 48 2 4 96
} >a.csv
try() { # rules on standard input
    { printf 'version: 1\ndata: {score: new, label: label}\nstatistics: {%s}\nrules:\n' "$1"; cat; } >policy.yaml
    sed -n '5,$p' policy.yaml
    proctor gate a.csv --policy policy.yaml | sed -n '/^  Rule/,/^$/p; /^Why/,/^$/p'
}
# scipy (tests/ref/alarm-inverted.py): ppv of B against 0.125 p 0.0182, against 0.15 0.00022; npv of B against 0.9835 p 0.0068, against
# 0.983 0.0105
echo "== at a prevalence of 0.05"
try 'prevalence: 0.05' <<'END'
  - {name: ppv alarm, claim: ppv@0.5 >= 0.15, each: site}
  - {name: ppv chance, claim: ppv@0.5 >= 0.125, each: site}
  - {name: ppv alone, claim: ppv@0.5 >= 0.125, each: site, where: site = B}
  - {name: npv alarm, claim: npv@0.5 >= 0.9835, each: site}
  - {name: npv chance, claim: npv@0.5 >= 0.983, each: site}
END
# Tango: p 2.2e-5 for B, and 0.0192 for A, which as the second of three has the tail 0.0125
echo "== pairs"
try 'seed: 1' <<'END'
  - {name: sensitivity, claim: difference(sensitivity@0.5) >= -0.05, baseline: {score: old}, each: site}
  - {name: auc, claim: difference(auc) >= -0.05, baseline: {score: old}, each: site}
END
# their limits belong to the seed and are left out
echo "== replicates"
try 'replicates: 500' <<'END' | sed -e 's/ [0-9.]* to [0-9.]*  .*//' -e '/^Why/,$d'
  - {name: mcc, claim: mcc@0.5 >= 0.55, each: site}
  - {name: precision, claim: average_precision >= 0.9, each: site}
END
# One level alone has Holm's tail of 0.025, at which its limit and its p must say the same: whatever the limit, nothing is chance.
echo "== alone, limit and p agree"
for metric in mcc@0.5 average_precision ppv@0.5; do
    for site in A B; do
        for limit in 0.41 0.42 0.43 0.44 0.45 0.46 0.5 0.55 0.6 0.65 0.7 0.72 0.74 0.75 0.76 0.77 0.78 0.8 0.85; do
            printf 'version: 1\ndata: {score: new, label: label}\nstatistics: {replicates: 200}\nrules:\n  - {claim: %s >= %s, each: site, where: site = %s}\n' \
                "$metric" "$limit" "$site" >alone.yaml
            proctor gate a.csv --policy alone.yaml
        done
    done
done >alone
[ "$(grep -c '^Gate FAILED' alone)" -gt 40 ] && echo "many fail"
grep -c Holm alone
