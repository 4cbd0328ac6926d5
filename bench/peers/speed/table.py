#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of what build.py and measure.py wrote down, as Markdown: table.py DIR"""
import json
import math
import os
import platform
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path


def percentile(times, part):
    """By nearest rank."""
    return sorted(times)[max(math.ceil(part * len(times)) - 1, 0)]


class Cell:
    """All rounds of one engine and question."""

    def __init__(self):
        self.again = []
        self.first = []
        self.cold = []
        self.totals = {}

    def add(self, report):
        self.cold.append(report["cold_ms"])
        for query in report["queries"]:
            self.first.append(query["ms"][0])
            self.again += query["ms"][1:]
            self.totals[query["query"]] = query["total"]

    def percentiles(self):
        return tuple(percentile(self.again, part) for part in (0.5, 0.9, 0.99))


def read(path):
    cells = defaultdict(Cell)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            cells[report["question"], report["engine"]].add(report)
    return cells


def in_order(cells, at):
    return list(dict.fromkeys(key[at] for key in cells))


def milliseconds(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def ratio(theirs, ours):
    return f"{theirs / ours:.1f}" if theirs < 10 * ours else f"{theirs / ours:.0f}"


def row(question, cells, engines):
    ours = cells.get((question, "speur"))
    columns = [question]
    for engine in engines:
        cell = cells.get((question, engine))
        if cell is None:
            columns.append("-")
            continue
        text = " / ".join(map(milliseconds, cell.percentiles()))
        if engine != "speur" and ours:
            half, _, most = cell.percentiles()
            own_half, _, own_most = ours.percentiles()
            text += f" ({ratio(half, own_half)}, {ratio(most, own_most)})"
        columns.append(text)
    return columns


def markdown(rows):
    yield "| " + " | ".join(rows[0]) + " |"
    yield "|" + "---|" * len(rows[0])
    for columns in rows[1:]:
        yield "| " + " | ".join(columns) + " |"


def engines_in(cells):
    return sorted(in_order(cells, 1), key=lambda name: name != "speur")


def times(cells, engines):
    yield ["p50 / p90 / p99 in ms (times speur: p50, p99)", *engines]
    for question in in_order(cells, 0):
        yield row(question, cells, engines)


def cold_starts(cells, engines):
    """The median over rounds."""
    yield ["ms to open and answer one", *engines]
    for question in in_order(cells, 0):
        known = [cells.get((question, engine)) for engine in engines]
        yield [question] + [milliseconds(percentile(cell.cold, 0.5)) if cell else "-"
                            for cell in known]


def totals(cells, engines):
    """How many documents match, where all engines were asked: the median, and how far that of an
    engine is from speur's, query by query."""
    yield ["documents found (median; of speur's, median)", *engines]
    for question in in_order(cells, 0):
        if "facets" not in question and "total" not in question:
            continue
        ours = cells[question, "speur"].totals if (question, "speur") in cells else {}
        columns = [question]
        for engine in engines:
            cell = cells.get((question, engine))
            columns.append(total_text(cell.totals, ours) if cell else "-")
        yield columns


def total_text(found, ours):
    parts = [found[query] / ours[query] for query in found if ours.get(query)]
    share = f" ({percentile(parts, 0.5):.2f})" if parts else ""
    return f"{percentile(list(found.values()), 0.5):,}{share}"


def builds(path):
    yield ["engine", "version", "seconds to build", "MB on disk"]
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        yield [report["engine"], report["version"], f"{report['seconds']:.0f}",
               f"{report['bytes'] / 1e6:.0f}"]


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} cores, Linux {platform.release()}, {date.today()}"


def loads(path):
    loads = [json.loads(line)["load"] for line in open(path, encoding="utf-8")]
    return (f"load of the machine while measuring: median {percentile(loads, 0.5):.1f}, "
            f"highest {max(loads):.1f}")


def main():
    directory = Path(sys.argv[1])
    cells = read(directory / "times.jsonl")
    engines = engines_in(cells)
    print(f"{machine()}; {loads(directory / 'times.jsonl')}\n")
    for rows in (times(cells, engines), cold_starts(cells, engines), totals(cells, engines)):
        print("\n".join(markdown(list(rows))) + "\n")
    if (directory / "builds.jsonl").exists():
        print("\n".join(markdown(list(builds(directory / "builds.jsonl")))))


if __name__ == "__main__":
    main()
