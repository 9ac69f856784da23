#!/usr/bin/env bash
# run.sh [COMPILER...]: builds the benchmarks with each compiler (g++ and clang++ by default), runs ours and the rivals
# in one process, interleaved, and rewrites docs/explanation/performance.svg and the tables of performance.md.
# Installs what is missing (Debian 12). Takes about ten minutes; do not use the machine meanwhile.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
compilers=("$@")
((${#compilers[@]} > 0)) || compilers=(g++ clang++)

install_missing "${test_packages[@]}" "libbenchmark-dev=/usr/include/benchmark/benchmark.h" \
  "libsimdjson-dev=/usr/include/simdjson.h" "clang=clang++"
results="$source/build/benchmark"
mkdir -p "$results"

# compile_times COMPILER: for each file of compile/, the least user seconds of five compilations, taken in turns.
compile_times() {
  local file seconds
  for _ in 1 2 3 4 5; do
    for file in "$source"/tests/benchmark/compile/*.cpp; do
      seconds=$({ TIMEFORMAT=%U; time "$1" -std=c++20 -O2 -w -I "$source/include" -c -o "$results/object.o" "$file"; } 2>&1)
      echo "$(basename "$file" .cpp) $seconds"
    done
  done
}

for compiler in "${compilers[@]}"; do
  name=$(basename "$compiler")
  folder="$source/build/benchmark/$name"
  configure "$source" "$folder" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release \
    -DFHIROPS_BUILD_BENCHMARKS=ON -DFHIROPS_BUILD_EXAMPLES=OFF
  quietly "$folder/log/build" cmake --build "$folder" --parallel "$(nproc)" --target fhirops_benchmark fhirops_streaming fhirops_tenant fhirops_request fhirops_documents
  run=("$folder/tests/benchmark/fhirops_benchmark" --benchmark_enable_random_interleaving=true --benchmark_format=json)
  # Many short runs: the least of each is the cost of the work; the rest is the noise of the machine.
  quietly "$folder/log/small" "${run[@]}" --benchmark_filter='/(1|1000)$' --benchmark_repetitions=40 \
    --benchmark_min_time=0.002 --benchmark_out="$results/$name-small.json"
  quietly "$folder/log/large" "${run[@]}" --benchmark_filter='/(100000|1000000)$' --benchmark_repetitions=7 \
    --benchmark_min_time=0 --benchmark_out="$results/$name-large.json"
  FHIROPS_BENCHMARK_MEMORY=1 quietly "$folder/log/memory" "${run[@]}" --benchmark_filter='/100000$' \
    --benchmark_repetitions=2 --benchmark_min_time=0 --benchmark_out="$results/$name-memory.json"
  "$folder/tests/benchmark/fhirops_streaming" 10000000 >"$results/$name-streaming.json"
  "$folder/tests/benchmark/fhirops_tenant" >"$results/$name-tenant.json"
  "$folder/tests/benchmark/fhirops_request" >"$results/$name-request.json"
  find "$source/tests/data" -name '*.json' -print0 | sort -z | xargs -0 "$folder/tests/benchmark/fhirops_documents" >"$results/$name-documents.json"
  compile_times "$compiler" >"$results/$name-compile.txt"
  "$compiler" --version | head -n 1 >"$results/$name-version.txt"
done
python3 "$source/tests/benchmark/report.py" "$results" "$source/docs/explanation" "${compilers[@]##*/}"
