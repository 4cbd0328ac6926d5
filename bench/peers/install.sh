#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the peers from Debian 12. SQLite needs nothing of its own: Python carries it.
set -eu

packages="default-jdk-headless libgoogle-gson-java liblucene8-java postgresql python3
  python3-xapian"

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
