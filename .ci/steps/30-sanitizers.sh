#!/usr/bin/env bash
# Every test again with the newest clang there is, watched by the address and the undefined-behaviour sanitizer: its
# -fsanitize=function is the one that compiles templates in bearable time.
. "$CI_SOURCE/.ci/lib.sh"

newest=$(newest_clang)
install_clang "$newest"
test_configuration "clang-$newest with sanitizers" "clang++-$newest" -DCMAKE_CXX_FLAGS=-O0 \
  -DFHIROPS_SANITIZE=address,undefined -- -LE '^(header|generated_header|package)$'
