# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes a folder of Markdown, and searches it.

    python3 folder.py FOLDER QUESTION

A file may begin with YAML front matter (title, theme, date, ...); without, its first heading is the
title.
"""
from __future__ import annotations

import pathlib
import sys

import speur


def index_folder(folder: pathlib.Path) -> speur.Index:
    """An index beside the folder, made anew; tells on standard error what was left out."""
    index = speur.Index.create(folder.with_suffix(".speur"), replace=True)
    done = index.import_records(folder, on_refusal=lambda refusal: print(refusal, file=sys.stderr))
    print(f"{done.added} documents in {index.path}", file=sys.stderr)
    return index


def show(results: speur.SearchResults) -> None:
    """Prints an answer, with [matches] in brackets."""
    if results.suggestion:
        print(f"Bedoelde u: {results.suggestion}?")
    for hit in results:
        print(f"{hit.rank:2}. {hit.title}\n    {hit.document.id}")
        at = 0
        snippet = ""
        for begin, end in hit.snippet.marks:
            snippet += f"{hit.snippet[at:begin]}[{hit.snippet[begin:end]}]"
            at = end
        print(f"    {snippet}{hit.snippet[at:]}")


def main(folder: str, *question: str) -> None:
    with index_folder(pathlib.Path(folder)) as index:
        show(index.search(" ".join(question), limit=5))


if __name__ == "__main__":
    main(*sys.argv[1:])
