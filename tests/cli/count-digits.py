# Checks what 'count --digits' says against the rows, in whole numbers and fractions.
#
#     count-digits.py make SEED >rows.csv
#     count-digits.py check rows.csv DIGITS EDGE[,EDGE] counts.csv notes rows-records.csv counts-records.csv
import csv
import random
import re
import sys
from decimal import Decimal, ROUND_HALF_EVEN, localcontext
from fractions import Fraction


def make(seed):
    rng = random.Random(seed)
    print("score,label,site")
    for _ in range(400):
        label = int(rng.random() < 0.3)
        score = min(max(rng.gauss(0.4 + 0.25 * label, 0.2), 0), 1)
        text = "" if rng.random() < 0.03 else repr(round(score, rng.choice((1, 2, 3, 5, 17))))
        print(text, "" if text and rng.random() < 0.03 else label, rng.choice(("Hill", "Harbour", "")), sep=",")


def side(x, edge):
    return (x > edge) - (x < edge)


def rounded(x, digits, edges):
    for more in range(digits, 17):
        with localcontext() as context:
            context.prec, context.rounding = more, ROUND_HALF_EVEN
            y = float(+Decimal(x))
        if all(side(x, edge) == side(y, edge) for edge in edges):
            return y
    return x


def bound(rows):
    """Half the pairs with equal rounded scores, but for those that were not changed; rows are (score, rounded, label)."""
    at = {}
    for x, y, label in rows:
        cell = at.setdefault(y, [[0, 0], [0, 0]])
        cell[0][label] += 1
        cell[1][label] += x == y
    touched = sum(n[0] * n[1] - same[0] * same[1] for n, same in at.values())
    pairs = sum(label == 0 for *_, label in rows) * sum(label == 1 for *_, label in rows)
    return touched, pairs


def auc(rows, which):
    pos = [row[which] for row in rows if row[2] == 1]
    neg = [row[which] for row in rows if row[2] == 0]
    return Fraction(sum(2 * (p > n) + (p == n) for p in pos for n in neg), 2 * len(pos) * len(neg))


def whole(number):
    return int(number.replace(",", ""))


def check(rows_file, digits, edges, counts_file, notes_file, records):
    digits, edges = int(digits), [float(edge) for edge in edges.split(",")]
    table, scored = {}, []
    for row in csv.DictReader(open(rows_file)):
        y = rounded(float(row["score"]), digits, edges) if row["score"] else None
        table[y, row["label"], row["site"]] = table.get((y, row["label"], row["site"]), 0) + 1
        if row["score"] and row["label"]:
            scored.append((float(row["score"]), y, int(row["label"]), row["site"]))
    counted = {(float(row["score"]) if row["score"] else None, row["label"], row["site"]): int(row["n"])
               for row in csv.DictReader(open(counts_file))}
    assert counted == table, "the table"

    notes = open(notes_file).read()
    touched, pairs = bound([row[:3] for row in scored])
    moved = abs(auc(scored, 0) - auc(scored, 1))
    assert moved <= Fraction(touched, 2 * pairs), "the bound does not hold"
    if touched == 0:
        assert "keeps its order" in notes, notes
    else:
        said = re.search(r"by at most (\S+): it made the scores of at most (\S+) of (\S+) pairs", notes)
        assert (whole(said[2]), whole(said[3])) == (touched, pairs), notes
        exact = Fraction(touched, 2 * pairs)
        assert exact <= Fraction(said[1]) < exact * Fraction(1002, 1000), (said[1], float(exact))
    levels = [bound([row[:3] for row in scored if row[3] == site]) for site in ("Hill", "Harbour", "")]
    worst = max(levels, key=lambda level: Fraction(*level))
    said = re.search(r"In subgroups .* (\S+) of (\S+) pairs\)", notes)
    if said:
        assert Fraction(whole(said[1]), whole(said[2])) == Fraction(*worst), notes
    else:
        assert Fraction(*worst) <= Fraction(touched, pairs), "a subgroup moves further"

    key = lambda row: tuple(row[name] for name in ("level", "metric", "point", "method"))
    before, after = ({key(row): row for row in csv.DictReader(open(file)) if row["group"] != "(score decile)"}
                     for file in records)
    assert before.keys() == after.keys() and len(before) > 30
    for name in before:
        if name[1] == "auc":
            most = Fraction(*(worst if name[0] else (touched, pairs))) / 2
            assert abs(Fraction(before[name]["estimate"]) - Fraction(after[name]["estimate"])) <= most + Fraction(1, 10 ** 11)
        elif name[2]:
            assert before[name] == after[name], name
    return touched


if sys.argv[1] == "make":
    make(int(sys.argv[2]))
else:
    print(check(*sys.argv[2:7], sys.argv[7:]))
