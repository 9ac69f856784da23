#!/usr/bin/env bash
# The command that the README gives, from another folder; then what it leaves out, with what it built.
. "$CI_SOURCE/.ci/lib.sh"

folder="$CI_SOURCE/build/tests"
cd /
status=0
bash "$CI_SOURCE/tests/run.sh" || status=$?
record_tests "$folder" "$status" "tests/run.sh, $(g++ --version | head -n 1)"

# The headers that opgen wrote are left to the next step.
status=0
run_tests "$folder" -L '^(header|package)$' || status=$?
record_tests "$folder" "$status" "each header alone, and packages"
rm -rf "$folder"
