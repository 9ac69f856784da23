#!/usr/bin/env bash
# The host with clients, a browser and a database that others wrote; attacks and faults.
. "$CI_SOURCE/.ci/lib.sh"

status=0
output=$(bash "$CI_SOURCE/tests/host/run.sh") || status=$?
echo "$output" | tail -n 40
read -r passed failed < <(sed -nE '$s/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$output") || true
record "${passed:-0}" "${failed:-1}" "the host, its clients and its faults"
rm -rf "$CI_SOURCE/build/host/examples"
((status == 0))
