#!/usr/bin/env bash
# run.sh BUILD SECONDS [FUZZER...]: runs the fuzzers of the folder BUILD (a build with FHIROPS_BUILD_FUZZERS), one
# after the other, each for that many seconds, starting from the documents in tests/data. Inputs that crash stay in BUILD.
set -euo pipefail

build=$(cd "$1" && pwd)
seconds=$2
shift 2
data=$(cd "$(dirname "${BASH_SOURCE[0]}")/../data" && pwd)
names=("$@")
((${#names[@]} > 0)) || names=(resource bundle parameters operation_outcome operation_definition binary report_jobs http narrative)

status=0
for name in "${names[@]}"; do
  mkdir -p "$build/corpus/$name"
  log="$build/fuzz_$name.log"
  if "$build/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -max_len=20000 -print_final_stats=1 \
    -artifact_prefix="$build/" "$build/corpus/$name" "$data" "$data/hl7-r4-examples" "$data/hl7-tx-parameters" >"$log" 2>&1; then
    echo "fuzz_$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
  else
    echo "fuzz_$name: failed"
    tail -n 40 "$log"
    status=1
  fi
done
exit "$status"
