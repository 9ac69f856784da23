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

# Joined with others, a test has what these include.
tests_alone() {
  local objects choose="import random, sys; all = sys.stdin.readlines(); sys.stdout.writelines(random.Random(sys.argv[1]).sample(all, 12))"
  folder="$CI_SOURCE/build/alone"
  configure "$CI_SOURCE" "$folder" -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O0 &&
    objects=$(ninja -C "$folder" -t targets all | sed -nE 's/^(tests\/(docs\/)?CMakeFiles\/(test|docs)_.*\.cpp\.o): .*/\1/p' | LC_ALL=C sort |
      python3 -c "$choose" "$CI_COMMIT") && xargs cmake --build "$folder" --parallel "$(nproc)" --target <<<"$objects"
}
check "12 sources of tests compile alone, chosen by ${CI_COMMIT:0:12}" tests_alone
rm -rf "$folder"
