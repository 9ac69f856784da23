#!/usr/bin/env bash
# The main job on aarch64 and on the big-endian s390x, under emulation.
. "$CI_SOURCE/.ci/lib.sh"

check "the main job on other machines, and with an unsigned char" bash "$CI_SOURCE/tests/machines/run.sh"
