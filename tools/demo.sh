#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# From a fresh Debian 12 to answers: installs packages, builds, indexes the bundled collection, searches
# it and shows related items.
set -eu
cd "$(dirname "$0")/.."

tools/install_packages.sh
cmake --preset release -DSPEUR_BUILD_TESTS=OFF
cmake --build --preset release

speur=build/release/tools/speur/speur
index=build/kennisbank.speur

bold="" plain=""
if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); fi

# Prints a command, with quotes where it needs them, and runs it.
show() {
  line="speur"
  for word in "$@"; do
    case $word in *" "*) line="$line \"$word\"" ;; *) line="$line $word" ;; esac
  done
  printf '\n%s$ %s%s\n\n' "$bold" "$line" "$plain"
  "$speur" "$@"
}

show index "$index" corpora/kennisbank/documents.jsonl --replace
show search "$index" "Hoe start ik een dataproject?" -n 5 --facets type,theme,tier,level
show search "$index" "ethiek op tijd" -f tier=gemeente -f level=starter -n 3 --facets tier,level
show related "$index" iama -n 5
