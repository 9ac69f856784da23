#!/usr/bin/env bash
# readme.sh SOURCE: the first C++ block of README.md is examples/quickstart.cpp, byte for byte.
set -euo pipefail

source=$1
awk '/^```cpp$/ { inside = 1; next } inside && /^```$/ { exit } inside' "$source/README.md" |
  diff -u --label "README.md, first block" --label examples/quickstart.cpp - "$source/examples/quickstart.cpp"
