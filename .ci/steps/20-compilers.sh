#!/usr/bin/env bash
# Every test again with the newest clang there is. What is compiled by itself, header for header, and
# packages were seen to by the first step.
. "$CI_SOURCE/.ci/lib.sh"

newest=$(newest_clang)
install_clang "$newest"
test_configuration "clang-$newest" "clang++-$newest" -DCMAKE_CXX_FLAGS=-O0 -- -LE package
