#!/usr/bin/env python3
"""Bring the learnt rows of corpus/docno-prefixes.tsv up to date, and check the general ones.

A row says what the beginning of a document number tells of the place. General rows are written by hand in the table
and stay as they are. Learnt rows come from a table of prefixes and the issuers they were seen with:

    云政办发	900	云南省人民政府办公厅:892; 云南省人民政府办公厅贯彻落实国务院办:4; …

An issuer counts for the place that its name begins with; one that begins with none (市政府办), or with a name of
several places, counts for nobody. A prefix is learnt where one place, or what lies in it, has nearly all of that
evidence, and the prefix begins with a sign of that place: 财税 was mostly seen with 上海市财政局, which passed it on,
and is nobody's in 上海. What a general row says already is not learnt again; the row gets the figures.

Usage: make-docno-prefixes.py places.tsv SEEN.tsv docno-prefixes.tsv

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv
import re
import sys
from collections import Counter, defaultdict

ENOUGH, NEARLY_ALL = 3, 0.95
ENOUGH_SHARED = 20  # where other places write the sign as well
COLUMNS = ("prefix", "says", "places", "evidence")
KINDS = r"(特别行政区|(壮族|回族|维吾尔)?自治区|省|市|县|区)$"
NATIONAL = "国务院"


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


class Gazetteer:
    def __init__(self, path):
        self.rows = [row for row in read_table(path) if row["status"] == "current"]
        self.above = {}  # a name of one place only: the names above it and its own
        self.begins = defaultdict(set)  # a character: the places whose names begin with it
        names = Counter(row["name"] for row in self.rows)
        for row in self.rows:
            chain = {row["name"], row["province"], row["city"]} - {""}
            self.begins[row["name"][0]].add(row["name"])
            if names[row["name"]] == 1:
                self.above[row["name"]] = chain
            if row["level"] == "province":
                self.above.setdefault(re.sub(KINDS, "", row["name"]), chain)

    def place(self, issuer):
        """The place that the name of an issuer begins with, as deep as it goes; None when it tells none."""
        found, rest = None, issuer.strip("\u200b\u200d \u3000").removeprefix("中共")
        if rest.startswith(NATIONAL):
            return NATIONAL
        while True:
            name = max((n for n in self.above if rest.startswith(n)), key=len, default=None)
            full = name and max(self.above[name], key=lambda n: (len(self.above.get(n, ())), n.startswith(name)))
            if name is None or (found and found not in self.above[name]):
                return found
            found, rest = full, rest[len(name):]

    def holds(self, outer, inner):
        return outer in self.above.get(inner, {inner})


def issuers(cell):
    for part in cell.split("; "):
        name, _, n = part.rpartition(":")
        yield name, int(n)


def is_sign(prefix, place, signs, gazetteer):
    """Whether `prefix` begins with a sign of `place`: one that a general row knows, or a character of its name."""
    if place == NATIONAL:
        return prefix[0] in "国中"
    mine = [s for s, places in signs.items() if any(gazetteer.holds(p, place) for p in places)]
    return any(prefix.startswith(s) for s in mine) or prefix[0] in place[:2]


def most(counts, gazetteer):
    """The place that has nearly all of the evidence, as deep as it goes: 上海市 for 上海市人民政府 and 金山区人民政府
    together, 金山区 where all are of it. With how much it has; None when no place has."""
    total = sum(counts.values())
    shares = {place: sum(n for p, n in counts.items() if gazetteer.holds(place, p)) for place in counts}
    likely = [place for place in shares if shares[place] >= NEARLY_ALL * total]
    place = max(likely, key=lambda p: len(gazetteer.above.get(p, ())), default=None)
    return place, shares.get(place, 0)


def longest(rows, prefix):
    return max((r for r in rows if prefix.startswith(r["prefix"])), key=lambda r: len(r["prefix"]), default=None)


def learn(seen, general, gazetteer):
    """The learnt rows; the general rows get the figures of what they cover."""
    signs = {r["prefix"]: r["places"].split(";") for r in general if r["places"]}
    figures = defaultdict(Counter)
    learnt = []
    for row in seen:
        counts = Counter()
        for name, n in issuers(row["issuers"]):
            counts[gazetteer.place(name)] += n
        del counts[None]
        known = longest(general, row["prefix"])
        if known and known["says"] == "alone":
            figures[known["prefix"]].update(counts)
        place, n = most(counts, gazetteer)
        enough = ENOUGH_SHARED if known and known["says"] == "shared" else ENOUGH
        if not place or n < enough or not is_sign(row["prefix"], place, signs, gazetteer):
            continue
        says, places = ("national", "") if place == NATIONAL else ("alone", place)
        if not known or (known["says"], known["places"]) != (says, places):
            learnt.append({"prefix": row["prefix"], "says": says, "places": places,
                           "evidence": f"learnt: {n} of {sum(counts.values())}"})
    for row in general:
        counts = figures[row["prefix"]]
        if counts:
            n = sum(k for p, k in counts.items() if gazetteer.holds(row["places"], p))
            row["evidence"] += f"; learnt: {n} of {sum(counts.values())}"
    return learnt


def check(general, gazetteer):
    """A character that is to tell one place must not begin the name of another."""
    for row in general:
        for place in filter(None, row["places"].split(";")):
            if not any(r["name"] == place for r in gazetteer.rows):
                sys.exit(f"{row['prefix']}: no such place: {place}")
        if row["says"] == "alone" and len(row["prefix"]) == 1:
            others = [n for n in gazetteer.begins[row["prefix"]] if not gazetteer.holds(row["places"], n)]
            if others:
                sys.exit(f"{row['prefix']} is to mean {row['places']}, but may mean {', '.join(sorted(others))}")


def main(places, seen, table):
    gazetteer = Gazetteer(places)
    with open(table, encoding="utf-8") as file:
        comments = [line for line in file if line.startswith("#")]
    general = [row for row in read_table(table) if not row["evidence"].startswith("learnt")]
    for row in general:
        row["evidence"] = row["evidence"].partition("; learnt: ")[0]
    check(general, gazetteer)
    with open(seen, encoding="utf-8") as file:
        pairs = [dict(zip(("prefix", "n", "issuers"), line.rstrip("\n").split("\t"))) for line in file]
    rows = general + learn(pairs, general, gazetteer)
    with open(table, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(comments)
        print(*COLUMNS, sep="\t", file=file)
        for row in sorted(rows, key=lambda r: r["prefix"]):
            print(*(row[c] for c in COLUMNS), sep="\t", file=file)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
