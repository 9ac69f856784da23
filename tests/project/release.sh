#!/usr/bin/env bash
# The files of a release exist, agree with each other, and are the same when they are made again.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's/^#define FHIROPS_VERSION "\(.*\)"/\1/p' "$source/include/fhirops/version.hpp")

bash "$source/.packaging/release.sh" --dry-run "$work/one"
bash "$source/.packaging/release.sh" --dry-run "$work/two" >/dev/null
diff "$work/one/SHA256SUMS" "$work/two/SHA256SUMS"
(cd "$work/one" && sha256sum --check --quiet SHA256SUMS)
for file in "fhirops-$version.tar.gz" "fhirops-$version.hpp" "fhirops-$version.spdx.json" "libfhirops-dev_${version}_all.deb"; do
  [[ -s $work/one/$file ]] || { echo "$file is missing"; exit 1; }
  [[ $(grep -cF "  $file" "$work/one/SHA256SUMS") == 1 ]] || { echo "SHA256SUMS does not have $file"; exit 1; }
done

# The bill of materials names each file of the tarball, with its checksum.
tar -x -C "$work" -f "$work/one/fhirops-$version.tar.gz"
python3 - "$work/one/fhirops-$version.spdx.json" "$work/fhirops-$version" "$version" <<'PYTHON'
import hashlib, json, pathlib, sys

document = json.load(open(sys.argv[1], encoding="utf-8"))
source = pathlib.Path(sys.argv[2])
named = {each["fileName"]: each for each in document["files"]}
there = {"./" + path.relative_to(source).as_posix(): path for path in source.rglob("*") if path.is_file()}
assert named.keys() == there.keys(), named.keys() ^ there.keys()
for name, path in there.items():
    sums = {each["algorithm"]: each["checksumValue"] for each in named[name]["checksums"]}
    assert sums["SHA256"] == hashlib.sha256(path.read_bytes()).hexdigest(), name
assert document["spdxVersion"] == "SPDX-2.3" and document["dataLicense"] == "CC0-1.0"
ids = [each["SPDXID"] for each in document["files"] + document["packages"]] + [document["SPDXID"]]
assert len(ids) == len(set(ids))
for each in document["relationships"]:
    assert each["spdxElementId"] in ids and each["relatedSpdxElement"] in ids
assert {each["name"]: each["versionInfo"] for each in document["packages"]}["fhirops"] == sys.argv[3]
PYTHON

# A version that differs is noticed, in whichever file it is.
for file in .github/CITATION.cff .packaging/vcpkg/ports/fhirops/vcpkg.json .packaging/debian/changelog docs/changelog.md README.md; do
  rm -rf "$work/changed"
  cp -R "$work/fhirops-$version" "$work/changed"
  sed -i "s/${version//./\\.}/99.9.9/" "$work/changed/$file"
  if bash "$work/changed/.packaging/release.sh" --dry-run "$work/three" >/dev/null 2>&1; then
    echo "$file has another version, and nobody notices"
    exit 1
  fi
done
