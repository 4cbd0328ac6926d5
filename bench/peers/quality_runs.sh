#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Ranks a collection with every peer: quality_runs.sh COLLECTION_DIR OUT_DIR
# The collection has documents.jsonl and topics.jsonl, and related.qrels if it has seeds.
set -eu
if [ $# != 2 ]; then
  echo "usage: $0 COLLECTION_DIR OUT_DIR" >&2
  exit 2
fi
here=$(dirname "$0")
collection=$1
out=$2

flat=$(mktemp -d)
trap 'rm -rf "$flat"' EXIT
trap 'exit 1' HUP INT TERM

rank() {
  program=$1
  tag=$2
  set -- --documents "$flat/documents.jsonl" --topics "$flat/topics.tsv" --run "$out/$tag.run" \
    --depth 100 --k 100
  if [ -e "$flat/seeds.txt" ]; then
    set -- "$@" --seeds "$flat/seeds.txt" --related-run "$out/$tag.related.run"
  fi
  "$here/$program" "$@"
}

"$here/install.sh"
mkdir -p "$out"
set -- --documents "$collection/documents.jsonl" --topics "$collection/topics.jsonl" --out "$flat"
if [ -e "$collection/related.qrels" ]; then
  set -- "$@" --related "$collection/related.qrels"
fi
"$here/flatten.py" "$@"

rank xapian_peer.py xapian
rank sqlite_peer.py sqlite
rank postgres_peer.py postgresql
rank lucene_peer.sh lucene
