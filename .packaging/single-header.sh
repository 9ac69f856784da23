#!/usr/bin/env bash
# single-header.sh [FILE]: writes the library as one header (by default to standard output): each header
# of fhirops/fhirops.hpp once, in the order in which they are included, after the licence and the version. Needs
# only awk. The folders fhirops/http/, interop/ and testing/ are not in it, nor are generated
# operations other than $get-report-job-status.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if (($# > 1)) || [[ ${1:-} == -* ]]; then
  echo "usage: single-header.sh [FILE]" >&2
  exit 2
fi

single_header() {
  local version
  version=$(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' "$source/include/fhirops/version.hpp")
  [[ -n $version ]] || { echo "no version in version.hpp" >&2; return 1; }
  echo "// fhirops $version: FHIR R4 operation types for C++20, in one header. Needs RapidJSON's headers."
  echo "// Made by single-header.sh from include/fhirops/: change those, not this."
  echo "//"
  sed 's|^|// |; s| *$||' "$source/LICENSE"
  echo
  echo "#pragma once"
  echo
  echo "#ifdef FHIROPS_COMPILED"
  echo '#error "fhirops: the library in one header has no compiled form: compile without FHIROPS_COMPILED"'
  echo "#endif"
  echo
  # The folder is not passed with -v, since awk would take a backslash in it for an escape.
  FHIROPS_INCLUDE="$source/include" LC_ALL=C awk '
    # Writes a header into the body, after those that it includes. Its includes of other headers go to the very top,
    # except those inside a condition.
    function inline(name,   file, line, depth, status, other, definitions, compiled_only) {
      if (name in seen) return
      seen[name] = 1
      file = ENVIRON["FHIROPS_INCLUDE"] "/" name
      depth = 0
      body[++lines] = ""
      body[++lines] = "// ---- " name
      while ((status = (getline line < file)) > 0) {
        if (line ~ /^#pragma once/ || line ~ /^\/\/ IWYU pragma/) continue
        # What the compiled form omits is always included here, and what it alone has never is.
        if (line == "#ifndef FHIROPS_COMPILED") { definitions = 1; continue }
        if (line == "#ifdef FHIROPS_COMPILED") { compiled_only = 1; continue }
        if ((definitions || compiled_only) && line == "#endif") { definitions = compiled_only = 0; continue }
        if (compiled_only) continue
        if (line ~ /^#if/) ++depth
        if (line ~ /^#endif/) --depth
        if (line ~ /^#include ["<]fhirops\//) {
          if (depth > (name == "fhirops/fhirops.hpp")) { print name ": includes another header under a condition" > "/dev/stderr"; exit 1 }
          split(line, parts, /[<>"]/)
          inline(parts[2])
          continue
        }
        if (line ~ /^#include/ && depth == 0) {
          other = line
          sub(/ *\/\/.*/, "", other)
          if (!(other in others)) { others[other] = 1; order[++count] = other }
          continue
        }
        body[++lines] = line
      }
      if (status < 0) { print file ": cannot be read" > "/dev/stderr"; exit 1 }
      close(file)
    }
    BEGIN {
      inline("fhirops/fhirops.hpp")
      for (i = 2; i <= count; ++i) {
        moved = order[i]
        for (k = i - 1; k >= 1 && order[k] > moved; --k) order[k + 1] = order[k]
        order[k + 1] = moved
      }
      for (i = 1; i <= count; ++i) print order[i]
      blank = 0
      for (i = 1; i <= lines; ++i) {
        if (body[i] == "" && blank) continue
        blank = body[i] == ""
        print body[i]
      }
    }'
}

if (($# == 0)); then
  single_header
else
  mkdir -p "$(dirname "$1")"
  # Writes the whole file or nothing.
  single_header >"$1.part"
  mv "$1.part" "$1"
fi
