# Screen, JSON, JUnit, Markdown, annotations and exit status say the same: two rules, each passed, failed, inconclusive, off or in error, by severity
# and by what an inconclusive rule counts as. What is expected is reckoned here by awk from the table of proctor-gate(1), section VERDICTS.
cat >a.csv <<'END'
id,score,label
a,0.9,1
b,0.8,1
c,0.35,1
d,0.7,0
e,0.2,0
f,0.1,0
END
proctor evaluate a.csv -q -s score -l label -i id --target-sensitivity 0.6 -B 0 --save-points points.csv -o page 2>/dev/null
# A letter for what becomes of the rule, one for its severity, and one for what it counts as if it is inconclusive.
kinds="Pe Pw Fe Fw Iei Ief Iew Iwi Iwf Iww So Ee Ew"
rule() { # NAME KIND
    case $2 in
    P*) claim='count >= 6' ;;
    F*) claim='count >= 7' ;;
    I*) claim='auc >= 0.8' ;;
    S*) claim='count >= 6' ;;
    E*) claim='sensitivity@sens60 >= 0.5' ;;
    esac
    case $2 in ?e*) severity=error ;; ?w*) severity=warn ;; ?o) severity=off ;; esac
    case $2 in ??f) on=fail ;; ??w) on=warn ;; *) on=inconclusive ;; esac
    echo "  - {name: $1, claim: $claim, severity: $severity, on_inconclusive: $on}"
}
for first in $kinds; do
    for second in $kinds; do
        {
            printf 'version: 1\ndata: {id: id, score: score, label: label}\npoints: {sens60: {file: points.csv}}\nrules:\n'
            rule one "$first"
            rule two "$second"
        } >policy.yaml
        rm -f gate.md
        status=0
        proctor gate a.csv --policy policy.yaml --json gate.json --junit gate.xml --markdown gate.md --annotations github \
            >page 2>err || status=$?
        printf 'RUN %s %s %s %s\n' "$first" "$second" "$status" "$(wc -c <page | tr -d ' ')"
        sed -n '1s/^/PAGE /p; $s/^/PAGE /p' page
        sed -n 's/^ *"verdict": "\(.*\)",$/JSON \1/p; s/^ *"exit_status": /JSON /p' gate.json
        sed -n 's/.*<testsuite .*failures="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)".*/JUNIT \1 \2 \3/p' gate.xml
        sed -n 's/^## \(Gate .*\)/MD \1/p' gate.md
        sed -n 's/^::\([a-z]*\) .*/NOTE \1/p; s/^proctor: .*/ERR/p' err
    done
done >facts
awk '
function effect(kind) {
    if (kind ~ /^[PS]/) return 0
    if (kind ~ /^E/) return 2
    if (kind ~ /^.w/ || kind == "Iew") return "W"
    return kind == "Iei" ? 3 : 1
}
function wrong(what) { print run ": " what; n_wrong++ }
function count(what) { return (effect(a) == what "") + (effect(b) == what "") }
function check(    want, word, tests) {
    if (!run) return
    n_runs++
    # a policy that tests nothing is none
    want = count(2) || (a == "So" && b == "So") ? 2 : count(1) ? 1 : count(3) ? 3 : 0
    word = want == 0 ? "PASSED" : want == 1 ? "FAILED" : want == 3 ? "INCONCLUSIVE" : "NOT EVALUATED"
    seen[word]++
    if (status != want) wrong("exit status " status ", not " want)
    if ((size > 0) != (want != 2)) wrong("a page of " size " bytes")
    if (want != 2 && (n_page != 2 || page[1] != page[2] || page[1] !~ "^Gate " word "(:|$)")) wrong("page: " page[1])
    if (json[1] != (want == 0 ? "pass" : want == 1 ? "fail" : want == 3 ? "inconclusive" : "error")) wrong("JSON: " json[1])
    if (json[2] + 0 != want) wrong("JSON: exit status " json[2])
    if (want != 2 && (n_md != 2 || md[1] != page[1])) wrong("Markdown: " md[1])
    if (want == 2 && (n_md != 1 || md[1] != "Gate NOT EVALUATED")) wrong("Markdown: " md[1])
    tests = 2 - (a == "So") - (b == "So")
    if (want != 2 && (failures != count(1) || errors != count(3))) wrong("JUnit: " failures " failures, " errors " errors")
    if (want == 2 && (failures != 0 || errors != (tests ? tests : 1))) wrong("JUnit: " errors " errors")
    if (skipped != 2 - tests) wrong("JUnit: " skipped " skipped")
    if (note["error"] + 0 != (want == 2 ? 1 : count(1) + count(3))) wrong("annotations: " note["error"] " errors")
    if (note["warning"] + 0 != (want == 2 ? 0 : count("W"))) wrong("annotations: " note["warning"] " warnings")
    if (n_err + 0 != (want == 2)) wrong(n_err " messages")
}
$1 == "RUN" { check(); run = $2 " " $3; a = $2; b = $3; status = $4; size = $5; n_page = n_json = n_md = n_err = 0; delete note }
$1 == "PAGE" { page[++n_page] = substr($0, 6) }
$1 == "JSON" { json[++n_json] = $2 }
$1 == "JUNIT" { failures = $2; errors = $3; skipped = $4 }
$1 == "MD" { md[++n_md] = substr($0, 4) }
$1 == "NOTE" { note[$2]++ }
$1 == "ERR" { n_err++ }
END {
    check()
    print n_runs " runs, " n_wrong + 0 " wrong: " seen["PASSED"] " passed, " seen["FAILED"] " failed, " \
        seen["INCONCLUSIVE"] " inconclusive, " seen["NOT EVALUATED"] " not evaluated"
}' facts
