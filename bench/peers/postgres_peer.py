#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""PostgreSQL's full text search, in a cluster that lives as long as this program."""
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import peer

PROGRAMS = Path("/usr/lib/postgresql/15/bin")

# The position keeps the order of insertion, which decides between equal scores.
TABLE = """CREATE TABLE documents (
  position integer GENERATED ALWAYS AS IDENTITY,
  id text,
  title text,
  text text,
  vector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('dutch', title), 'A') ||
    setweight(to_tsvector('dutch', text), 'B')) STORED)"""
FILL = "COPY documents (id, title, text) FROM STDIN"
INDEX = "CREATE INDEX ON documents USING gin (vector); ANALYZE documents"

# plainto_tsquery takes any text but asks for every word; the spaces spare an & inside a word.
SEARCH = """SELECT id, ts_rank(vector, query, 1) AS score
FROM documents,
  CAST(replace(plainto_tsquery('dutch', :'words')::text, ' & ', ' | ') AS tsquery) AS query
WHERE vector @@ query ORDER BY score DESC, position LIMIT :depth"""

COPY_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


class Cluster:
    """Reached by a socket in its own directory only, so that no other server is in its way."""

    def __init__(self, directory):
        self.directory = directory
        self.data = f"{directory}/data"
        # The server refuses to run as root.
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def call(self, program, *words, **options):
        command = [*self.user, PROGRAMS / program, *words]
        return subprocess.run(command, check=True, cwd=self.directory, encoding="utf-8", **options)

    def start(self):
        self.call("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--no-sync",
                  "--encoding=UTF8", "--locale=C.UTF-8", stdout=subprocess.DEVNULL)
        settings = (f"-k {self.directory} -c listen_addresses='' -c fsync=off "
                    "-c client_min_messages=warning")
        self.call("pg_ctl", "-D", self.data, "-l", f"{self.directory}/log", "-o", settings,
                  "-w", "start", stdout=subprocess.DEVNULL)

    def stop(self):
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop", stdout=subprocess.DEVNULL)

    def psql(self, *words, **options):
        """What it prints: a row a line, a tab between columns."""
        return self.call("psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1",
                         "-h", self.directory, "-U", "postgres", *words,
                         stdout=subprocess.PIPE, **options).stdout


@contextlib.contextmanager
def running_cluster():
    with tempfile.TemporaryDirectory() as directory:
        if os.geteuid() == 0:
            shutil.chown(directory, "postgres")
        cluster = Cluster(directory)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def copy_row(document):
    fields = (document["id"], document["title"], document["text"])
    return "\t".join(field.translate(COPY_ESCAPES) for field in fields) + "\n"


def fill(cluster, documents):
    cluster.psql("-c", TABLE)
    cluster.psql("-c", FILL, input="".join(map(copy_row, documents)))
    cluster.psql("-c", INDEX)


def search(cluster, text, limit):
    answer = cluster.psql("-v", f"words={text}", "-v", f"depth={limit}", input=SEARCH)
    rows = (line.split("\t") for line in answer.splitlines())
    return [(identity, float(score)) for identity, score in rows]


@contextlib.contextmanager
def opened(documents):
    with running_cluster() as cluster:
        fill(cluster, documents)
        yield peer.Engine(search=lambda text, limit: search(cluster, text, limit))


def version():
    return subprocess.check_output([PROGRAMS / "postgres", "--version"], encoding="utf-8").strip()


if __name__ == "__main__":
    # Without this a polite kill would leave the server running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    peer.main("postgresql", version(), opened)
