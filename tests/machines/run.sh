#!/usr/bin/env bash
# Compiles the main job for other machines with every warning that users have asked about, runs it under emulation, and
# compares its output with that of this machine.
#
#   tests/machines/run.sh   installs what is missing (Debian 12; as root or with sudo)
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"

install_missing "g++=g++" "rapidjson-dev=/usr/include/rapidjson/reader.h" \
  "g++-aarch64-linux-gnu=aarch64-linux-gnu-g++" "g++-s390x-linux-gnu=s390x-linux-gnu-g++" "qemu-user=qemu-s390x"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Only RapidJSON: the other headers of this machine are not for another one.
mkdir "$work/include"
cp -r /usr/include/rapidjson "$work/include/"

# job NAME COMPILER [OPTION...]: the program, statically linked, so that it needs no libraries of the other machine.
job() {
  local name=$1 compiler=$2
  shift 2
  quietly "$work/$name.log" "$compiler" -std=c++20 -O2 -static "$@" -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow \
    -Wuseless-cast -Wnull-dereference -Werror -I "$source/include" -isystem "$work/include" "$source/tests/machines/main_job.cpp" -o "$work/$name"
}

failed=0
job here g++ && "$work/here" >"$work/here.out" || failed=1
# same NAME COMMAND...: the command prints the same as this machine.
same() {
  local name=$1
  shift
  if "$@" >"$work/$name.out" && cmp -s "$work/here.out" "$work/$name.out" && [[ -s $work/here.out ]]; then
    echo "$name: the same $(wc -c <"$work/here.out") bytes"
  else
    echo "$name: not what this machine prints"
    failed=1
  fi
}
job unsigned-char g++ -funsigned-char && same unsigned-char "$work/unsigned-char" || failed=1
job aarch64 aarch64-linux-gnu-g++ && same aarch64 qemu-aarch64 "$work/aarch64" || failed=1
job s390x s390x-linux-gnu-g++ && same s390x qemu-s390x "$work/s390x" || failed=1

# An older standard is refused with one line that says why.
cat >"$work/older.cpp" <<'END'
#include <fhirops/fhirops.hpp>
END
if g++ -std=c++17 -fsyntax-only -I "$source/include" "$work/older.cpp" 2>"$work/older.log"; then
  echo "C++17 is not refused"
  failed=1
elif [[ $(grep -c ': error: ' "$work/older.log") == 1 ]] && grep -q 'needs C++20' "$work/older.log"; then
  echo "C++17: $(grep ': error: ' "$work/older.log")"
else
  echo "C++17 is refused with more than one line:"
  head -n 5 "$work/older.log"
  failed=1
fi
exit "$failed"
