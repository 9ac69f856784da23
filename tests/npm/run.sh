#!/usr/bin/env bash
# Checks what the library writes with three FHIR validators that others wrote (npm), and its OpenAPI documents with a linter and a
# generator of clients. Needs a compiler, RapidJSON, Node.js 18 or newer, and npm's registry; installs the first three if
# they are missing.
#
# The last line is `N passed, N failed`.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"

install_missing "${build_packages[@]}" "nodejs=node" "npm=npm"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$source/tests/npm/"{package.json,package-lock.json,validate.mjs,openapi.mjs} "$work"
(cd "$work" && quietly "$work/npm.log" npm ci --no-audit --no-fund --ignore-scripts)
for each in documents openapi; do
  mkdir "$work/$each"
  quietly "$work/build.log" g++ -std=c++20 -O0 -I "$source/include" -I "$source/tests" "$source/tests/npm/$each.cpp" -o "$work/write"
  "$work/write" "$work/$each"
done

status=0
(cd "$work" && node validate.mjs documents) >"$work/judgements" || status=$?
(cd "$work" && node openapi.mjs openapi) >>"$work/judgements" || status=$?
grep -v '^ok ' "$work/judgements" || true
passed=$(grep -c '^ok ' "$work/judgements" || true)
failed=$(grep -c '^FAILED ' "$work/judgements" || true)
((status != 0 && failed == 0)) && failed=1
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
