#!/usr/bin/env bash
# release.sh [--dry-run] [FOLDER]: writes the files of a release to FOLDER (by default build/release):
#
#   fhirops-VERSION.tar.gz        the sources of the commit
#   fhirops-VERSION.hpp           the library in one header
#   libfhirops-dev_VERSION_all.deb  if there is dpkg-deb
#   fhirops-VERSION.spdx.json     what is in the sources, in SPDX 2.3, with checksums
#   SHA256SUMS                    the checksums of all these
#
# The same commit gives the same bytes. Refuses a tree with changes, a version that is not the same everywhere, and a
# changelog with an unreleased part; --dry-run only checks the versions, and takes the files as they are.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dry=
if [[ ${1:-} == --dry-run ]]; then
  dry=1
  shift
fi
if (($# > 1)) || [[ ${1:-} == -* ]]; then
  echo "usage: release.sh [--dry-run] [FOLDER]" >&2
  exit 2
fi
out=${1:-$source/build/release}
refuse() {
  echo "release.sh: $*" >&2
  exit 1
}

bash "$source/tests/package/versions.sh" "$source" || refuse "the versions disagree"
version=$(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' "$source/include/fhirops/version.hpp")
if [[ -z $dry ]]; then
  [[ -z $(git -C "$source" status --porcelain) ]] || refuse "there are changes that are not committed"
  grep -q '^## Unreleased' "$source/docs/changelog.md" && refuse "docs/changelog.md has an unreleased part: give it the version and the date"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
rm -f "$out"/{fhirops-*,libfhirops-dev_*,SHA256SUMS}
name="fhirops-$version"

# The times are those of the commit, not of this run; without a commit, the date in the changelog.
SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct 2>/dev/null) ||
  SOURCE_DATE_EPOCH=$(date -u -d "$(sed -n 's/^## .* (\([0-9-]*\))$/\1/p' "$source/docs/changelog.md" | head -n 1)" +%s)
export SOURCE_DATE_EPOCH
if [[ -z $dry ]]; then
  git -C "$source" archive --format=tar --prefix="$name/" HEAD | tar -x -C "$work"
else
  mkdir "$work/$name"
  tar -c -C "$source" --exclude=./.git --exclude=./build --exclude='./build-*' . | tar -x -C "$work/$name"
fi
tar -c -C "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw "$name" |
  gzip -9n >"$out/$name.tar.gz"

# From here on, only what is in the tarball.
bash "$work/$name/.packaging/single-header.sh" "$out/$name.hpp"
if command -v dpkg-deb >/dev/null && command -v cpack >/dev/null; then
  if ! (cmake -S "$work/$name" -B "$work/build" -DFHIROPS_BUILD_TESTS=OFF -DFHIROPS_BUILD_EXAMPLES=OFF && cd "$work/build" &&
    cpack -G DEB) >"$work/log" 2>&1; then
    cat "$work/log" >&2
    refuse "no Debian package could be made"
  fi
  cp "$work/build/libfhirops-dev_${version}_all.deb" "$out/"
else
  echo "release.sh: no dpkg-deb or no cpack here: without the Debian package" >&2
fi
python3 "$work/$name/.packaging/sbom.py" "$work/$name" "$version" "$SOURCE_DATE_EPOCH" >"$out/$name.spdx.json"
(cd "$out" && sha256sum -- *"$version"* >"$work/sums" && mv "$work/sums" SHA256SUMS)
cat "$out/SHA256SUMS"
