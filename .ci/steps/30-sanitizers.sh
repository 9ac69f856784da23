#!/usr/bin/env bash
# Every test again with clang 14, watched by the address and the undefined-behaviour sanitizer.
. "$CI_SOURCE/.ci/lib.sh"

install_clang 14
test_configuration "clang-14 with sanitizers" clang++-14 -DCMAKE_CXX_FLAGS=-O1 -DFHIROPS_SANITIZE=address,undefined -- -LE "package|header"
