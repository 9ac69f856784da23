#!/usr/bin/env bash
# Every test again with clang 14. Packages were seen to by the first step, and what is compiled by itself, header for
# header.
. "$CI_SOURCE/.ci/lib.sh"

install_clang 14
test_configuration "clang-14" clang++-14 -DCMAKE_CXX_FLAGS=-O0 -- -LE "package|header"
