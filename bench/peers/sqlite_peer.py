#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite's FTS5 with its own tokenizer. It has no Dutch stemmer, and no related items."""
import contextlib
import re
import sqlite3

import peer

TABLE = """CREATE VIRTUAL TABLE documents
  USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')"""

# bm25() is lower for a better match.
SEARCH = """SELECT id, -bm25(documents) AS score FROM documents WHERE documents MATCH ?
  ORDER BY score DESC, rowid LIMIT ?"""


def fts_query(text):
    """Any of the words, quoted because a bare OR is a command. No words match nothing."""
    return " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text)) or '""'


def search(database, text, limit):
    return database.execute(SEARCH, (fts_query(text), limit)).fetchall()


@contextlib.contextmanager
def opened(documents):
    # An empty name is a temporary database on disk that SQLite itself removes.
    with contextlib.closing(sqlite3.connect("")) as database:
        database.execute(TABLE)
        database.executemany("INSERT INTO documents VALUES (:id, :title, :text)", documents)
        yield peer.Engine(search=lambda text, limit: search(database, text, limit))


if __name__ == "__main__":
    peer.main("sqlite", f"SQLite {sqlite3.sqlite_version}", opened)
