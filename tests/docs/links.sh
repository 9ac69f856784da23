#!/usr/bin/env bash
# links.sh SOURCE: every relative link of every page leads to an existing file or folder, and every `#part` to a
# heading of that page. Other links are not followed. docs/README.md, which README.md links to, links to every
# page of docs/.
set -euo pipefail

cd "$1"
status=0
count=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The text outside code blocks and backticks.
prose() { awk '/^ *```/ { inside = !inside; next } !inside' "$1" | sed -E 's/`[^`]*`//g'; }
# The headings of a page, as GitHub names their anchors.
anchors() {
  awk '/^ *```/ { inside = !inside; next } !inside' "$1" | sed -nE 's/^#+ +(.*)$/\1/p' |
    tr '[:upper:]' '[:lower:]' | sed -E 's/[^[:alnum:] _-]//g; s/ /-/g'
}

while IFS= read -r page; do
  prose "$page" | grep -oE '\]\([^)]+\)' | sed -E 's/^\]\(//; s/\)$//; s/ ".*"$//' >"$work/links" || true
  while IFS= read -r link; do
    case $link in
      http://* | https://* | mailto:*) continue ;;
    esac
    count=$((count + 1))
    target=${link%%#*}
    part=
    [[ $link == *#* ]] && part=${link#*#}
    file=$page
    [[ -n $target ]] && file=$(dirname "$page")/$target
    if [[ ! -e $file ]]; then
      echo "$page: leads nowhere: $link"
      status=1
    elif [[ -n $part && $file == *.md ]] && ! anchors "$file" | grep -qxF -- "$part"; then
      echo "$page: no such heading: $link"
      status=1
    fi
  done <"$work/links"
done < <(git ls-files --cached --others --exclude-standard '*.md' 2>/dev/null | grep . || find . -name '*.md' -not -path './build/*' -not -path '*/node_modules/*')

# docs/README.md is the list to choose from: no page can only be found through another one.
prose docs/README.md | grep -oE '\]\([^)#]+' | sed 's/^](//' | sort -u >"$work/listed"
while IFS= read -r page; do
  grep -qxF -- "${page#docs/}" "$work/listed" || { echo "docs/README.md does not list $page"; status=1; }
done < <(find docs -name '*.md' -not -path docs/README.md)
prose README.md | grep -F '](docs/README.md)' >/dev/null || { echo "README.md does not link to docs/README.md"; status=1; }
((count > 0)) || { echo "no links found"; status=1; }
exit "$status"
