#!/usr/bin/env bash
# format.sh [--write | --self-test]: whether the sources have the layout that clang-format 19 gives them by .clang-format; prints each file
# that does not, and fails if there is one. --write lays them out. --self-test shows that a badly laid-out file is found. A table that is laid
# out by hand is between `// clang-format off` and `// clang-format on`. Generated operations are checked too: opgen prints them at 110 columns.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
case $* in
  "" | --write | --self-test) ;;
  *) die "usage: $0 [--write | --self-test]" ;;
esac

install_missing "clang-format-19=clang-format-19"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sources: the files of the current folder that people wrote.
sources() {
  find include examples tests -name '*.[ch]pp' -not -path '*/operations/*' -not -path 'include/*/operations.hpp' \
    -not -path 'tests/data/*' -print0
}

# differing FOLDER: the files of FOLDER that clang-format would change.
differing() {
  sed 's/^ColumnLimit: .*/ColumnLimit: 110/' "$1/.clang-format" >"$work/operations"
  (
    cd "$1"
    sources | sort -z |
      xargs -0 -r -n 40 -P 2 clang-format-19 --dry-run 2>&1
    find include '(' -path '*/operations/*.hpp' -o -path '*/operations.hpp' ')' -print0 | sort -z |
      xargs -0 -r -n 40 -P 2 clang-format-19 --style="file:$work/operations" --dry-run 2>&1
  ) | { grep -E '^[^ ]+:[0-9]+:[0-9]+: (warning|error):' || true; } | cut -d: -f1 | sort | uniq -c
}

if [[ ${1:-} == --write ]]; then
  cd "$source"
  sources | xargs -0 -n 40 -P 2 clang-format-19 -i
  exit
fi

if [[ ${1:-} == --self-test ]]; then
  badly=$work/tree
  mkdir -p "$badly"/{include/fhirops/hl7/operations,examples,tests/data}
  cp "$source/.clang-format" "$badly"
  printf 'int f(int a) { return a; }\n' | tee "$badly/include/good.hpp" "$badly/include/fhirops/hl7/operations/good.hpp" >"$badly/examples/good.cpp"
  [[ -z $(differing "$badly") ]] || die "a file that is laid out well is reported"
  printf 'int f( int a ){return a;}\n' | tee "$badly/include/bad.hpp" "$badly/include/fhirops/hl7/operations/bad.hpp" "$badly/tests/bad.cpp" >"$badly/tests/data/any.cpp"
  found=$(differing "$badly" | awk '{ print $2 }' | paste -sd' ')
  [[ $found == "include/bad.hpp include/fhirops/hl7/operations/bad.hpp tests/bad.cpp" ]] || die "found: $found"
  echo "what is not laid out is found, and nothing else"
  exit
fi

found=$(differing "$source")
if [[ -n $found ]]; then
  echo "$found"
  die "not laid out as .clang-format says: bash tests/project/format.sh --write"
fi
