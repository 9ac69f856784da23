#!/usr/bin/env bash
# check.sh FILE COMPILER [FLAG...]: passes if the file does not compile, and the error matches the file's first line:
# `// error: <extended regular expression>`, or `// first error: ...` if it must be the very first error, so that nobody has
# to look for it.
set -euo pipefail

file=$1
shift

expected=$(sed -nE '1s|^// (first )?error: ||p' "$file")
if [[ -z $expected ]]; then
  echo "$file: the first line must be '// error: <regular expression>'"
  exit 1
fi
# In English, whatever the user's language.
if output=$(LC_ALL=C "$@" "$file" 2>&1); then
  echo "$file: compiles, but must not"
  exit 1
fi
searched=$output
if [[ $(head -n 1 "$file") == "// first error: "* ]]; then
  searched=$(grep -m 1 -E '(^|: )(fatal )?error: ' <<<"$output" || true)
fi
if ! grep -Eq -- "$expected" <<<"$searched"; then
  echo "$file: is refused, but not with: $expected"
  echo "$output" | head -n 40
  exit 1
fi
