# SPDX-License-Identifier: GPL-2.0-or-later
"""What the peers in Python share: the command line, the documents and the clock."""
import argparse
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

FACETS = ("theme", "tier", "maturity", "published", "organisation", "type")
FACET_VALUES = 10


def read_documents(path):
    """Id, title, body, and per facet a list of values; dates are counted by year."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for facet in FACETS:
                values = record[facet] if isinstance(record[facet], list) else [record[facet]]
                record[facet] = [value[:4] for value in values] if facet == "published" else values
            yield record


@dataclass
class Asked:
    """A line of the file of queries, and what is wanted of it."""

    text: str
    facets: list = field(default_factory=list)
    filters: dict = field(default_factory=dict)
    limit: int = 10
    offset: int = 0
    ids: bool = False
    total: bool = False

    @property
    def words(self):
        return re.findall(r"\w+", self.text)

    @property
    def is_phrase(self):
        return self.text.startswith('"')

    @property
    def is_prefix(self):
        return self.text.endswith("*")

    def without_own(self, facet):
        """The filters by which a facet is counted: all but its own."""
        return {name: value for name, value in self.filters.items() if name != facet}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=("build", "ask", "version"))
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--what", default="search")
    parser.add_argument("--facets", default="")
    parser.add_argument("--filter", action="append", default=[])
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--offset", type=int, default=0)
    parser.add_argument("--ids", default="no")
    parser.add_argument("--total", default="no")
    parser.add_argument("--repeat", type=int, default=3)
    return parser.parse_args()


def asked_of(given, text):
    return Asked(text, [name for name in given.facets.split(",") if name],
                 dict(filter.split("=", 1) for filter in given.filter), given.limit, given.offset,
                 given.ids == "yes", given.total == "yes")


def milliseconds(action):
    start = time.perf_counter()
    result = action()
    return result, 1000 * (time.perf_counter() - start)


def measure(given, opened, ask):
    """`opened()` gives an index, `ask(index, asked)` how many documents match, if it knows."""
    texts = given.queries.read_text(encoding="utf-8").splitlines()
    queries = [asked_of(given, text) for text in texts]

    def open_and_ask():
        index = opened()
        ask(index, queries[0])
        return index

    index, cold = milliseconds(open_and_ask)
    report = [{"query": text, "total": 0, "ms": []} for text in texts]
    for _ in range(given.repeat):
        for query, result in zip(queries, report):
            result["total"], took = milliseconds(lambda: ask(index, query))
            result["ms"].append(took)
    print(json.dumps({"cold_ms": cold, "queries": report}, ensure_ascii=False))
