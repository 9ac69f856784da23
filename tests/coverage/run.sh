#!/usr/bin/env bash
# Which lines and branches of the headers and of the host do the tests reach?
#
#   tests/coverage/run.sh                  builds the tests with counters, runs them, and prints the coverage of each header
#   tests/coverage/run.sh --of BUILD       the same for a build with counters whose tests have run (.ci/steps/20-compilers.sh)
#   tests/coverage/run.sh ... --floor      fails where the total is below floor.txt
#
# What is not reached is listed in BUILD/coverage/uncovered.txt; README.md says why.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(cd "$here/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"

build="$source/build/coverage"
is_built=
floor=
while (($# > 0)); do
  case $1 in
    --of) build=$2 is_built=1 && shift ;;
    --floor) floor=1 ;;
    *) die "usage: $0 [--of BUILD] [--floor]" ;;
  esac
  shift
done
out="$build/coverage"

install_missing "llvm-14=llvm-cov-14" "python3=python3"
if [[ -z $is_built ]]; then
  install_missing "${test_packages[@]}" "clang-14=clang++-14" "libclang-rt-14-dev=/usr/share/doc/libclang-rt-14-dev"
  configure "$source" "$build" -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE= "-DCMAKE_CXX_FLAGS=-O0 $coverage_flags" \
    -DFHIROPS_JOIN_TESTS=ON
  build "$build"
  rm -rf "$out"
  LLVM_PROFILE_FILE="$out/%m.profraw" run_tests "$build" -LE '^(header|generated_header|package|negative)$'
fi

llvm-profdata-14 merge -sparse -failure-mode=all "$out"/*.profraw -o "$out/all.profdata"
programs=()
for each in "$build"/tests/test_* "$build"/examples/{opgen,host}; do
  [[ -f $each && -x $each ]] && programs+=(-object "$each")
done
llvm-cov-14 export "${programs[@]:1}" -instr-profile="$out/all.profdata" -skip-functions -skip-expansions \
  "$source/include/fhirops" "$source/examples/host" >"$out/export.json"
python3 "$here/report.py" "$out/export.json" "$out/uncovered.txt" | tee "$out/report.txt"

if [[ -n $floor ]]; then
  read -r lines branches <"$here/floor.txt"
  tail -n 1 "$out/report.txt" | awk -v lines="$lines" -v branches="$branches" '
    { if ($3 < lines || $8 < branches) { print "below the floor: lines " lines " %, branches " branches " %"; exit 1 } }'
fi
