#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings a collection into the one form that every peer reads.

Documents come as speur's knowledge products or as a BEIR corpus, topics as BEIR queries or as lines
`id<TAB>text`, seeds as the first column of TREC qrels. Any of them may be gzipped. Out come
documents.jsonl (id, title, text), topics.tsv and seeds.txt.
"""
import argparse
import gzip
import json
import sys
from pathlib import Path

TEXT_FIELDS = ("short_title", "summary", "body", "text")


def lines(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file if line.strip())


def storable(text):
    """Without what some engine refuses: half a surrogate pair, and NUL (PostgreSQL)."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def checked_id(record):
    """The id, which must fit in a column of a run file."""
    identity = record["_id"] if "_id" in record else record["id"]
    if not identity or len(identity.split()) != 1 or identity != storable(identity).strip():
        sys.exit(f"unusable id: {identity!r}")
    return identity


def flat_document(line):
    record = json.loads(line)
    texts = [record.get(field) for field in TEXT_FIELDS] + record.get("keywords", [])
    return {
        "id": checked_id(record),
        "title": storable(record.get("title") or ""),
        "text": storable("\n".join(text for text in texts if text)),
    }


def flat_documents(path):
    """In order of id, because every peer ranks equal scores in the order it was given."""
    documents = sorted(map(flat_document, lines(path)), key=lambda document: document["id"])
    for first, second in zip(documents, documents[1:]):
        if first["id"] == second["id"]:
            sys.exit(f"two documents are called {first['id']!r}")
    return documents


def flat_topic(line):
    if line.startswith("{"):
        record = json.loads(line)
    else:
        record = dict(zip(("id", "text"), line.split("\t", 1), strict=True))
    return f"{checked_id(record)}\t{' '.join(storable(record['text']).split())}"


def seeds(path, known):
    """Each seed once. A seed that is no document has nothing to be related to."""
    for seed in dict.fromkeys(line.split()[0] for line in lines(path)):
        if seed in known:
            yield seed
        else:
            print(f"left out a seed that is no document: {seed}", file=sys.stderr)


def write_lines(path, content):
    path.write_text("".join(f"{line}\n" for line in content), encoding="utf-8")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--topics", type=Path, required=True)
    parser.add_argument("--related", type=Path, help="TREC qrels; the first column names the seeds")
    parser.add_argument("--out", type=Path, required=True, help="directory")
    return parser.parse_args()


def main():
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    documents = flat_documents(given.documents)
    documents_as_json = (json.dumps(document, ensure_ascii=False) for document in documents)
    write_lines(given.out / "documents.jsonl", documents_as_json)
    write_lines(given.out / "topics.tsv", map(flat_topic, lines(given.topics)))
    if given.related:
        known = {document["id"] for document in documents}
        write_lines(given.out / "seeds.txt", seeds(given.related, known))


if __name__ == "__main__":
    main()
