#!/usr/bin/env bash
# snippets.sh SOURCE: each C++ block of a page in docs/ is part of the program that the page names before it in a
# line `<!-- from FILE -->`, line for line, except for the indentation that all its lines share. So is a block of another
# language directly after such a line. Blocks marked with `<!-- output of FILE -->` are compared by outputs.sh, which runs
# the program; here it only has to exist.
set -euo pipefail

source=$1
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/docs/blocks.sh
. "$source/tests/docs/blocks.sh"

wrong() {
  echo "$*"
  status=1
}
marks() { sed -nE "s/^<!-- $2 (.*) -->\$/\\1/p" "$1" | sort -u; }

count=0
while IFS= read -r page; do
  # The README's first block is compared by readme.sh.
  blocks "$page" from / "$work/blocks" || [[ $page == */README.md ]] || wrong "$page: shows C++, but not from where"
  while IFS= read -r from; do
    if [[ ! -e $source/$from ]]; then
      wrong "$page: there is no $from"
      continue
    fi
    blocks "$page" from "$from" "$work/blocks" || true
    for block in "$work"/blocks/*; do
      [[ -e $block ]] || continue
      count=$((count + 1))
      contains "$source/$from" "$block" || wrong "$page: the block at line ${block##*/} is not in $from"
    done
  done < <(marks "$page" from)
  while IFS= read -r of; do
    [[ $of == tests/docs/snippets/*.cpp && -e $source/$of ]] || wrong "$page: $of is no program of tests/docs/snippets"
  done < <(marks "$page" 'output of')
done < <(pages "$source")
((count > 0)) || wrong "no blocks found"
exit "$status"
