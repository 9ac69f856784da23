#!/usr/bin/env bash
# The main job on aarch64 and on the big-endian s390x, under emulation.
. "$CI_SOURCE/.ci/lib.sh"

check "the main job on other machines, and with an unsigned char" bash "$CI_SOURCE/tests/machines/run.sh"
null_checked() {
  g++ -std=c++20 -fsanitize=undefined -fsyntax-only -w -I "$CI_SOURCE/include" -x c++ - <<'SOURCE'
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations.hpp>
#include <fhirops/http/service.hpp>
void define() {
  const auto one = []<class Op>(std::type_identity<Op>) { static_cast<void>(fhirops::definition<Op>()); };
  fhirops::ehealth::operations::for_each(one);
  fhirops::hl7::operations::for_each(one);
}
SOURCE
}
check "all operations compile where g++ looks for null pointers" null_checked
