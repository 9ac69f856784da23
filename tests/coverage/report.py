#!/usr/bin/env python3
"""report.py EXPORT [LISTING]: the coverage of headers, by header and in total, from what `llvm-cov export` wrote.

Lines and branches count once, however many instances a template has: a branch is taken where any instance took it. So
`llvm-cov report` says less, as it counts the best instance alone. A condition that is constant in every instance (`if
constexpr`) is not a branch. With LISTING, each header that has something uncovered gets its lines in that file.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def name_of(file):
    """What the report calls a file; nothing where it is not counted: generated headers, and other parts than the headers and the host."""
    path = pathlib.Path(file).resolve()
    for folder in (ROOT / "include/fhirops", ROOT / "examples"):
        if path.is_relative_to(folder) and "operations" not in path.parts:
            return path.relative_to(folder).as_posix()
    return None


def lines_of(segments):
    """Line -> how often it ran, as llvm-cov counts it: the most of what begins in the line, or runs on into it."""
    found, at, wrapped = {}, 0, None
    if not segments:
        return found
    for line in range(segments[0][0], segments[-1][0] + 1):
        here = []
        while at < len(segments) and segments[at][0] == line:
            here.append(segments[at])
            at += 1
        entries = [s for s in here if not s[5] and s[3] and s[4]]
        skipped = here and not here[0][3] and here[0][4]
        if not skipped and ((wrapped and wrapped[3]) or entries):
            found[line] = max([wrapped[2] if wrapped else 0] + [s[2] for s in entries])
        if here:
            wrapped = here[-1]
    return found


def branches_of(branches, lines):
    """Line -> [taken, of how many], each side of each condition."""
    sides = {}
    for begin_line, begin, end_line, end, true, false, *_ in branches:
        both = sides.setdefault((begin_line, begin, end_line, end), [0, 0])
        both[0] += true
        both[1] += false
    found = {}
    for (line, *_), both in sides.items():
        if both == [0, 0] and lines.get(line, 0) > 0:
            continue  # constant
        each = found.setdefault(line, [0, 0])
        each[0] += sum(count > 0 for count in both)
        each[1] += 2
    return found


def spans(lines):
    """1, 2, 3, 7 as `1-3 7`."""
    out, lines = [], sorted(lines)
    for line in lines:
        if out and out[-1][1] == line - 1:
            out[-1][1] = line
        else:
            out.append([line, line])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def percent(part, whole):
    return 100 * part / whole if whole else 100


def main():
    rows, listing = [], []
    for file in json.loads(pathlib.Path(sys.argv[1]).read_text())["data"][0]["files"]:
        name = name_of(file["filename"])
        if name is None:
            continue
        lines = lines_of(file["segments"])
        branches = branches_of(file["branches"], lines)
        row = [name, sum(n > 0 for n in lines.values()), len(lines), sum(t for t, _ in branches.values()), sum(n for _, n in branches.values())]
        rows.append(row)
        dead = [line for line, n in lines.items() if n == 0]
        half = [line for line, (taken, n) in branches.items() if taken < n and lines.get(line, 0) > 0]
        if dead or half:
            listing.append(f"{name}\n  lines: {spans(dead) or '-'}\n  branches: {spans(half) or '-'}\n")
    rows.sort()
    total = ["total"] + [sum(row[i] for row in rows) for i in range(1, 5)]
    for name, lines, all_lines, taken, all_taken in rows + [total]:
        print(f"{name:48} lines {percent(lines, all_lines):6.2f} % of {all_lines:5}   branches {percent(taken, all_taken):6.2f} % of {all_taken:5}")
    if len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).write_text("".join(sorted(listing)))


if __name__ == "__main__":
    main()
