#!/usr/bin/env bash
# The other command that the README gives, from another folder; twice, as a reader may.
. "$CI_SOURCE/.ci/lib.sh"

prints_bundle_and_table() {
  local output
  output=$(cd / && bash "$CI_SOURCE/examples/run.sh") || return 1
  grep -q '^  "resourceType": "Bundle",$' <<<"$output" && grep -q '^== The same, read back$' <<<"$output"
}

check "examples/run.sh" prints_bundle_and_table
check "examples/run.sh, again" prints_bundle_and_table
