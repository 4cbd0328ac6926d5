#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs packages, builds, and runs every test: first the development build, then the whole again
# under the address and undefined-behaviour sanitizers, what has threads under the thread sanitizer,
# and what takes bytes from outside with a minute of random ones. `--quick` does the first only.
set -eu
cd "$(dirname "$0")/.."

tools/install_packages.sh --tests
for preset in dev sanitize thread fuzz; do
  [ "$preset" != dev ] && [ "${1:-}" = "--quick" ] && continue
  cmake --preset "$preset"
  cmake --build --preset "$preset"
  ctest --preset "$preset"
done
