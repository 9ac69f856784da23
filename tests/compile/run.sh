#!/usr/bin/env bash
# What compiling typical units costs g++ 12, in headers alone and in the compiled form, against budget.txt: more than 5 %
# above it is an error. The measure is the memory that the compiler allocates (-ftime-report): it is the same in every run, and
# proportional to the time. To count instructions with valgrind would take some twenty times as long.
#
#   tests/compile/run.sh            compares
#   tests/compile/run.sh --record   rewrites budget.txt
#   tests/compile/run.sh --times    instead prints user seconds (the least of three), as ratios to nlohmann.cpp, and bytes of
#                                   code and data, for docs/explanation/performance.md; and those of tests with fixtures, without
#                                   optimization too, as ratios to tests with Catch2 alone
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
install_missing "g++-12=g++-12" "rapidjson-dev=/usr/include/rapidjson/reader.h" "catch2=/usr/include/catch2/catch.hpp"

units="include jobs bundle operation service client"

if [[ ${1:-} == --times ]]; then
  install_missing "nlohmann-json3-dev=/usr/include/nlohmann/json.hpp" "time=/usr/bin/time"
  object=$(mktemp --suffix=.o)
  trap 'rm -f "$object"' EXIT
  # seconds UNIT [OPTION...]: prints the time, and leaves the object file. Of several -O, the last one counts.
  seconds() {
    local unit=$1
    shift
    for _ in 1 2 3; do
      /usr/bin/time -f %U g++-12 -std=c++20 -O2 -w "$@" -I "$source/include" -c "$source/tests/compile/$unit.cpp" -o "$object" 2>&1
    done | sort -n | head -n 1
  }
  # ratio SECONDS OF: their quotient, with two decimals.
  ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
  use=$(seconds nlohmann)
  include=$(seconds ../benchmark/compile/nlohmann_include)
  echo "nlohmann: $use s; included alone $include s"
  for unit in $units; do
    headers=$(seconds "$unit")
    bytes=$(size "$object" | awk 'NR == 2 { print $1 + $2 }')
    compiled=$(seconds "$unit" -DFHIROPS_COMPILED)
    [[ $unit == include ]] &&
      echo "against that include: headers $(ratio "$headers" "$include"), compiled $(ratio "$compiled" "$include")"
    echo "$unit: headers $(ratio "$headers" "$use"), $bytes bytes; compiled $(ratio "$compiled" "$use"), $(size "$object" | awk 'NR == 2 { print $1 + $2 }') bytes"
  done
  for level in -O0 -O2; do
    alone=$(seconds catch2 "$level")
    echo "fixtures at $level: compiled $(ratio "$(seconds fixtures "$level" -DFHIROPS_COMPILED)" "$alone") of catch2, $alone s"
  done
  exit
fi

# cost FORM UNIT [OPTION...]: prints a line of budget.txt.
cost() {
  local form=$1 unit=$2
  shift 2
  g++-12 -std=c++20 -O2 -w "$@" -ftime-report -S -o - -I "$source/include" "$source/tests/compile/$unit.cpp" 2>&1 >/dev/null |
    awk -v form="$form" -v unit="$unit" '/^ *TOTAL/ { print form, unit, $NF }'
}
budget="$source/tests/compile/budget.txt"
measured=$(mktemp)
trap 'rm -f "$measured"' EXIT
for unit in $units; do
  cost headers "$unit"
  cost compiled "$unit" -DFHIROPS_COMPILED
done >"$measured"
cost compiled fixtures -DFHIROPS_COMPILED >>"$measured"

if [[ ${1:-} == --record ]]; then
  cp "$measured" "$budget"
  exit
fi
awk '
  FNR == NR { recorded[$1 " " $2] = $3; next }
  {
    most = recorded[$1 " " $2] * 1.05
    verdict = $3 + 0 > 0 && $3 + 0 <= most ? "" : "  more than 5 % above the budget"
    if (verdict != "") failed = 1
    printf "%-9s %-10s %6s of %6s%s\n", $1, $2, $3, recorded[$1 " " $2], verdict
    ++count
  }
  END { exit failed || count != 13 || length(recorded) != 13 }' "$budget" "$measured"
