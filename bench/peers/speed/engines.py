# SPDX-License-Identifier: GPL-2.0-or-later
"""The engines: how each is built, and how it is asked a question."""
import glob
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

HERE = Path(__file__).parent
BUILD = Path(os.environ.get("SPEUR_BUILD", HERE.parents[2] / "build/release"))
SPEUR = os.environ.get("SPEUR", str(BUILD / "tools/speur/speur"))
JARS = "/usr/share/java"
LUCENE_PARTS = "core analyzers-common queries facet suggest highlighter memory".split()
FACET_VALUES = 10


@dataclass(frozen=True)
class Engine:
    name: str
    build: Callable  # (collection) -> command
    command: Callable  # (question, collection, repeat) -> command, or None: has no such thing
    version: list
    most_asked: int = 1000  # how often the same query at most: some take seconds
    patience: float = 900  # seconds for one question


def index_of(collection, engine):
    return str(collection / f"{engine}.index")


def queries_of(question, collection):
    return str(collection / f"{question.file}.txt")


def speur_build(collection):
    return [SPEUR, "index", "--replace", index_of(collection, "speur"),
            str(collection / "documents.jsonl")]


def speur_command(question, collection, repeat):
    command = [SPEUR, "bench", index_of(collection, "speur"), "--json", "--repeat", str(repeat),
               "--queries", queries_of(question, collection), "--facet-values", str(FACET_VALUES),
               "--offset", str(question.offset)]
    if question.what != "correct":
        command += ["--what", question.what]
    if question.facets:
        command += ["--facets", ",".join(question.facets)]
    for facet, value in question.filters:
        command += ["-f", f"{facet}={value}"]
    if question.ids:
        command += ["--ids"]
    if not question.total and not question.facets:
        command += ["--no-total"]
    return command


def asking(question, collection, engine, repeat):
    """The command line that the peers share."""
    words = ["ask", "--index", index_of(collection, engine), "--repeat", str(repeat),
             "--queries", queries_of(question, collection), "--what", question.what,
             "--offset", str(question.offset), "--ids", "yes" if question.ids else "no",
             "--total", "yes" if question.total else "no"]
    if question.facets:
        words += ["--facets", ",".join(question.facets)]
    for facet, value in question.filters:
        words += ["--filter", f"{facet}={value}"]
    return words


def peer(name, program, lacks=(), **rest):
    """A peer: `program` is how it is started, `lacks` what it cannot do."""
    def build(collection):
        return program() + ["build", "--documents", str(collection / "documents.jsonl"),
                            "--index", index_of(collection, name)]

    def command(question, collection, repeat):
        if question.what in lacks:
            return None
        return program() + asking(question, collection, name, repeat)

    return Engine(name, build, command, program() + ["version"], **rest)


def lucene():
    jars = [f"{JARS}/gson.jar"]
    for part in LUCENE_PARTS:
        jars += glob.glob(f"{JARS}/lucene-{part}-8.*.jar")
    return ["java", "-Xmx2g", "-cp", ":".join(jars), str(HERE / "LuceneSpeed.java")]


def xapian():
    return [str(BUILD / "bench/xapian_speed")]


def sqlite():
    return [str(HERE / "sqlite_speed.py")]


def postgres():
    return [str(HERE / "postgres_speed.py")]


ALL = {engine.name: engine for engine in (
    Engine("speur", speur_build, speur_command, [SPEUR, "--version"]),
    peer("lucene", lucene, lacks=("complete",)),
    peer("xapian", xapian, lacks=("complete",)),
    peer("sqlite", sqlite, lacks=("complete", "correct", "related"), most_asked=2),
    peer("postgres", postgres, lacks=("complete", "correct", "related"), most_asked=2),
)}
