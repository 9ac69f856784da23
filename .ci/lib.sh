# shellcheck shell=bash
# What the steps of the continuous checks have in common. To be sourced by .ci/run and by each step.
#
# A step finds a clean copy of the sources in CI_SOURCE, and states what it did by `record`, `check` or
# `test_configuration`. What it does not state did not happen: a step that records nothing has failed.

set -euo pipefail

# shellcheck source=tests/support/lib.sh
. "${CI_SOURCE:?}/tests/support/lib.sh"

# record PASSED FAILED WHAT: adds to the results.
record() {
  printf '%s\t%s\t%s\n' "$1" "$2" "${CI_STEP:?}: $3" >>"${CI_RESULTS:?}"
  echo "   $3: $1 passed, $2 failed"
}

# check WHAT COMMAND...: one check, passed if the command succeeds.
check() {
  local what=$1
  shift
  if quietly "$CI_SOURCE/build/log/$CI_STEP.$BASHPID" "$@"; then
    record 1 0 "$what"
  else
    record 0 1 "$what"
  fi
}

# check_beside WHAT COMMAND...: a check that goes on beside others, as many as there are processors, until `wait_for_checks`.
beside=()
check_beside() {
  while (($(jobs -rp | wc -l) >= $(nproc))); do sleep 0.2; done
  {
    local said="$CI_SOURCE/build/log/$CI_STEP.$BASHPID.said"
    mkdir -p "${said%/*}"
    check "$@" >"$said" 2>&1
    cat "$said"
  } &
  beside+=("$!")
}

# wait_for_checks: one that broke off has failed.
wait_for_checks() {
  local each
  for each in "${beside[@]}"; do
    wait "$each" || record 0 1 "a check beside others broke off"
  done
  beside=()
}

# record_tests FOLDER STATUS WHAT: adds what ran in the build FOLDER; a STATUS that no failure explains is one.
record_tests() {
  local passed failed
  read -r passed failed < <(tally "$1")
  if (($2 != 0 && failed == 0)); then failed=1; fi
  record "$passed" "$failed" "$3"
}

# test_configuration NAME CLANG [CMAKE ARGUMENT...] [-- CTEST ARGUMENT...]: builds everything, and runs
# the tests, with the clang of this number. A step's own function after_tests is given the folder before it is removed.
test_configuration() {
  local name=$1 clang=$2 folder arguments=() wrong=0
  shift 2
  while (($# > 0)) && [[ $1 != -- ]]; do
    arguments+=("$1")
    shift
  done
  (($# > 0)) && shift
  folder="$CI_SOURCE/build/$name"

  if configure "$CI_SOURCE" "$folder" -DCMAKE_CXX_COMPILER="clang++-$clang" -DCMAKE_BUILD_TYPE= \
    "-DCMAKE_EXE_LINKER_FLAGS=--ld-path=$(lld "$clang")" -DFHIROPS_JOIN_TESTS=ON "${arguments[@]}"; then
    build "$folder" || true
    run_tests "$folder" "$@" || wrong=1
  fi
  record_tests "$folder" "$wrong" "$name"
  if declare -F after_tests >/dev/null; then after_tests "$folder"; fi
  # A new machine may have little room.
  rm -rf "$folder"
}

# newest_clang: the number of the newest clang that can be installed.
newest_clang() {
  apt-cache search --names-only '^clang-[0-9]+$' | sed -E 's/^clang-([0-9]+) .*/\1/' | sort -n | tail -n 1
}

# install_clang N: with its sanitizers and its linker.
install_clang() {
  install_missing "clang-$1=clang++-$1" "libclang-rt-$1-dev=/usr/share/doc/libclang-rt-$1-dev" "lld-$1=$(lld "$1")"
}

# lld N: the path of its linker, which takes a fifth of the time of the usual one.
lld() { echo "/usr/lib/llvm-$1/bin/ld.lld"; }
