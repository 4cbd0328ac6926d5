#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks every engine the same questions, in turns, and writes down how long each answer took.

measure.py --collection DIR [--engines speur,lucene,xapian,sqlite,postgres] [--only NAME,...]

The collection is made by collection.py, the indexes by build.py; both in DIR. Out comes
DIR/times.jsonl: a line for every engine, question and round, which table.py makes a table of.
"""
import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import engines

THREE = ("theme", "tier", "maturity")
FIVE = THREE + ("published", "organisation")
SIX = FIVE + ("type",)
TWO_FILTERS = {"tier": "gemeente", "type": "soort 1"}
THREE_SELECTED = {"theme": "thema 1", "tier": "gemeente", "maturity": "pilot"}


@dataclass(frozen=True)
class Question:
    """A file of queries, and what is asked with each of them."""

    name: str
    file: str
    what: str = "search"
    facets: tuple = ()
    filters: tuple = ()  # (facet, value)
    offset: int = 0
    ids: bool = False  # ranking only: no documents, no snippets
    total: bool = False  # count all that is found


def questions():
    kinds = ("one_word", "words", "questions", "phrases", "prefixes")
    for kind in kinds:
        yield Question(f"{kind}: ranking", kind, ids=True)
        yield Question(f"{kind}: ranking, total", kind, ids=True, total=True)
        yield Question(f"{kind}: answer", kind)
    for kind in kinds[:3]:
        for facets in (THREE, FIVE, SIX):
            yield Question(f"{kind}: ranking, {len(facets)} facets", kind, facets=facets, ids=True)
        yield Question(f"{kind}: answer, 6 facets", kind, facets=SIX)
    yield Question("words: ranking, 2 filters", "words", filters=tuple(TWO_FILTERS.items()),
                   ids=True)
    yield Question("words: ranking, 5 facets, 3 selected", "words", facets=FIVE,
                   filters=tuple(THREE_SELECTED.items()), ids=True)
    yield Question("words: ranking, from 1000", "words", offset=1000, ids=True)
    yield Question("misspelled: answer", "misspelled", what="correct")
    yield Question("related: answer", "seeds", what="related")
    yield Question("typed: completions", "typed", what="complete")


def measured(engine, question, collection, repeat):
    """None where the engine has no such thing, or took too long."""
    command = engine.command(question, collection, min(repeat, engine.most_asked))
    if command is None:
        return None
    start = time.time()
    try:
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8",
                                timeout=engine.patience)
    except subprocess.TimeoutExpired:
        print(f"{engine.name} took too long: {question.name}", file=sys.stderr)
        return None
    report = json.loads(answer.stdout)
    report["seconds"] = time.time() - start
    return report


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collection", type=Path, required=True)
    parser.add_argument("--engines", default=",".join(engines.ALL))
    parser.add_argument("--only", help="questions whose name holds one of these, with ; between")
    parser.add_argument("--rounds", type=int, default=3, help="of all engines in turn (3)")
    parser.add_argument("--repeat", type=int, default=6,
                        help="times that an engine is asked each query in a round (6)")
    return parser.parse_args()


def main():
    given = arguments()
    chosen = [engines.ALL[name] for name in given.engines.split(",")]
    wanted = [question for question in questions()
              if not given.only or any(part in question.name for part in given.only.split(";"))]
    with open(given.collection / "times.jsonl", "w", encoding="utf-8") as out:
        for question in wanted:
            for turn in range(given.rounds):
                # Who comes first changes from round to round.
                for engine in chosen[turn % len(chosen):] + chosen[:turn % len(chosen)]:
                    report = measured(engine, question, given.collection, given.repeat)
                    if report is None:
                        continue
                    report |= {"engine": engine.name, "question": question.name, "round": turn,
                               "load": os.getloadavg()[0]}
                    out.write(json.dumps(report, ensure_ascii=False) + "\n")
                    out.flush()
            print(question.name, file=sys.stderr)


if __name__ == "__main__":
    main()
