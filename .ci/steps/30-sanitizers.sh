#!/usr/bin/env bash
# Every test again with the newest clang there is, watched by the address and the undefined-behaviour sanitizer: its
# -fsanitize=function is the one that compiles templates in bearable time. What must not compile has no code to watch.
. "$CI_SOURCE/.ci/lib.sh"

newest=$(newest_clang)
install_clang "$newest"
test_configuration "clang-$newest with sanitizers" "$newest" -DCMAKE_CXX_FLAGS=-O0 \
  -DFHIROPS_SANITIZE=address,undefined -- -LE '^(header|generated_header|negative)$' -E '^package\.'

# What many threads share, watched by the thread sanitizer: a service, and the host as it runs.
threads="$CI_SOURCE/build/threads"
test_threads() {
  configure "$CI_SOURCE" "$threads" -DCMAKE_CXX_COMPILER="clang++-$newest" -DCMAKE_BUILD_TYPE= -DCMAKE_CXX_FLAGS=-O0 \
    -DFHIROPS_SANITIZE=thread
  cmake --build "$threads" --parallel "$(nproc)" --target test_threads
  "$threads/tests/test_threads"
}
check "threads, with the thread sanitizer" test_threads
rm -rf "$threads"
