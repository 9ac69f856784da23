#!/usr/bin/env bash
# format.sh [--check]: how many lines of the sources clang-format 14 would lay out in another way, by .clang-format; with --check it
# fails if there is any. Generated operations are left out: opgen lays them out.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
case $* in
  "" | --check) ;;
  *) die "usage: $0 [--check]" ;;
esac

install_missing "clang-format-14=clang-format-14"
cd "$source"
files=0
different=0
lines=0
while IFS= read -r file; do
  files=$((files + 1))
  count=$(clang-format-14 "$file" | diff "$file" - | grep -c '^<' || true)
  ((count == 0)) && continue
  different=$((different + 1))
  lines=$((lines + count))
  [[ ${1:-} == --check ]] && echo "$file: $count lines"
done < <(find include examples tests -name '*.[ch]pp' -not -path '*/operations/*' -not -path 'tests/data/*' | sort)
echo "$files files, $different differ, in $lines lines"
[[ ${1:-} != --check ]] || ((lines == 0))
