#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How long does SQLite's FTS5 take? With its own tokenizer; facets as columns and GROUP BY."""
import sqlite3

import asking

# A document with several themes is counted for its first.
TABLES = f"""
CREATE VIRTUAL TABLE texts
  USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '4');
CREATE TABLE facets (document INTEGER PRIMARY KEY, id TEXT, {", ".join(asking.FACETS)});
"""


def build(given):
    with sqlite3.connect(given.index) as database:
        database.executescript(TABLES)
        for number, record in enumerate(asking.read_documents(given.documents), start=1):
            database.execute("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)",
                             (number, record["title"], record["body"]))
            values = [record[facet][0] for facet in asking.FACETS]
            marks = ", ".join("?" * (len(values) + 2))
            database.execute(f"INSERT INTO facets VALUES ({marks})",
                             (number, record["id"], *values))
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        database.execute("ANALYZE")


def fts_query(asked):
    if asked.is_phrase:
        return '"' + " ".join(asked.words) + '"'
    if asked.is_prefix:
        return f'"{asked.words[0]}"*'
    return " OR ".join(f'"{word}"' for word in asked.words) or '""'


def matching(asked, filters):
    """FROM and WHERE for a query and filters, and what they are filled with."""
    tests = "".join(f" AND facets.{facet} = ?" for facet in filters)
    return ("FROM texts JOIN facets ON facets.document = texts.rowid WHERE texts MATCH ?" + tests,
            (fts_query(asked), *filters.values()))


def ask(database, asked):
    source, values = matching(asked, asked.filters)
    shown = "" if asked.ids else ", title, snippet(texts, 1, '<mark>', '</mark>', '…', 40)"
    database.execute(f"SELECT facets.id {shown} {source} ORDER BY rank LIMIT ? OFFSET ?",
                     (*values, asked.limit, asked.offset)).fetchall()
    for facet in asked.facets:
        counted, counted_values = matching(asked, asked.without_own(facet))
        database.execute(f"SELECT facets.{facet}, count(*) AS documents {counted} "
                         f"GROUP BY 1 ORDER BY documents DESC LIMIT {asking.FACET_VALUES}",
                         counted_values).fetchall()
    if asked.total or asked.facets:
        return database.execute(f"SELECT count(*) {source}", values).fetchone()[0]
    return 0


def main():
    given = asking.arguments()
    if given.task == "version":
        print(f"SQLite {sqlite3.sqlite_version}")
    elif given.task == "build":
        build(given)
    else:
        asking.measure(given, lambda: sqlite3.connect(given.index), ask)


if __name__ == "__main__":
    main()
