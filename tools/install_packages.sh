#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs what speur needs from Debian 12. `--tests` adds what its tests need.
set -eu

packages="cmake g++ libeigen3-dev libfmt-dev libicu-dev libmd4c-dev libxapian-dev libyaml-cpp-dev
  libcli11-dev ninja-build nlohmann-json3-dev pkg-config wdutch"
if [ "${1:-}" = "--tests" ]; then
  packages="$packages catch2 clang libclang-rt-dev librapidcheck-dev mypy pybind11-dev python3 python3-dev python3-pip
    python3-pytest python3-setuptools python3-venv python3-wheel python3-yaml xapian-tools"
fi

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
    missing="$missing $package"
done
[ -n "$missing" ] || exit 0

sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
# shellcheck disable=SC2086 # a list of words on purpose
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing
