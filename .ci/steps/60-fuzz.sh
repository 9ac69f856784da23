#!/usr/bin/env bash
# A short run of each fuzzer; the long ones are run by hand (tests/fuzz/run.sh).
. "$CI_SOURCE/.ci/lib.sh"

install_clang 14
folder="$CI_SOURCE/build/fuzz"
configure "$CI_SOURCE" "$folder" -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE= -DFHIROPS_BUILD_FUZZERS=ON \
  -DFHIROPS_BUILD_EXAMPLES=OFF
for name in resource bundle parameters operation_outcome operation_definition binary report_jobs http; do
  quietly "$folder/log/fuzz_$name" cmake --build "$folder" --target "fuzz_$name" --parallel "$(nproc)" || true
  check "fuzz_$name, 10 s" bash "$CI_SOURCE/tests/fuzz/run.sh" "$folder/tests/fuzz" 10 "$name"
done
rm -rf "$folder"
