# SPDX-License-Identifier: GPL-3.0-or-later
"""compare-report.py PAGE DOCUMENT DATA SCORE LABEL: every number in the tables of a report is that of `evaluate -f json` (DOCUMENT),
of curve.csv (`sweep -f csv`), of gate.json (`gate --json`) or of compare.json (`compare -f json`), rounded. Each is looked up by what
stands beside it. Errors and calibration are made from the file DATA itself; SCORE and LABEL are its columns, {model} and {finding}
standing for their names. Tables that are not compared are named."""
import csv, json, math, re, statistics, sys
from html.parser import HTMLParser

class Page(HTMLParser):
    """The tables with the headings, from h2 on, that they stand under."""
    def __init__(self, text):
        super().__init__()
        self.tables, self.path, self.text = [], [], None
        self.feed(text)
    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append((list(self.path), []))
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in ("td", "th", "h2", "h3", "h4"):
            self.text = ""
        elif tag == "br" and self.text is not None:
            self.text += "\n"
    def handle_data(self, data):
        if self.text is not None:
            self.text += data
    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][1][-1].append(self.text)
        elif tag in ("h2", "h3", "h4"):
            self.path[int(tag[1]) - 2:] = [self.text]
        if tag in ("td", "th", "h2", "h3", "h4"):
            self.text = None

# Title and name of each metric, as proctor(1) has them.
titles = dict(line.split("\t") for line in """\
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
False alarms per true positive	false_alarms_per_true_positive""".split("\n"))
document = json.load(open(sys.argv[2]))
compared, pair = 0, {}

by_metric = {}
for r in document["results"]:
    by_metric.setdefault(r["metric"], []).append(r)

def find(records=None, **keys):
    keys = dict(pair, **keys)
    keys = dict(dict(group="", level="", point="", scenario="", prevalence=None), **keys)
    found = [r for r in records or by_metric.get(keys["metric"], [])
             if all((r[k] or (None if k == "prevalence" else "")) == v for k, v in keys.items())]
    if not found:
        sys.exit("no record: %s" % keys)
    return found

def same(text, number, factor=1):
    """The text is the number, rounded to its last digit."""
    global compared
    if number is None:  # JSON has no infinity
        return "NA" in text or "inf" in text
    digits = re.search(r"-?[\d,]+(?:\.(\d+))?(?:e(-?\d+))?", text)
    value = float(digits.group(0).replace(",", ""))
    compared += 1
    return abs(value - factor * number) <= \
        0.5000001 * 10.0 ** (int(digits.group(2) or 0) - len(digits.group(1) or ""))

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

def number_of(text):
    """A number, or an age as DICOM writes it."""
    days = {"Y": 365.2425, "M": 365.2425 / 12, "W": 7, "D": 1}.get(text[-1:])
    return float(text[:-1]) * days / 365.2425 if days else float(text)

def check_spread(cells, name):
    """Median and quartiles, or the range, by Python's own statistics; of the file itself."""
    of = [(number_of(row[name]), y) for _, y, row in studies() if row[name]]
    for cell, keep in zip(cells[1:4], ((0, 1), (1,), (0,))):
        xs = [x for x, y in of if y in keep]
        low, median, high = statistics.quantiles(xs, n=4, method="inclusive")
        texts = re.split(r" to | \(", cell.rstrip(")"))
        for text, x in zip(texts, (median, low, high) if len(texts) == 3 else (min(xs), max(xs))):
            check(text, x)

def check_tested(rows):
    group = ""
    for cells in rows[1:]:
        if not cells[1]:
            group = cells[0]
        elif cells[0] in ("\u2003Median (quartiles)", "\u2003Range"):
            check_spread(cells, group)
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
        for head, cell in zip(rows[0][1:], cells[1:]):
            metric = {"ROC AUC": "auc"}.get(head, head.lower())
            if head == "Studies":
                r = find(metric="auc", group=group, level=level)[0]
                for text, key in zip(cell.split(", "), ("n_pos", "n_neg")):
                    check(text, r[key])
            elif head:
                check_compact(cell, metric=metric, group=group, level=level,
                              point="" if metric == "auc" else point)

def check_missing(rows, point):
    scenarios = {"flagged": "missing=flagged", "unflagged": "missing=unflagged",
                 "all wrong": "missing=worst", "all right": "missing=best"}
    for cells in rows[1:]:
        scenario = "" if cells[0].endswith("(above)") else scenarios[cells[0]]
        for cell, metric in zip(cells[1:], ("auc", "sensitivity", "specificity")):
            check_compact(cell, metric=metric, scenario=scenario,
                          point="" if metric == "auc" else point)

accounts = {"read": "rows_read", "evaluated": "rows_evaluated",
            "not selected": "rows_not_selected", "label excluded": "rows_excluded_label",
            "without truth": "rows_without_truth", "without score": "rows_without_score",
            "without score, counted by": "rows_imputed"}

def check_account(rows):
    for first, count, words in rows:
        if first == "Patients":
            check(count, find(metric="prevalence")[0]["n_patients"])
            continue
        r = find(metric=accounts[re.split(r":| \(| --", words)[0]])[0]
        check(count, r["n"])
        classes = re.search(r"(\S+) with the finding, (\S+) without", words)
        for text, key in zip(classes.groups() if classes else (), ("n_pos", "n_neg")):
            check(text, r[key])

def check_overview(rows, finding):
    global pair
    for cells in rows[1:]:
        model, counts = cells[0].split("\n")[:2]
        pair = dict(model=model, finding=finding)
        for text, key in zip(counts.split(" + "), ("n_pos", "n_neg")):
            check(text, find(metric="rows_evaluated")[0][key])
        check_compact(cells[1], metric="auc")
        points = [r["point"] for r in document["results"] if r["model"] == model
                  and r["finding"] == finding and r["metric"] == "sensitivity"]
        for cell, metric in zip(cells[2:], ("sensitivity", "specificity")):
            if cell or points:
                check_compact(cell, metric=metric, point=points[0])

columns = ("flags_per_100", "sensitivity", "specificity", "ppv", "npv")

def is_row(cells, row):
    """True if all numbers are those of the row of the curve, rounded."""
    texts = [(cells[0], row["threshold"], 1)]
    for cell, name in zip(cells[1:], columns):
        factor = 100 if "%" in cell else 1
        value, *limits = cell.split("\n")
        texts.append((value, row[name], factor))
        for text, end in zip(limits[0].split("-") if limits else (), ("low", "high")):
            texts.append((text, row[name + "_" + end], factor))
    return all(same(text, None if x in ("", None) else float(x), factor)
               for text, x, factor in texts)

def row_at_point(point):
    row = {}
    for name in columns:
        r = find(metric=name, point=point)[0]
        row.update({"threshold": r["threshold"], name: r["estimate"],
                    name + "_low": r["conf_low"], name + "_high": r["conf_high"]})
    return row

def check_curve(rows):
    global compared
    of = [row for row in csv.DictReader(open("curve.csv")) if not row["group"]
          and all(row[key] == value for key, value in pair.items())]
    for cells in rows[1:]:
        before = compared
        if cells[6:] and cells[6]:
            of.append(row_at_point(cells[6]))
        if not any(is_row(cells, row) for row in of):
            sys.exit("no such row of the curve: %r" % cells)
        compared = before + len(re.findall(r"\d+(?:\.\d+)?", " ".join(cells[:6])))

def check_gate(rows):
    cases = []
    for rule in json.load(open("gate.json"))["verdict"]["rules"]:
        several = rule["each"] or len(rule["cases"]) > 1
        cases += [(rule["name"], rule["verdict"], {} if several else rule["cases"][0]["record"])]
        for case in rule["cases"] if several else ():
            cases += [("- " + case["name"][len(rule["name"]) + 2:-1], case["verdict"]
                       if not case["untested"] else "untested", case["record"])]
    if len(cases) != len(rows) - 1:
        sys.exit("%d rows for %d verdicts" % (len(rows) - 1, len(cases)))
    for cells, (name, verdict, r) in zip(rows[1:], cases):
        if cells[0] != name or not cells[1].startswith(verdict):
            sys.exit("%r is not %s: %s" % (cells, name, verdict))
        if not r:
            continue
        factor = 100 if re.search("%| points", cells[2]) else 1
        check(cells[2], r["estimate"], factor)
        check_interval(cells[3], r, factor, " to ")
        if "/" in cells[4]:
            check(cells[4].split("/")[0], r["numerator"])
            check(cells[4].split("/")[1], r["denominator"])
        else:
            check(cells[4], r["n"])

# Words for labels in the files of the tests; what is no number is no score.
labels = {"1": 1, "1.0": 1, "Poor": 1, "0": 0, "0.0": 0, "Good": 0}

def studies():
    """Score, label and fields of every study of the pair that has both."""
    names = pair or {key: document["results"][0][key] for key in ("model", "finding")}
    score, label = (text.format(**names) for text in sys.argv[4:6])
    for row in csv.DictReader(open(sys.argv[3])):
        try:
            yield float(row[score]), labels[row[label]], row
        except (KeyError, ValueError):
            pass

def is_level(level, text):
    """True if the field is the level, or a number within it."""
    band = re.fullmatch(r"<(.*)|>=(.*)|(.*) to <(.*)", level)
    if level == text or (level == "(missing)" and not text) or not band or not text:
        return level == (text or "(missing)")
    below, above, low, high = band.groups()
    number = number_of(text)
    return float(above or low or "-inf") <= number < float(below or high or "inf")

def check_errors(rows, heading):
    """The scores are the worst of the class, in order, and each belongs to a study of these levels."""
    global compared
    is_positive = heading.startswith(("Not flagged with", "With the"))
    of = [(x, row) for x, y, row in studies() if y == is_positive]
    worst = sorted((x for x, _ in of), reverse=not is_positive)
    of_all = re.search(r"of ([\d,]+)$", heading)
    if of_all:
        point = find(metric="fn" if is_positive else "fp", point=at_point)[0]
        check(of_all.group(1), point["estimate"])
    for i, cells in enumerate(rows[1:]):
        if float(cells[0]) != worst[i]:
            sys.exit("%r is not %r" % (cells, worst[i]))
        if not any(x == worst[i] and all(is_level(level, row[name])
                                         for name, level in zip(rows[0][1:], cells[1:])) for x, row in of):
            sys.exit("no such study: %r" % cells)
        compared += len(cells)

def likelihood(xs, ys, a, b):
    return sum(y * t - (max(t, 0) + math.log1p(math.exp(-abs(t)))) for y, t in ((y, a + b * x) for x, y in zip(xs, ys)))

def logistic(xs, ys, slope_is_fixed):
    """Newton's method, steps halved where they lose likelihood: a, b and the standard error of the one that is asked for."""
    a, b, step, now = 0.0, 1.0, (1, 1), likelihood(xs, ys, 0.0, 1.0)
    while max(abs(s) for s in step) > 1e-9:
        ps = [1 / (1 + math.exp(-a - b * x)) for x in xs]
        g, h = sum(y - p for y, p in zip(ys, ps)), sum((y - p) * x for x, y, p in zip(xs, ys, ps))
        aa, ab = sum(p * (1 - p) for p in ps), sum(p * (1 - p) * x for x, p in zip(xs, ps))
        bb = sum(p * (1 - p) * x * x for x, p in zip(xs, ps))
        determinant = aa * bb - ab * ab
        step = (g / aa, 0) if slope_is_fixed else \
            ((bb * g - ab * h) / determinant, (aa * h - ab * g) / determinant)
        error = math.sqrt(1 / aa if slope_is_fixed else aa / determinant)
        while likelihood(xs, ys, a + step[0], b + step[1]) < now - 1e-10 * abs(now):
            step = (step[0] / 2, step[1] / 2)
        a, b = a + step[0], b + step[1]
        now = likelihood(xs, ys, a, b)
    return a, b, error

def check_calibration(rows):
    of = list(studies())
    xs = [math.log(p / (1 - p)) for p in (min(max(x, 1e-6), 1 - 1e-6) for x, _, _ in of)]
    ys = [y for _, y, _ in of]
    z, observed, expected = 1.959963984540054, sum(ys), sum(x for x, _, _ in of)
    half = z * math.sqrt((1 - observed / len(ys)) / observed)
    a, _, a_error = logistic(xs, ys, True)
    _, b, b_error = logistic(xs, ys, False)
    ratio = observed / expected
    for cells, value, low, high in zip(rows[1:], (ratio, a, b),
                                       (ratio * math.exp(-half), a - z * a_error, b - z * b_error),
                                       (ratio * math.exp(half), a + z * a_error, b + z * b_error)):
        check(cells[1], value)
        if cells[2]:
            check_interval(cells[2], {"conf_low": low, "conf_high": high}, 1, " to ")

def check_comparison(rows):
    records = json.load(open("compare.json"))["results"]
    names = [r for r in records if r["metric"] == "rows_shared"][0]
    both = {key: names[key] for key in ("model", "baseline", "finding")}
    point = ""
    for cells in rows[1:]:
        if not cells[1]:
            point = cells[0][len("At "):].split(",")[0]
            continue
        metric = titles[cells[0]]
        keys = dict(metric=metric + "_difference", point="" if metric == "auc" else point)
        r = find(records, **dict(both, **keys))[0]
        factor = 100 if "%" in cells[1] else 1
        for cell, model in zip(cells[1:3], ("model", "baseline")):
            check(cell, find(records, **dict(keys, metric=metric, model=both[model], finding=both["finding"],
                                             baseline=""))[0]["estimate"], factor)
        check(cells[3].lstrip("+"), r["estimate"], factor)
        check_interval(cells[4].replace("+", ""), r, factor, " to ")
        check(cells[5].lstrip("<>"), r["p_value"]) if cells[5][0] not in "<>" else None
        if cells[6]:
            of = [r for r in find(records, **dict(both, **keys)) if r["method"].startswith("mcnemar")][0]
            check(cells[6].split(" : ")[0], of["numerator"])
            check(cells[6].split(" : ")[1], of["denominator"] - of["numerator"])

at_point = ""
for path, rows in Page(open(sys.argv[1]).read()).tables:
    names = re.fullmatch("Model (.*), finding (.*)", path[0])
    pair = dict(zip(("model", "finding"), names.groups())) if names else {}
    section, heading = path[1 if names else 0], path[-1]
    at = re.match(r"(?:By .* at|At)(?: the default operating point)? ([^\s:,]+)", heading)
    point = at.group(1) if at else ""
    before = compared
    if section == "Who was tested":
        check_tested(rows)
    elif section == "Studies read and evaluated":
        check_account(rows)
    elif ": finding " in section and section.endswith("read"):
        check_overview(rows, re.search(": finding (.*), [0-9,]+ ", section).group(1))
    elif section == "By threshold":
        check_curve(rows)
    elif section.startswith("Gate "):
        check_gate(rows)
    elif section == "Flagged studies and the finding":
        check_counts(rows, heading.split(":")[0])
    elif section == "Accuracy" and heading == "Overall":
        check_metrics(rows, "")
    elif section == "Accuracy" and ": flagged if" in heading and len(rows[0]) == 4:
        check_metrics(rows, point)
    elif section == "Accuracy" and "how common" in heading:
        check_prevalences(rows, point)
    elif section == "Subgroups":
        check_groups(rows, re.match(r"By (.*?)(?: at .*)?(?:: .*)?$", heading).group(1), point)
    elif section.startswith("Studies without a score"):
        check_missing(rows, section.split()[-1])
    elif section.startswith(("The most confident errors", "Scores that contradict")):
        at_point = section.split()[-1]
        check_errors(rows, heading)
    elif section == "Calibration":
        check_calibration(rows)
    elif section.startswith("Compared with the baseline"):
        check_comparison(rows)
    if compared > before:
        print("%s: %d numbers" % (" / ".join(path), compared - before))
    elif section not in ("What was judged", "What was laid down beforehand", "Words"):
        print("not compared: %s" % " / ".join(path))
