#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How long does PostgreSQL's full text search take? Configuration `dutch`, GIN, ts_rank; facets as
columns and GROUP BY. The client's own clock is read (psql, \\timing), on a socket of this machine."""
import json
import os
import re
import shutil
import sys
from pathlib import Path

import asking

sys.path.append(str(Path(__file__).parents[1]))
from postgres_peer import COPY_ESCAPES, Cluster, version  # noqa: E402

# A document with several themes is counted for its first.
TABLE = f"""CREATE TABLE documents (
  id text, title text, body text, {", ".join(f"{facet} text" for facet in asking.FACETS)},
  vector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('dutch', title), 'A') ||
    setweight(to_tsvector('dutch', body), 'B')) STORED)"""
COLUMNS = f"id, title, body, {', '.join(asking.FACETS)}"
SETTINGS = "SET work_mem = '64MB'; SET max_parallel_workers_per_gather = 0;"


def cluster_in(directory):
    return Cluster(str(directory.resolve()))


def row(record):
    values = [record["id"], record["title"], record["body"],
              *(record[facet][0] for facet in asking.FACETS)]
    return "\t".join(value.replace("\0", " ").translate(COPY_ESCAPES) for value in values) + "\n"


def build(given):
    given.index.mkdir()
    if os.geteuid() == 0:
        shutil.chown(given.index, "postgres")
    cluster = cluster_in(given.index)
    cluster.start()
    try:
        cluster.psql("-c", TABLE)
        rows = "".join(map(row, asking.read_documents(given.documents)))
        cluster.psql("-c", f"COPY documents ({COLUMNS}) FROM STDIN", input=rows)
        cluster.psql("-c", "CREATE INDEX ON documents USING gin (vector)")
        cluster.psql("-c", "VACUUM ANALYZE documents")
    finally:
        stop(cluster)


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def ts_query(asked):
    if asked.is_phrase:
        return f"phraseto_tsquery('dutch', {quoted(asked.text)})"
    if asked.is_prefix:
        return f"to_tsquery('simple', {quoted(asked.words[0] + ':*')})"
    every = f"plainto_tsquery('dutch', {quoted(asked.text)})"
    return f"CAST(replace({every}::text, ' & ', ' | ') AS tsquery)"


def matching(asked, filters):
    tests = "".join(f" AND {facet} = {quoted(value)}" for facet, value in filters.items())
    return f"FROM documents, {ts_query(asked)} AS query WHERE vector @@ query{tests}"


def statements(asked):
    found = matching(asked, asked.filters)
    page = (f"SELECT id, title, body, query {found} "
            f"ORDER BY ts_rank(vector, query, 1) DESC LIMIT {asked.limit} OFFSET {asked.offset}")
    shown = "id" if asked.ids else "id, title, ts_headline('dutch', body, query)"
    yield f"SELECT {shown} FROM ({page}) AS page;"
    for facet in asked.facets:
        yield (f"SELECT {facet}, count(*) {matching(asked, asked.without_own(facet))} "
               f"GROUP BY 1 ORDER BY 2 DESC LIMIT {asking.FACET_VALUES};")
    if asked.total or asked.facets:
        yield f"SELECT 'total', count(*) {found};"


def start_again(cluster):
    settings = f"-k {cluster.directory} -c listen_addresses='' -c fsync=off -c shared_buffers=1GB"
    cluster.call("pg_ctl", "-D", cluster.data, "-l", f"{cluster.directory}/log", "-o", settings,
                 "-w", "start", stdout=-3)


def stop(cluster):
    cluster.call("pg_ctl", "-D", cluster.data, "-m", "fast", "-w", "stop", stdout=-3)


def ask(given):
    texts = given.queries.read_text(encoding="utf-8").splitlines()
    queries = [asking.asked_of(given, text) for text in texts]
    script = SETTINGS + "\n\\timing on\n" + "".join(
        f"\\echo query {number}\n" + "\n".join(statements(query)) + "\n"
        for _ in range(given.repeat) for number, query in enumerate(queries))
    cluster = cluster_in(given.index)
    start_again(cluster)
    try:
        _, cold = asking.milliseconds(
            lambda: cluster.psql(input="\n".join(statements(queries[0]))))
        written = cluster.psql(input=script)
    finally:
        stop(cluster)
    print(json.dumps({"cold_ms": cold, "queries": times_in(written, texts)}, ensure_ascii=False))


def times_in(written, texts):
    report = [{"query": text, "total": 0, "ms": []} for text in texts]
    current = None
    for line in written.splitlines():
        if found := re.fullmatch(r"query (\d+)", line):
            current = report[int(found[1])]
            current["ms"].append(0)
        elif current is not None and (found := re.match(r"Time: ([\d.]+) ms", line)):
            current["ms"][-1] += float(found[1])
        elif current is not None and (found := re.fullmatch(r"total\t(\d+)", line)):
            current["total"] = int(found[1])
    return report


def main():
    given = asking.arguments()
    if given.task == "version":
        print(version())
    elif given.task == "build":
        build(given)
    else:
        ask(given)


if __name__ == "__main__":
    main()
