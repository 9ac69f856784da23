#!/usr/bin/env bash
# versions.sh SOURCE: docs/explanation/versions.md is what versions.py generates from the official tables.
set -euo pipefail

source=$1
python3 "$source/tests/docs/versions.py" |
  diff -u --label docs/explanation/versions.md --label "what tests/docs/versions.py makes" "$source/docs/explanation/versions.md" -
