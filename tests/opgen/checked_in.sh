#!/usr/bin/env bash
# checked_in.sh OPGEN: the headers of include/fhirops/*/operations are what opgen generates from the published
# definitions, byte for byte, and there are no others.
set -euo pipefail

opgen=$(realpath "$1")
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
data="$source/tests/data"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# family NAME DEFINITIONS HOW-MANY
family() {
  local made="$work/$1" kept="$source/include/fhirops/$1"
  "$opgen" --untyped --namespace "fhirops::$1" --out "$made/operations" --table "$made/operations.hpp" \
    --prefix "fhirops/$1/operations" "$data/$2" 2>"$work/said" || { cat "$work/said"; exit 1; }
  diff -r "$made/operations" "$kept/operations"
  diff "$made/operations.hpp" "$kept/operations.hpp"
  local headers
  headers=$(find "$made/operations" -name '*.hpp' | wc -l)
  [[ $headers == "$3" ]] || { echo "$1: $headers headers, not $3"; exit 1; }
}

family ehealth ehealth-operations.json 91
family hl7 hl7-r4-examples 47

# A header that is already up to date is not rewritten, so that nothing is compiled again.
reference="$work/hl7/operations/value_set_expand.hpp"
touch -d '2001-01-01' "$reference"
family hl7 hl7-r4-examples 47
[[ $(date -r "$reference" +%Y) == 2001 ]] || { echo "an unchanged header was written again"; exit 1; }
