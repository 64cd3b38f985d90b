#!/usr/bin/env python3
"""Make corpus/places.tsv from areacodes.csv.

areacodes.csv is yescallop's table of China's administrative division codes
since 1981 (https://github.com/yescallop/areacodes), dedicated to the public
domain under CC0. Its rows say which code a place got next; this script follows
those steps to the places of today, so that whoever reads places.tsv need not.

Usage: make-places.py areacodes.csv places.tsv

SPDX-License-Identifier: GPL-2.0-or-later
"""

import csv
import re
import sys
from collections import Counter, defaultdict

LEVELS = {"省级": "province", "地级": "city", "县级": "county"}
STATUSES = {"在用": "current", "变更": "renamed", "弃用": "abolished"}
DIRECT = "直辖"
# Prefectures that got another name when they became cities, and gave up counties at
# the same time: the source names no heir. 徽州地区 is 黄山市 by the State Council's approval of 1987.
RENAMED = {"342700": "341000"}

COMMENT = (
    "# Places of China since 1981, a row a code and name. Made by make-places.py from areacodes.csv"
    " (yescallop/areacodes, CC0). level: province, city (prefecture), county. status: current,"
    " renamed (the code went on), abolished. from..to: years, empty where still so. province, city:"
    " the names above it at that time; city is empty above that level and under direct government."
    " successor: codes of the places of today that it became, by semicolons; empty for current rows"
    " and where the source doesn't tell."
)


class Row:
    def __init__(self, cells):
        code, province, city, name, level, status, begin, end, later = cells
        self.code, self.province, self.name = code, province, name
        self.city = "" if city == DIRECT else city
        self.level, self.status = LEVELS[level], STATUSES[status]
        self.begin, self.end = int(begin), int(end) if end else None
        # "440321[1982]": a part that was split off that year; "440307": what
        # the place itself became when it ended.
        self.later = re.findall(r"(\d{6})(?![\d\[])", later)


def row_active(rows, year):
    """The row of one code that was in force at the end of `year`."""
    for row in rows:
        if row.begin <= year and (row.end is None or row.end > year):
            return row
    return None


def today(row, rows, by_code, seen=()):
    """The current rows that `row` became."""
    if row.status == "current":
        return {row.code}
    if row in seen:
        return set()
    steps = row.later
    if row.status == "renamed" and not steps:
        steps = [row.code]
    if not steps and row.level == "city":
        return prefecture_today(row, rows, by_code)
    found = set()
    for code in steps:
        following = row_active(by_code[code], row.end)
        heirs = today(following, rows, by_code, (*seen, row)) if following else set()
        if not heirs:
            return set()  # one of the heirs is unknown: better none than a part
        found |= heirs
    return same_stem(row, found, by_code)


def stem(name):
    return re.sub(r"(地区|盟|市|县|区)$", "", name)


def same_stem(row, heirs, by_code):
    """南康市 gave some towns to 章贡区 and became 南康区: the heir of its name is it."""
    like = {code for code in heirs
            if any(r.status == "current" and stem(r.name) == stem(row.name) for r in by_code[code])}
    return like if len(like) == 1 else heirs


def prefecture_today(row, rows, by_code):
    """The source names no heirs of prefectures. 哲里木盟 is 通辽市 now, since
    all its counties are there. 襄阳地区 was divided: the prefecture of the same
    stem is its heir as long as it got more counties than any other (南宁地区:
    崇左市 got them, so nobody is). Without one heir it became all of them."""
    current = {r.code: r for r in rows if r.status == "current"}
    counties = [today(county, rows, by_code) for county in rows
                if county.level == "county" and county.city == row.name and county.end == row.end]
    shares = Counter()
    for heirs in counties:
        shares.update({current[code].city for code in heirs})
    most = [city for city, n in shares.items() if n == max(shares.values())]
    if row.code in RENAMED:
        return {RENAMED[row.code]}
    if len(most) != 1 or (len(shares) > 1 and stem(most[0]) != stem(row.name)):
        return set().union(*counties) if all(counties) else set()
    return {code for code, r in current.items()
            if r.level == "city" and r.name == most[0] and r.province == row.province}


def main(source, target):
    with open(source, encoding="utf-8-sig", newline="") as file:
        rows = [Row(cells) for cells in list(csv.reader(file))[1:]]
    by_code = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        print(COMMENT, file=file)
        print(*"code name level status from to province city successor".split(), sep="\t", file=file)
        for row in rows:
            heirs = set() if row.status == "current" else today(row, rows, by_code)
            print(row.code, row.name, row.level, row.status, row.begin, row.end or "", row.province,
                  row.city, ";".join(sorted(heirs)), sep="\t", file=file)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
