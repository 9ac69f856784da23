#!/usr/bin/env bash
# custom_operation.sh BUILD: the host's own operation answers, refuses and names the position, and returns its definition.
set -euo pipefail

"$1/custom_operation" >"${TMPDIR:-/tmp}/custom_operation.$$"
trap 'rm -f "${TMPDIR:-/tmp}/custom_operation.$$"' EXIT
output="${TMPDIR:-/tmp}/custom_operation.$$"
page=$(dirname "${BASH_SOURCE[0]}")/../../docs/tutorials/custom-operation.md

# The first two lines are what the tutorial shows.
for line in 1 2; do
  grep -qxF -- "$(sed -n "${line}p" "$output")" "$page" || { echo "line $line is not what the tutorial shows"; exit 1; }
done
sed -n 3p "$output" | grep -qF '"code":"not-supported"'
grep -qF '"resourceType": "OperationDefinition"' "$output"
grep -qF '"documentation": "HbA1c in mmol/mol"' "$output"
