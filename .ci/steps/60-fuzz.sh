#!/usr/bin/env bash
# A short run of each fuzzer; the long ones are run by hand (tests/fuzz/run.sh).
. "$CI_SOURCE/.ci/lib.sh"

newest=$(newest_clang)
install_clang "$newest"
folder="$CI_SOURCE/build/fuzz"
configure "$CI_SOURCE" "$folder" -DCMAKE_CXX_COMPILER="clang++-$newest" -DCMAKE_BUILD_TYPE= -DFHIROPS_BUILD_FUZZERS=ON \
  -DFHIROPS_BUILD_EXAMPLES=OFF
# What fails to build is found to be missing.
quietly "$folder/log/build" cmake --build "$folder" --target fuzzers --parallel "$(nproc)" -- -k0 || true
for name in resource bundle parameters operation_outcome operation_definition binary report_jobs http narrative; do
  check_beside "fuzz_$name, 5 s" bash "$CI_SOURCE/tests/fuzz/run.sh" "$folder/tests/fuzz" 5 "$name"
done
wait_for_checks
rm -rf "$folder"
