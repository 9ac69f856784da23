#!/usr/bin/env bash
# outputs.sh SOURCE FILE PROGRAM...: runs the program whose source is FILE, which must succeed; each block that a
# page of docs/ marks with `<!-- output of FILE -->` must consist of consecutive whole lines of its output.
set -euo pipefail

source=$1
file=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${@:3}" >"$work/output"
# shellcheck source=tests/docs/blocks.sh
. "$source/tests/docs/blocks.sh"

status=0
while IFS= read -r page; do
  blocks "$page" output "$file" "$work/blocks" || true
  for block in "$work"/blocks/*; do
    [[ -e $block ]] || continue
    if ! contains "$work/output" "$block" lines; then
      echo "$page: line ${block##*/}: this is not what $file prints:"
      cat "$work/output"
      status=1
    fi
  done
done < <(pages "$source")
exit "$status"
