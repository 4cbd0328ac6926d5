#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How many instructions do the hot paths take? A count hardly depends on what else the machine does,
so that a later change can be held against it.

    bench/instructions.py [SPEUR]          (build/release/tools/speur/speur)

Needs valgrind. Everything is done with the bundled kennisbank. What is asked again costs the
difference between asking it six times and twice, so that what only the first answer does is left out.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
KENNISBANK = ROOT / "corpora/kennisbank"
QUERIES = 40
MORE, LESS = 6, 2


def collected(speur, within, *arguments):
    """The instructions that the library's functions called `within` take, and all that they call."""
    toggles = [f"--toggle-collect={name}*" for name in within]
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *toggles, str(speur),
         *map(str, arguments)], check=True, capture_output=True, encoding="utf-8")
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def again(speur, within, index, queries, *options):
    asked = len(queries.read_text(encoding="utf-8").splitlines())
    counts = [collected(speur, [within], "bench", index, "--queries", queries, "--json", "--repeat",
                        repeat, *options) for repeat in (MORE, LESS)]
    return (counts[0] - counts[1]) / ((MORE - LESS) * asked)


def lines(name):
    with open(KENNISBANK / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write(directory, name, texts):
    path = Path(directory) / f"{name}.txt"
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def measure(speur, directory):
    documents = lines("documents.jsonl")
    index = Path(directory) / "kennisbank.speur"
    topics = write(directory, "topics", [topic["text"] for topic in lines("topics.jsonl")[:QUERIES]])
    seeds = write(directory, "seeds", [document["id"] for document in documents[:QUERIES]])
    typed = write(directory, "typed", [document["title"][:4] for document in documents[:QUERIES]])
    building = collected(speur, ["speur::import_records", "speur::IndexWriter::commit"], "index",
                         index, KENNISBANK / "documents.jsonl", "--threads", 1)
    yield "to index a document (one thread)", building / len(documents)
    search = "speur::Index::search"
    yield "a question, ranks and ids only", again(speur, search, index, topics, "--ids")
    yield "a question, ten hits with snippets", again(speur, search, index, topics)
    yield "... and five facets", again(speur, search, index, topics, "--facets",
                                       "theme,tier,maturity,type,level")
    yield "ten related items", again(speur, "speur::Index::related(std::basic_string_view", index, seeds, "--what",
                                     "related")
    yield "completions", again(speur, "speur::Index::complete", index, typed, "--what", "complete")


def main():
    speur = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/release/tools/speur/speur"
    print("| what | thousands of instructions |\n|---|---|")
    with tempfile.TemporaryDirectory() as directory:
        for what, count in measure(speur, directory):
            print(f"| {what} | {count / 1000:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
