# A policy in sentences: no data are read.
cat >policy.yaml <<'END'
version: 1
data: {score: ai_score, label: finding}
on_inconclusive: fail
rules:
  - auc > 0.85
  - {name: every scanner works, claim: sensitivity@release >= 0.85, each: Manufacturer, min_positives: 30, min_negatives: 20, require: [SIEMENS, GE], untested: ignore}
  - {claim: gap(specificity@0.5) < 0.1, over: 'age:18,65', severity: warn, on_inconclusive: warn}
  - {claim: flags_per_100@release.upper <= 12, where: [age >= 18, sex = F], model: ai_v2, finding: nodule}
  - {claim: missing <= 0.02, severity: off}
END
proctor gate --policy policy.yaml --explain
echo "== prevalence and studies without a score, stated and not"
cat >stated.yaml <<'END'
version: 1
data: {score: ai_score, label: finding, missing: negative}
statistics: {prevalence: 0.05}
rules:
  - ppv@release >= 0.2
  - {claim: npv@release >= 0.9, missing: exclude}
  - {claim: gap(ppv@release) <= 0.2, over: site}
END
proctor gate --policy stated.yaml --explain
proctor gate --claim 'ppv@0.5 >= 0.2' --prevalence 0.1 --missing error --explain
proctor gate --claim 'accuracy@0.5 >= 0.9' --explain
proctor gate --claim 'ppv@0.5 >= 0.2' --prevalence 5 --explain 2>&1
echo "exit status $?"
