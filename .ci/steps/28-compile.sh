#!/usr/bin/env bash
# What an #include costs: typical units, in headers alone and in the compiled form, against what was recorded.
. "$CI_SOURCE/.ci/lib.sh"

check "what units cost to compile" bash "$CI_SOURCE/tests/compile/run.sh"
