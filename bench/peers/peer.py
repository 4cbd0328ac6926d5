# SPDX-License-Identifier: GPL-2.0-or-later
"""What the Python peers share: the command line, the input form and the run file."""
import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional


@dataclass
class Engine:
    """A filled index. Both functions give (document id, score) pairs, best first."""

    search: Callable  # (text, how many)
    related: Optional[Callable] = None  # (seed id, how many); None: the engine has no such thing


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def read_documents(path):
    return map(json.loads, read_lines(path))


def read_topics(path):
    return (line.split("\t", 1) for line in read_lines(path))


def write_run(path, tag, rankings):
    """Scores in full, so that nobody who sorts by score gets another order; equal scores aside."""
    with open(path, "w", encoding="utf-8") as file:
        for topic, ranking in rankings:
            for rank, (document, score) in enumerate(ranking, start=1):
                file.write(f"{topic} Q0 {document} {rank} {score!r} {tag}\n")


def arguments(tag, version):
    parser = argparse.ArgumentParser(description=f"Ranks documents with {version}.")
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--topics", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--related-run", type=Path)
    parser.add_argument("--depth", type=int, default=100, help="documents a topic")
    parser.add_argument("--k", type=int, default=10, help="related items a seed")
    parser.add_argument("--version", action="version", version=f"{tag}: {version}")
    given = parser.parse_args()
    if (given.seeds is None) != (given.related_run is None):
        parser.error("--seeds and --related-run go together")
    return given


def write_related(given, tag, engine):
    if engine.related is None:
        print(f"{tag}: has no related items, so writes none", file=sys.stderr)
        return
    rankings = ((seed, engine.related(seed, given.k)) for seed in read_lines(given.seeds))
    write_run(given.related_run, tag, rankings)


def main(tag, version, opened):
    """`opened(documents)` is a context manager that gives the Engine."""
    given = arguments(tag, version)
    with opened(read_documents(given.documents)) as engine:
        topics = read_topics(given.topics)
        rankings = ((topic, engine.search(text, given.depth)) for topic, text in topics)
        write_run(given.run, tag, rankings)
        if given.seeds:
            write_related(given, tag, engine)
