#!/usr/bin/env bash
# own_includes.sh [--sample SEED COUNT | --self-test | HEADER...]: whether each header of include/ includes those of the library's
# headers that it uses, and no others, by clang-tidy 19 (misc-include-cleaner). For headers of the standard library there is includes.py.
# --sample takes COUNT headers, chosen by SEED, since all of them take ten minutes. --self-test shows that both faults are found.
#
# An include without a use says why it is there: `// IWYU pragma: export` if it is for those who include the header, otherwise
# `// IWYU pragma: keep: REASON`.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
install_missing "clang-tidy-19=clang-tidy-19" "rapidjson-dev=/usr/include/rapidjson/reader.h" "python3=python3"

# Never reported as missing or unused: headers that are not ours; compare.hpp and stream.hpp, which give all types their operators == and <<;
# attributes.hpp, which is for attributes as well as for its macro. The expressions match the end of a path.
config="{Checks: '-*,misc-include-cleaner', HeaderFilterRegex: '.*', CheckOptions: {
  misc-include-cleaner.DeduplicateFindings: true,
  misc-include-cleaner.IgnoreHeaders: '^[^/]*;bits/.*;c\+\+/.*;rapidjson/.*;fhirops/core/(compare|stream|attributes)\.hpp'}}"

# headers INCLUDE: all of them, except definitions.hpp and compiled_*.hpp: they include what only explicit instantiations use.
headers() {
  find "$1" -name '*.hpp' -not -path "$1/fhirops/definitions.hpp" -not -name 'compiled_*.hpp' | LC_ALL=C sort
}

# faults INCLUDE: what is wrong with the headers whose paths are read. A header is compiled as one, and not as a source, so that
# #pragma once works if it includes itself through another. Faults of other headers do not count: clang 19 reports errors in RapidJSON
# 1.1.0.
faults() {
  { xargs -r -P "$(nproc)" -I{} clang-tidy-19 --quiet "--config=$config" {} -- -std=c++20 -xc++-header -I "$1" 2>&1 || true; } |
    { grep -E '^[^ ]*/fhirops/[^ ]*: (warning|error): ' || true; } | LC_ALL=C sort -u
}

case ${1:-} in
  "") found=$(headers "$source/include" | faults "$source/include") ;;
  --sample)
    (($# == 3)) || die "usage: $0 [--sample SEED COUNT | --self-test | HEADER...]"
    choose="import random, sys; all = sys.stdin.readlines(); sys.stdout.writelines(random.Random(sys.argv[1]).sample(all, int(sys.argv[2])))"
    found=$(headers "$source/include" | python3 -c "$choose" "$2" "$3" | faults "$source/include")
    ;;
  --self-test)
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/fhirops/core"
    cd "$work"
    printf '#pragma once\nstruct a {};\n' >fhirops/a.hpp
    printf '#pragma once\n#include "fhirops/a.hpp"\nstruct b {\n  a first;\n};\n' >fhirops/b.hpp
    printf '#pragma once\n#include "fhirops/a.hpp"  // IWYU pragma: export\n' >fhirops/exporting.hpp
    printf '#pragma once\n' | tee fhirops/core/compare.hpp fhirops/core/attributes.hpp >/dev/null
    printf '#pragma once\n#include "fhirops/core/attributes.hpp"\n#include "fhirops/core/compare.hpp"\n#include "fhirops/exporting.hpp"\na good;\n' >fhirops/good.hpp
    printf '#pragma once\n#include "fhirops/b.hpp"\na one;\nb two;\n' >fhirops/missing.hpp
    printf '#pragma once\n#include "fhirops/a.hpp"\n#include "fhirops/b.hpp"\na one;\n' >fhirops/unused.hpp
    printf '#pragma once\n#include "fhirops/none.hpp"\n' >fhirops/wrong.hpp
    found=$(headers "$work" | faults "$work" | sed -E 's/.*fhirops\/([a-z]+)\.hpp:[0-9:]+ [a-z]+: (.*) \[.*/\1: \2/' | LC_ALL=C sort)
    wanted='missing: no header providing "a" is directly included
unused: included header b.hpp is not used directly
wrong: '"'fhirops/none.hpp' file not found"
    [[ $found == "$wanted" ]] || die "found: $found"
    echo "a header that is missing, one without a use, and nothing else are found"
    exit
    ;;
  -*) die "usage: $0 [--sample SEED COUNT | --self-test | HEADER...]" ;;
  *) found=$(realpath -e -- "$@" | faults "$source/include") ;;
esac

[[ -z $found ]] || die "$found"
