#!/usr/bin/env bash
# The main job on aarch64 and on the big-endian s390x, under emulation.
. "$CI_SOURCE/.ci/lib.sh"

check "the main job on other machines, and with an unsigned char" bash "$CI_SOURCE/tests/machines/run.sh"
null_checked() {
  printf "#include <fhirops/%s>\n" fhirops.hpp ehealth/operations.hpp hl7/operations.hpp http/service.hpp |
    g++ -std=c++20 -fsanitize=undefined -fsyntax-only -w -I "$CI_SOURCE/include" -x c++ -
}
check "all operations compile where g++ looks for null pointers" null_checked
