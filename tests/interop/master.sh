#!/usr/bin/env bash
# master.sh [FOLDER]: runs the tests of this folder, of json/ and of a user's program with a snapshot of RapidJSON's master
# branch: the one in FOLDER (which contains rapidjson/), or the one in the source of Debian 12's assimp, which is downloaded. It is
# run by hand, since it needs 25 MB and a mirror that has sources.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/lib.sh
. "$source/tests/support/lib.sh"
install_missing "${test_packages[@]}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

snapshot=${1-}
if [[ -z $snapshot ]]; then
  mkdir -p "$work/apt/partial"
  echo "deb-src http://deb.debian.org/debian bookworm main" >"$work/sources"
  apt=(apt-get -qq -o "Dir::Etc::sourcelist=$work/sources" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$work/apt")
  # The checksums of the archive are in the list that Debian signs.
  (cd "$work" && quietly "$work/log" "${apt[@]}" update && quietly "$work/log" "${apt[@]}" --download-only source assimp)
  tar -xJf "$work"/assimp_*.orig.tar.xz -C "$work" --wildcards '*/contrib/rapidjson/include'
  snapshot=$(echo "$work"/assimp-*/contrib/rapidjson/include)
fi
[[ -e $snapshot/rapidjson/cursorstreamwrapper.h ]] || die "$snapshot: no RapidJSON, or none later than 1.1.0"

flags=(-std=c++20 -O0 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -isystem "$snapshot" "-I$source/include"
  "-I$source/tests" "-I$source/tests/support" "-DFHIROPS_TEST_DATA=\"$source/tests/data\"")
objects=()
for file in support/main.cpp interop/rapidjson.cpp json/corpus.cpp json/not_json.cpp json/read.cpp json/write.cpp json/locate.cpp; do
  object="$work/$(basename "$file" .cpp).o"
  g++ "${flags[@]}" -c "$source/tests/$file" -o "$object"
  objects+=("$object")
done
g++ "${objects[@]}" -o "$work/tests"
"$work/tests"
g++ "${flags[@]}" "$source/tests/package/consumer.cpp" -o "$work/consumer"
"$work/consumer"
