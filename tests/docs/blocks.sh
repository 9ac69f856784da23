# shellcheck shell=bash
# The code blocks of the documentation's pages. To be sourced.

# pages SOURCE: all pages.
pages() {
  find "$1/docs" "$1/README.md" -name '*.md' | sort
}

# blocks PAGE KIND FILE FOLDER: writes to FOLDER the blocks that the page marks as coming `from` FILE, or as the `output`
# of it, each to a file named after the line on which it begins. `<!-- from FILE -->` applies to all C++ blocks up to the
# next such mark, and to a block of another language directly after it; `<!-- output of FILE -->` to the next block.
blocks() {
  rm -rf "$4"
  mkdir -p "$4"
  awk -v kind="$2" -v file="$3" -v folder="$4" '
    /^<!-- from .* -->$/ { from = substr($0, 11, length($0) - 14); fresh = 1; next }
    /^<!-- output of .* -->$/ { output = substr($0, 16, length($0) - 19); next }
    /^```[a-z]*$/ && !inside {
      inside = 1
      language = substr($0, 4)
      if (output != "") mine = kind == "output" && output == file
      else if (language == "cpp" || fresh) mine = kind == "from" && from == file
      else mine = 0
      if (language == "cpp" && from == "" && output == "") orphan = 1
      name = folder "/" NR
      output = ""
      fresh = 0
      next
    }
    /^```$/ && inside { inside = 0; if (mine) close(name); mine = 0; next }
    inside && mine { print > name }
    END { exit orphan }
  ' "$1"
}

# contains FILE BLOCK [lines]: whether the file contains the block in one piece; with `lines`, as whole
# lines. A block may omit the indentation that all its lines share.
contains() {
  awk -v whole="${3:-}" '
    FNR == 1 { ++part }
    part == 1 { file[++count] = $0; next }
    { block[++size] = $0 }
    END {
      if (size == 0) exit 1
      for (i = 1; i + size - 1 <= count; ++i) {
        # The indentation that the block omits, found by its first line that is not blank.
        shift = -1
        for (k = 1; k <= size && shift < 0; ++k)
          if (block[k] != "") shift = length(file[i + k - 1]) - length(block[k])
        if (shift < 0 || (whole != "" && shift != 0)) continue
        pad = sprintf("%" shift "s", "")
        same = 1
        for (k = 1; k <= size && same; ++k)
          # The lines of a raw string have no indentation to omit.
          same = file[i + k - 1] == (block[k] == "" ? "" : pad block[k]) || (whole == "" && file[i + k - 1] == block[k])
        if (same) exit 0
      }
      exit 1
    }
  ' "$1" "$2"
}
