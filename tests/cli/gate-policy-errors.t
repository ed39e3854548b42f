# Policies that cannot be used: exit 2, line and column, a suggestion; nothing on standard output.
cp "$samples/fixture40.csv" .
try() {
    cat >policy.yaml
    echo "== $*" >&2
    sed 's/^/    /' policy.yaml >&2
    proctor gate fixture40.csv --policy policy.yaml "$@" || echo "exit status $?" >&2
}
data='version: 1
data: {score: score, label: label}
points: {release: 0.5}
rules:'
try </dev/null
printf 'version: 1\nrules: []\n' | try
printf 'version: 1\ndata: {score: score}\n' | try
printf 'version: 1\nrules:\n\t- auc >= 0.85\n' | try
printf 'version: 1\nrules: &all [auc >= 0.85]\n' | try
printf 'version: 1\nversion: 1\n' | try
printf 'version: 1\nruels: [auc >= 0.85]\n' | try
printf '%s\n  - {claim: auc >= 0.85, severity: off}\n' "$data" | try
printf '%s\n  - acu >= 0.85\n' "$data" | try
printf '%s\n  - sensitivity@relaese >= 0.85\n' "$data" | try
printf '%s\n  - auc >= 85\n' "$data" | try
printf '%s\n  - {claim: auc >= 0.85, each: scaner}\n' "$data" | try
printf '%s\n  - {claim: auc >= 0.85, each: scanner, require: [a]}\n' "$data" | try
printf '%s\n  - {claim: auc >= 0.85, model: scor}\n' "$data" | try
printf '%s\n  - {claim: auc >= 0.85, finding: lable}\n' "$data" | try
printf '%s\n  - {claim: auc >= 0.85, where: scannr = A}\n' "$data" | try
printf '%s\n  - {claim: auc >= 0.85, eahc: scanner}\n' "$data" | try
printf '%s\n  - {claim: difference(auc) >= 0.02, baseline: {score: score2}}\n' "$data" | try
printf '%s\n  - {claim: difference(auc) >= -0.02, baseline: {score: scor2}}\n' "$data" | try
printf '%s\n  - {claim: difference(auc) >= -0.02, baseline: {score: score}}\n' "$data" | try
printf '%s\n  - {claim: difference(auc) >= -0.02, baseline: {file: old.csv}}\n' "$data" | try
printf '%s\n  - {claim: difference(ppv@release) >= -0.02, baseline: {score: score2}}\n' "$data" | try
printf '%s\n  - {claim: difference(sensitivity@other) >= -0.02, baseline: {score: score2}}\n' "$data" | try
printf 'version: 1\ndata: {scor: score, label: label}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: scor, label: label}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label, missing: maybe}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label, id: [a, b]}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label, percent: 1}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label}\nstatistics: {threshold: 0.5}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label}\nstatistics: {interval: basic}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label}\nstatistics: {confidence: high}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label}\nrules: [sensitivity >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label}\npoints: {a: 0.4, b: 0.5}\nrules: [sensitivity >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label, truth: no-such.csv, id: id}\nrules: [auc >= 0.5]\n' | try
printf 'version: 1\ndata: {score: score, label: label}\nrules: [auc >= 0.5]\n' | try -s score2
printf 'version: 1\ndata: {score: score, label: label}\npoints: {a: 0.4}\nrules: [auc >= 0.5]\n' | try -t a=0.5
