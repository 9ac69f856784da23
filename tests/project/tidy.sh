#!/usr/bin/env bash
# tidy.sh [--self-test]: whether clang-tidy 14, with the checks of .clang-tidy, reports nothing about the headers that fhirops.hpp
# includes. --self-test shows that a header with a fault is found.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
install_missing "clang-tidy-14=clang-tidy-14" "rapidjson-dev=/usr/include/rapidjson/reader.h"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# tidy INCLUDE HEADER
tidy() {
  printf '#include "%s"\nint main() {}\n' "$2" >"$work/unit.cpp"
  clang-tidy-14 --quiet --config-file="$source/.clang-tidy" "$work/unit.cpp" -- -std=c++20 -I "$1" 2>&1
}

case $* in
  "") tidy "$source/include" fhirops/fhirops.hpp ;;
  --self-test)
    mkdir -p "$work/include/fhirops"
    printf '#pragma once\nstruct good {\n  explicit good(int);\n};\n' >"$work/include/fhirops/good.hpp"
    printf '#pragma once\nstruct bad {\n  bad(int);\n};\n' >"$work/include/fhirops/bad.hpp"
    tidy "$work/include" fhirops/good.hpp || die "a header without a fault is reported"
    ! found=$(tidy "$work/include" fhirops/bad.hpp) || die "a fault is not found"
    grep -q google-explicit-constructor <<<"$found" || die "another fault is reported: $found"
    echo "what is not tidy is found, and nothing else"
    ;;
  *) die "usage: $0 [--self-test]" ;;
esac
