#!/usr/bin/env bash
# Every test again with clang 14, and the headers that opgen wrote, each alone. Packages and the other headers were
# seen to by the first step.
. "$CI_SOURCE/.ci/lib.sh"

install_clang 14
test_configuration "clang-14" clang++-14 -DCMAKE_CXX_FLAGS=-O0 -- -LE '^(header|package)$'
