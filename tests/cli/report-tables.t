# Every number in the tables of a report is that of `evaluate -f json`, rounded: read
# from the page with Python's own HTML parser, and looked up by what stands beside it.
need python3
cat >compare.py <<'END'
import json, re, sys
from html.parser import HTMLParser

class Page(HTMLParser):
    """The tables with the headings they stand under."""
    def __init__(self, text):
        super().__init__()
        self.tables, self.section, self.heading, self.text = [], "", "", None
        self.feed(text)
    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append((self.section, self.heading, []))
        elif tag == "tr":
            self.tables[-1][2].append([])
        elif tag in ("td", "th", "h2", "h3"):
            self.text = ""
        elif tag == "br" and self.text is not None:
            self.text += "\n"
    def handle_data(self, data):
        if self.text is not None:
            self.text += data
    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][2][-1].append(self.text)
        elif tag == "h2":
            self.section = self.heading = self.text
        elif tag == "h3":
            self.heading = self.text
        if tag in ("td", "th", "h2", "h3"):
            self.text = None

titles = dict(line.rstrip("\n").split("\t") for line in open("titles"))
document = json.load(open(sys.argv[2]))
compared = 0

def find(**keys):
    keys = dict(dict(group="", level="", point="", scenario="", prevalence=None), **keys)
    found = [r for r in document["results"]
             if all((r[k] or (None if k == "prevalence" else "")) == v for k, v in keys.items())]
    if not found:
        sys.exit("no record: %s" % keys)
    return found

def same(text, number, factor=1):
    """The text is the number, rounded to its last digit."""
    global compared
    if number is None:
        return "NA" in text
    digits = re.search(r"-?[\d,]+(?:\.(\d+))?", text)
    value = float(digits.group(0).replace(",", ""))
    compared += 1
    return abs(value - factor * number) <= 0.5000001 * 10 ** -len(digits.group(1) or "")

def check(cell, number, factor=1):
    if not same(cell, number, factor):
        sys.exit("%r is not %r" % (cell, number))

def check_interval(text, r, factor, separator):
    if r["conf_low"] is None:
        if separator in text:
            sys.exit("%r has no interval" % text)
        return
    low, high = text.split(separator)
    check(low, r["conf_low"], factor)
    check(high, r["conf_high"], factor)

def check_row(cells, metric, point, nth):
    r = find(metric=metric, point=point)[nth]
    factor = 100 if "%" in cells[1] else 1
    check(cells[1], r["estimate"], factor)
    check_interval(cells[2], r, factor, " to ")
    if "/" in cells[3]:
        check(cells[3].split("/")[0], r["numerator"])
        check(cells[3].split("/")[1], r["denominator"])

def check_compact(cell, **keys):
    r = find(**keys)[0]
    factor = 100 if "%" in cell else 1
    check(cell, r["estimate"], factor)
    inside = re.search(r"\((.*)\)", cell)
    check_interval(inside.group(1) if inside else "", r, factor, "-")
    if "\n" in cell:
        check(cell.split("\n")[1].split("/")[0], r["numerator"])
        check(cell.split("\n")[1].split("/")[1], r["denominator"])

def check_stacked(cell, **keys):
    r = find(**keys)[0]
    factor = 100 if "%" in cell else 1
    check(cell, r["estimate"], factor)
    check_interval(cell.split("\n")[1] if "\n" in cell else "", r, factor, "-")

def check_metrics(rows, point):
    last, nth = None, 0
    for cells in rows[1:]:
        last, nth = (titles[cells[0]], 0) if cells[0] else (last, nth + 1)
        check_row(cells, last, point, nth)

def check_tested(rows):
    group = ""
    for cells in rows[1:]:
        if not cells[1]:
            group = cells[0]
        elif cells[0] == "Patients":
            check(cells[1], find(metric="prevalence")[0]["n_patients"])
        else:
            level = cells[0].lstrip("\u2003")
            keys = dict(group=group, level=level) if group else {}
            r = find(metric="prevalence", **keys)[0]
            for cell, key in zip(cells[1:4], ("n", "n_pos", "n_neg")):
                check(cell, r[key])
                check(cell.split("(")[1], r[key] / find(metric="prevalence")[0][key], 100)
            for cell in cells[4:]:
                lost = find(metric="missing", **keys)[0]
                check(cell.split("/")[0], lost["numerator"])
                check(cell.split("/")[1], lost["denominator"])
                check(cell.split("(")[1], lost["estimate"], 100)

def check_counts(rows, point):
    for cells, (a, b) in zip(rows[1:], (("tp", "fp"), ("fn", "tn"))):
        left = find(metric=a, point=point)[0]["estimate"]
        right = find(metric=b, point=point)[0]["estimate"]
        check(cells[1], left)
        check(cells[2], right)
        check(cells[3], left + right)

def check_prevalences(rows, point):
    metrics = ("ppv", "npv", "flags_per_100", "false_alarms_per_true_positive", "accuracy")
    for cells in rows[1:]:
        at = None if "*" in cells[0] else float(cells[0].split()[0]) / 100
        for cell, metric in zip(cells[1:], metrics):
            check_stacked(cell, metric=metric, point=point, prevalence=at)

def check_groups(rows, group, point):
    for cells in rows[1:]:
        level = cells[0].lstrip("!? ")
        for cell, metric in zip(cells[1:], ("auc", "sensitivity", "specificity")):
            check_compact(cell, metric=metric, group=group, level=level,
                          point="" if metric == "auc" else point)

def check_missing(rows, point):
    scenarios = ("", "missing=flagged", "missing=unflagged", "missing=worst", "missing=best")
    for cells, scenario in zip(rows[1:], scenarios):
        for cell, metric in zip(cells[1:], ("auc", "sensitivity", "specificity")):
            check_compact(cell, metric=metric, scenario=scenario,
                          point="" if metric == "auc" else point)

seen = set()
for section, heading, rows in Page(open(sys.argv[1]).read()).tables:
    words = heading.split()
    before = compared
    if section == "Who was tested":
        check_tested(rows)
    elif section == "Flagged studies and the finding":
        check_counts(rows, heading.split(":")[0])
    elif section == "Accuracy" and heading == "Overall":
        check_metrics(rows, "")
    elif section == "Accuracy" and ": flagged if" in heading and len(rows[0]) == 4:
        check_metrics(rows, heading.split(":")[0].split()[1])
    elif section == "Accuracy" and "how common" in heading:
        check_prevalences(rows, words[1].rstrip(","))
    elif section == "Subgroups":
        check_groups(rows, words[1], words[3].rstrip(","))
    elif section.startswith("Studies without a score"):
        check_missing(rows, section.split()[-1])
    if compared > before:
        print("%s: %d numbers" % (heading, compared - before))
END
# Title and name of each metric, from the manual's order and the words of the page.
cat >titles <<'END'
Prevalence	prevalence
AUC	auc
Average precision	average_precision
Brier score	brier
Log loss	log_loss
True positives	tp
False positives	fp
True negatives	tn
False negatives	fn
Sensitivity	sensitivity
Specificity	specificity
PPV	ppv
NPV	npv
Accuracy	accuracy
Balanced accuracy	balanced_accuracy
Youden index	youden
F1	f1
MCC	mcc
LR+	lr_pos
LR-	lr_neg
Diagnostic odds ratio	dor
Flags per 100 studies	flags_per_100
False alarms per true positive	false_alarms_per_true_positive
END
try() {
    echo "== $(basename "$1")"
    proctor report "$@" -o page.html
    proctor evaluate "$@" -f json -o document.json
    python3 compare.py page.html document.json
}
try "$samples/head-ct.csv" -s ai_score -l haemorrhage -p patient_id -t release=0.5 \
    -t strict=0.9 -g site,scanner,age:18,40,65 -B 200
try "$samples/asah.csv" -l outcome --positive Poor -s s100b -g gender -t 0.205 -B 200
