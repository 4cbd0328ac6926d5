#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Prints the scores of all runs in a directory as Markdown, each compared with speur's.

quality_table.py SPEUR COLLECTION_DIR RUNS_DIR
"""
import json
import subprocess
import sys
from pathlib import Path

ENGINES = ("speur", "xapian", "sqlite", "postgresql", "lucene")


def compared(speur, run, own, judgements):
    """`speur evaluate` of a run, with speur's own as the second of the comparison."""
    command = [speur, "evaluate", "--run", run, "--compare", own, "--qrels", judgements, "--json"]
    return json.loads(subprocess.check_output(command, encoding="utf-8"))


def row(engine, comparison, measures):
    means = comparison["first"]["means"]
    difference = comparison["differences"][measures[0]]
    gap = "" if engine == "speur" else (
        f"{difference['mean']:+.3f} [{difference['low']:+.3f}, {difference['high']:+.3f}]")
    scores = " | ".join(f"{means[measure]['mean']:.3f}" for measure in measures)
    return f"| {engine} | {scores} | {gap} |"


def table(speur, runs, suffix, judgements, measures):
    print(f"| engine | {' | '.join(measures)} | speur against it, {measures[0]} |")
    print("|---|" + "---|" * (len(measures) + 1))
    for engine in ENGINES:
        run = runs / f"{engine}{suffix}"
        if run.exists():
            own = runs / f"speur{suffix}"
            print(row(engine, compared(speur, run, own, judgements), measures))
    print()


def main():
    speur, collection, runs = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    measures = ["nDCG@10", "RR", "P@10", "R@100", "AP", "unjudged@10"]
    table(speur, runs, ".run", collection / "topics.qrels", measures)
    if (collection / "related.qrels").exists():
        related = ["AP", "nDCG@10", "P@10", "unjudged@10"]
        table(speur, runs, ".related.run", collection / "related.qrels", related)


if __name__ == "__main__":
    main()
