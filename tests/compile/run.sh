#!/usr/bin/env bash
# What compiling typical units costs g++ 12, in headers alone and in the compiled form, against budget.txt: more than 5 %
# above it is an error. Counted is the memory that the compiler allocates (-ftime-report), which is the same in every run and
# goes with its time; instructions, counted by valgrind, would take some twenty times as long.
#
#   tests/compile/run.sh            compares
#   tests/compile/run.sh --record   writes budget.txt again
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
install_missing "g++-12=g++-12" "rapidjson-dev=/usr/include/rapidjson/reader.h"

# cost FORM UNIT [OPTION...]: a line of budget.txt.
cost() {
  local form=$1 unit=$2
  shift 2
  g++-12 -std=c++20 -O2 -w "$@" -ftime-report -S -o - -I "$source/include" "$source/tests/compile/$unit.cpp" 2>&1 >/dev/null |
    awk -v form="$form" -v unit="$unit" '/^ *TOTAL/ { print form, unit, $NF }'
}
budget="$source/tests/compile/budget.txt"
measured=$(mktemp)
trap 'rm -f "$measured"' EXIT
for unit in include jobs bundle operation service client; do
  cost headers "$unit"
  cost compiled "$unit" -DFHIROPS_COMPILED
done >"$measured"

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
  END { exit failed || count != 12 || length(recorded) != 12 }' "$budget" "$measured"
