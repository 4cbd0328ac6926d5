#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# How fast are speur and its peers? speed.sh [OUT_DIR [DOCUMENTS [COUNT [QUESTIONS]]]]
# Makes a collection, builds all indexes, asks all engines the same questions in turns, and writes
# OUT_DIR/speed.md and speed.svg. DOCUMENTS are JSON Lines (the bundled kennisbank), COUNT makes so
# many documents of their sentences (20000; 0 takes them as they are), QUESTIONS are BEIR queries.
# ROUNDS in the environment: how often each engine has its turn (3).
set -eu
here=$(dirname "$0")
out=${1:-$here/../../../build/speed}
documents=${2:-$here/../../../corpora/kennisbank/documents.jsonl}
count=${3:-20000}
build=${SPEUR_BUILD:-$here/../../../build/release}
if [ ! -x "$build/bench/xapian_speed" ]; then
  echo "build first: cmake --preset release -DSPEUR_BUILD_BENCHMARKS=ON && cmake --build --preset release" >&2
  exit 2
fi

"$here/../install.sh"
set -- --documents "$documents" --count "$count" --out "$out" ${4:+--questions "$4"}
"$here/collection.py" "$@"
"$here/build.py" "$out"
"$here/measure.py" --collection "$out" --rounds "${ROUNDS:-3}"
"$here/table.py" "$out" > "$out/speed.md"
"$here/plot.py" "$out" > "$out/speed.svg"
cat "$out/speed.md"
