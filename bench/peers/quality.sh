#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# How good are the rankings of speur and its peers? quality.sh [COLLECTION_DIR [OUT_DIR]]
# Indexes the collection with all of them, ranks its topics and its seeds, and prints the scores as
# Markdown. The collection has documents.jsonl, topics.jsonl, topics.qrels and, if it has seeds,
# related.qrels. Runs stay in OUT_DIR.
set -eu
here=$(dirname "$0")
collection=${1:-$here/../../corpora/kennisbank}
out=${2:-$here/../../build/quality}
speur=${SPEUR:-$here/../../build/release/tools/speur/speur}
if [ ! -x "$speur" ]; then
  echo "there is no $speur; build it: cmake --preset release && cmake --build --preset release" >&2
  exit 2
fi

"$here/quality_runs.sh" "$collection" "$out"
"$speur" index --replace "$out/speur.index" "$collection/documents.jsonl" >&2
"$speur" evaluate "$out/speur.index" --topics "$collection/topics.jsonl" \
  --qrels "$collection/topics.qrels" --run-out "$out/speur.run" >&2
if [ -e "$collection/related.qrels" ]; then
  "$speur" evaluate "$out/speur.index" --related --qrels "$collection/related.qrels" \
    --run-out "$out/speur.related.run" >&2
fi
"$here/quality_table.py" "$speur" "$collection" "$out"
