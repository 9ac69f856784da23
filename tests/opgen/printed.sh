#!/usr/bin/env bash
# printed.sh OPGEN [--write]: what opgen generates from the definitions here, odd ones and ones as guides publish them, and the
# issues that it reports, are byte for byte what they were when somebody last looked at them: printed.sha256. Whether the headers are
# right is tested by the others of this folder; checked_in.sh compares those of ordinary definitions with the library's own. After an
# intended change, look at the headers and run this with --write.
set -euo pipefail

opgen=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/definitions" "$here/guides" "$work"
cd "$work"

# made NAME OPTION...: writes headers and their table to the folder NAME, and the output of opgen to NAME/said.
made() {
  local name=$1
  shift
  mkdir "$name"
  "$opgen" --out "$name/headers" --table "$name/all.hpp" --prefix "$name/headers" "$@" 2>"$name/said"
}
made odd --namespace odd --documentation --untyped definitions
made plain --namespace fhirops::plain --untyped definitions
made guide --namespace guide --rename a_b=a_b_2 --rename clash:a.b=a_b_3 --rename "a b=a_b_4" --untyped --documentation guides
# In strict mode the guides are refused, and so is each of these by itself.
mkdir strict
for each in guides definitions/*.json guides/*.json; do
  "$opgen" --strict --out strict/none "$each" 2>>strict/said && echo "$each: taken" >>strict/said
  rm -rf strict/none
done

if [[ ${2:-} == --write ]]; then
  find odd plain guide strict -type f | LC_ALL=C sort | xargs sha256sum >"$here/printed.sha256"
else
  sha256sum --check --quiet "$here/printed.sha256"
  [[ $(find odd plain guide strict -type f | wc -l) == $(wc -l <"$here/printed.sha256") ]] || { echo "there are other headers"; exit 1; }
fi
