#!/usr/bin/env bash
# Installs what is missing (Debian 12; as root or with sudo), builds the tests and the examples, and runs
# the tests. Prints little if all goes well.
#
#   tests/run.sh          all tests except those that are slow and rarely fail: each header compiled alone, and most kinds of package
#   tests/run.sh --slow   those too
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
folder="$source/build/tests"

slow=(-LE "^(header|generated_header|package)\$")
case $* in
  "") ;;
  --slow) slow=() ;;
  *) die "usage: $0 [--slow]" ;;
esac

install_missing "${test_packages[@]}"

failures=0
echo "building ..."
flags=-O0
# g++ spends a tenth of its time on collecting the garbage of large units. This lets it take a gigabyte first.
if "${CXX:-c++}" --version | grep -q "Free Software Foundation"; then flags+=" --param=ggc-min-heapsize=1048576"; fi
settings=(-DCMAKE_BUILD_TYPE= "-DCMAKE_CXX_FLAGS=$flags" -DFHIROPS_JOIN_TESTS=ON)
# It takes half of the time of the usual linker.
if have ld.gold; then settings+=(-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=gold); fi
configure "$source" "$folder" "${settings[@]}"
build "$folder" || failures=1
echo "testing ..."
run_tests "$folder" "${slow[@]}" || failures=1

read -r passed failed < <(tally "$folder")
echo "$passed tests passed, $failed failed"
exit "$failures"
