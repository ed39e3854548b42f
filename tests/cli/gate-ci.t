# The jobs of data/samples/ci: what they give to a shell runs here as the services run it, for every exit status.
ci=$samples/ci

# The lines of the block that begins on the first line that matches, without their indent.
block() { # FILE PATTERN [END]
    awk -v begin="$2" -v end="${3:-^$}" '
        inside && $0 ~ end { exit }
        inside { match($0, /^ */); if (!n) n = RLENGTH; if (RLENGTH < n && NF) exit; print substr($0, n + 1) }
        !inside && $0 ~ begin { inside = 1 }' "$1"
}
block "$ci/github.yml" 'run: [|]' >github.sh
block "$ci/gitlab-ci.yml" '^    - [|]' >gitlab.sh
block "$ci/gitlab-ci.yml" '^release:' | block /dev/stdin '- [|]' '^- ' >release.sh
block "$ci/Jenkinsfile" "script: '''" "'''" >jenkins.sh
grep -c 'proctor gate' github.sh gitlab.sh jenkins.sh

run() { # NAME OF WHAT IS RUN
    for job in github gitlab jenkins; do
        rm -f gate.* summary output
        GITHUB_STEP_SUMMARY=summary GITHUB_OUTPUT=output sh -e $job.sh >page 2>err </dev/null
        echo "$job: exit status $?, $(head -n 1 page)"
        grep -h -o '<testsuite .*' gate.xml
        grep -h -A 2 '"verdict": {' gate.json | grep exit_status
        [ $job != github ] || { cat output; head -n 1 summary; }
        [ $job != gitlab ] || cat gate.env
    done
}
echo "== pass"
cp "$samples/head-ct.csv" .
cp "$ci/whole-cohort.yaml" release-gate.yaml
run
echo "== fail"
cp "$ci/release-gate.yaml" release-gate.yaml
run
echo "== inconclusive"
head -n 61 "$samples/head-ct.csv" >head-ct.csv
cp "$ci/whole-cohort.yaml" release-gate.yaml
run
echo "== error"
sed -i 's/auc/acu/' release-gate.yaml
run
cat err
echo "== GitLab's release asks again"
release() {
    echo "$*: $(env "$@" sh -e release.sh 2>&1), status $(env "$@" sh -e release.sh >/dev/null 2>&1; echo $?)"
}
release GATE_STATUS=0
release GATE_STATUS=1 APPROVED_BY=someone
release GATE_STATUS=2 APPROVED_BY=someone
release GATE_STATUS=3
release GATE_STATUS=3 APPROVED_BY=someone
