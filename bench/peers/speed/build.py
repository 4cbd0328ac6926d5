#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds the index of every engine, one after the other: build.py DIR [ENGINE...]

Writes DIR/builds.jsonl: seconds, bytes on disk, and which version it was.
"""
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import engines


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def size(path):
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def built(engine, collection):
    index = Path(engines.index_of(collection, engine.name))
    remove(index)
    start = time.time()
    subprocess.run(engine.build(collection), check=True, stdout=subprocess.DEVNULL)
    version = subprocess.check_output(engine.version, encoding="utf-8").strip()
    return {"engine": engine.name, "version": version, "seconds": time.time() - start,
            "bytes": size(index), "load": os.getloadavg()[0]}


def main():
    collection = Path(sys.argv[1])
    with open(collection / "builds.jsonl", "w", encoding="utf-8") as out:
        for name in sys.argv[2:] or engines.ALL:
            report = built(engines.ALL[name], collection)
            print(f"{name}: {report['seconds']:.0f} s", file=sys.stderr)
            out.write(json.dumps(report) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
