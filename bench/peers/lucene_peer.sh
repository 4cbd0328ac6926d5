#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs LucenePeer.java from its source, with Debian's jars, whose names carry a version.
set -eu
here=$(dirname "$0")
jars=/usr/share/java

path="$jars/gson.jar"
for part in core analyzers-common queries; do
  path="$path:$(echo "$jars"/lucene-$part-8.*.jar)"
done
exec java -cp "$path" "$here/LucenePeer.java" "$@"
