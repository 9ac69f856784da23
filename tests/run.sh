#!/usr/bin/env bash
# Installs what is missing (Debian 12; as root or with sudo), builds the tests and the examples, and runs
# all tests. Quiet about what goes well.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
folder="$source/build/tests"

install_missing "${test_packages[@]}"

failures=0
echo "building ..."
configure "$source" "$folder" -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O1
build "$folder" || failures=1
echo "testing ..."
run_tests "$folder" || failures=1

read -r passed failed < <(tally "$folder")
echo "$passed tests passed, $failed failed"
exit "$failures"
