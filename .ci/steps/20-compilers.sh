#!/usr/bin/env bash
# The headers by clang-tidy; whether a sample of them, chosen by the commit, includes what it uses; every test again with clang 14, and the
# headers that opgen wrote, each alone. Packages and the other headers were seen to by the first step. The programs count what they run:
# the coverage may not fall.
. "$CI_SOURCE/.ci/lib.sh"

install_clang 14
check_beside "clang-tidy" bash "$CI_SOURCE/tests/project/tidy.sh"
check_beside "clang-tidy finds what it is for" bash "$CI_SOURCE/tests/project/tidy.sh" --self-test
check_beside "25 headers include what they use of the library, chosen by ${CI_COMMIT:0:12}" bash "$CI_SOURCE/tests/project/own_includes.sh" \
  --sample "$CI_COMMIT" 25
check_beside "the check of own includes finds what it is for" bash "$CI_SOURCE/tests/project/own_includes.sh" --self-test
wait_for_checks
export LLVM_PROFILE_FILE="$CI_SOURCE/build/clang-14/coverage/%m.profraw"
after_tests() {
  check "coverage" bash "$CI_SOURCE/tests/coverage/run.sh" --of "$1" --floor
  tail -n 1 "$1/coverage/report.txt"
}
test_configuration "clang-14" 14 "-DCMAKE_CXX_FLAGS=-O0 $coverage_flags" -- -LE '^header$' -E '^package\.'
