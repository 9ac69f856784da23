#!/usr/bin/env bash
# versions.sh SOURCE: every version that is written anywhere is the one in version.hpp.
set -euo pipefail

source=$1
status=0
wrong() {
  echo "$*"
  status=1
}
header="$source/include/fhirops/version.hpp"
version=$(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' "$header")
[[ $version =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || wrong "version.hpp: \"$version\" is no version"
number() { sed -n "s/^#define FHIROPS_VERSION_$1 \([0-9]*\)$/\1/p" "$header"; }
[[ $(number MAJOR).$(number MINOR).$(number PATCH) == "$version" ]] || wrong "version.hpp: its numbers are not $version"

# same WHERE WHAT: what is written there, one on each line; there must be at least one.
same() {
  [[ -n $2 ]] || wrong "$1: no version found"
  local each
  while IFS= read -r each; do
    [[ $each == "$version" ]] || wrong "$1: $each, not $version"
  done <<<"$2"
}
same .packaging/vcpkg/ports/fhirops/vcpkg.json "$(sed -n 's/^ *"version": "\(.*\)",$/\1/p' "$source/.packaging/vcpkg/ports/fhirops/vcpkg.json")"
same .packaging/debian/changelog "$(sed -n '1s/^libfhirops-dev (\(.*\)) .*/\1/p' "$source/.packaging/debian/changelog")"
same .github/CITATION.cff "$(sed -n 's/^version: //p' "$source/.github/CITATION.cff")"
same docs/changelog.md "$(sed -n 's/^## \([0-9.]*\) .*/\1/p' "$source/docs/changelog.md" | head -n 1)"
same README.md "$(grep -oE '\b(v|fhirops-|fhirops/)[0-9]+\.[0-9]+\.[0-9]+' "$source/README.md" | sed -E 's/^(v|fhirops.)//')"

# The dates of the two changelogs.
day=$(sed -n 's/^## .* (\([0-9-]*\))$/\1/p' "$source/docs/changelog.md" | head -n 1)
debian=$(sed -n 's/^ -- .*  //p' "$source/.packaging/debian/changelog" | head -n 1)
[[ $(LC_ALL=C date -u -d "$day" '+%a, %d %b %Y') == "${debian% *:* *}" ]] || wrong "docs/changelog.md says $day, .packaging/debian/changelog $debian"
[[ $(sed -n 's/^date-released: "\(.*\)"$/\1/p' "$source/.github/CITATION.cff") == "$day" ]] || wrong ".github/CITATION.cff has another day than docs/changelog.md, $day"
exit "$status"
