#!/usr/bin/env bash
# host_tests.sh BUILD: the tests of the pretend host pass; the one that fails on purpose prints what the page shows.
set -euo pipefail

[[ -x $1/host_tests ]] || { echo "not built: Catch2 was not found"; exit 1; }
"$1/host_tests"

if output=$("$1/host_tests" "[.shown]"); then
  echo "the test that is to fail does not"
  exit 1
fi
# Without line breaks: where Catch2 puts them does not matter.
page=$(dirname "${BASH_SOURCE[0]}")/../../docs/how-to/unit-tests.md
in_one_line() { tr -s ' \n' ' '; }
shown=$(awk '/^```text$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$page" | in_one_line)
[[ $shown == *Bundle.entry* && $(in_one_line <<<"$output") == *"$shown"* ]] || { echo "not what $page shows:"; echo "$output"; exit 1; }
