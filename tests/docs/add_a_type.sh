#!/usr/bin/env bash
# add_a_type.sh SOURCE COMPILER...: follows docs/how-to/add-a-type.md in a copy of the headers, and compiles and runs
# a program that uses the new type.
set -euo pipefail

source=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$source/include" "$work/include"
cd "$work/include/fhirops"

# replace FILE TEXT BY: the text must be there exactly once.
replace() {
  [[ $(grep -cF -- "$2" "$1") == 1 ]] || { echo "$1 has not, once: $2"; exit 1; }
  awk -v text="$2" -v by="$3" '{ at = index($0, text); print at ? substr($0, 1, at - 1) by substr($0, at + length(text)) : $0 }' "$1" >"$1.new"
  mv "$1.new" "$1"
}
cp "$source/tests/docs/add_a_type/basic.hpp" resource/basic.hpp
replace core/type_info.hpp 'Binary, RawResource' 'Binary, Basic, RawResource'
replace core/type_info.hpp '"Binary"sv, "Resource"sv};' '"Binary"sv, "Basic"sv, "Resource"sv};'
sed -i 's|^#include "fhirops/resource/binary.hpp"|#include "fhirops/resource/basic.hpp"\n&|' resource/resource_types.hpp
replace resource/resource_types.hpp 'type_info<S>*, 5>' 'type_info<S>*, 6>'
replace resource/resource_types.hpp '&type_table<Binary<S>>()}' '&type_table<Binary<S>>(), &type_table<Basic<S>>()}'

"$@" -I"$work/include" "$source/tests/docs/add_a_type/use.cpp" -o "$work/use"
"$work/use"
