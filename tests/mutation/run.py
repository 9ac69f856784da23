#!/usr/bin/env python3
"""Mutation testing: how many single faults, put into the sources by rule, does some test notice?

    tests/mutation/run.py                             all folders, 800 mutants
    tests/mutation/run.py --only json,validate        mutants of these folders alone
    tests/mutation/run.py --mutants 60 --seed abc     another number, another choice
    tests/mutation/run.py --only json --tests json    these test programs alone
    tests/mutation/run.py --only examples/host/log.hpp --tests host_units     mutants of this file alone

The mutated sources are compiled once, in build/mutation; each mutant is chosen at run time. A first run of each test program
finds out which test case reaches which mutant, so a mutant costs the run of the test cases that could notice it: those of the
mirrored folder first, fast ones before slow ones. It prints the score by folder, and each survivor with file, line and change.
A survivor that no test can notice belongs in equivalent.txt, with the reason.
"""

import argparse
import concurrent.futures
import functools
import hashlib
import os
import pathlib
import random
import re
import subprocess
import sys
import time

import mutate

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@functools.cache
def sources():
    """The files that are mutated: file -> folder, as the score names it."""
    found = {}
    for path in sorted((ROOT / "include/fhirops").rglob("*.hpp")):
        if "operations" in path.parts:  # generated
            continue
        parts = path.relative_to(ROOT / "include/fhirops").parts
        if len(parts) > 1:
            found[path.relative_to(ROOT).as_posix()] = parts[0]
    for program in ("host", "store", "opgen"):
        for path in sorted((ROOT / "examples" / program).rglob("*.hpp")):
            if path.name in ("postgresql_connection.hpp", "postgresql_servers.hpp", "postgresql_store.hpp"):
                continue  # tested with a server: tests/host/run.sh
            found[path.relative_to(ROOT).as_posix()] = "examples/" + program
    return found


def beside(file):
    """What tests the file beside the programs of Catch2: a target to build, its path, and the shell scripts that run it, if any."""
    if file.startswith("examples/opgen/"):
        return "opgen", "examples/opgen", sorted((ROOT / "tests/opgen").glob("*.sh"))
    if file.endswith("/googletest.hpp"):
        return "test_googletest", "tests/test_googletest", []
    return None


def equivalent():
    """What equivalent.txt lists: (file, change). A change without a number stands for all that are shown alike in the file."""
    found = set()
    for line in (HERE / "equivalent.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            file, change, _ = (part.strip() for part in line.split("\t"))
            found.add((file, change))
    return found


class Build:
    def __init__(self, folder, programs, jobs):
        self.folder, self.programs, self.jobs = folder, programs, jobs
        self.source, self.build = folder / "source", folder / "build"
        self.left_out = folder / "left-out"
        self.mutants, self.texts = [], {}
        folder.mkdir(parents=True, exist_ok=True)

    def prepare(self, folders, how_many, seed):
        mutants = []
        for file, folder in sources().items():
            if folder in folders or file in folders:
                self.texts[file] = (ROOT / file).read_text()
                mutants += mutate.mutants_of(file, self.texts[file])
        self.choose(mutants, how_many, seed)
        self.left_out.touch()
        # What did not compile the last time: by the file's text, as a changed one may compile.
        bad = set(self.left_out.read_text().splitlines())
        self.mutants = [m for m in self.mutants if self.key(m) not in bad]

        own = {"include/fhirops/mutation.hpp": HERE / "mutation.hpp", "tests/support/main.cpp": HERE / "main.cpp"}
        kept = set()
        for path in ROOT.rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if not re.match(r"(\.git|build|build-[^/]*)(/|$)", name) and path.is_file():
                kept.add(name)
                if name not in self.texts:
                    self.put(name, own.get(name, path).read_bytes())
        self.put("include/fhirops/mutation.hpp", own["include/fhirops/mutation.hpp"].read_bytes())
        for path in self.source.rglob("*"):
            if path.is_file() and path.relative_to(self.source).as_posix() not in kept | set(own):
                path.unlink()
        if any([self.write(file) for file in self.texts]):
            for old in self.build.rglob("text_pch.hxx"):  # of other sources
                old.unlink()

    def put(self, name, content):
        """Writes a file of the copy, if it is another: what is the same need not be compiled again. Returns whether it was."""
        path = self.source / name
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return True

    def choose(self, mutants, how_many, seed):
        """Evenly over the folders, as far as they have so many, in an order of chance; a few more, as some will not compile.
        The order of two mutants does not depend on which others there are."""
        by_folder = {}
        for m in mutants:
            by_folder.setdefault(sources()[m.file], []).append(m)
        for group in by_folder.values():
            group.sort(key=lambda m: hashlib.sha1(f"{seed}{m.file}{m.kind}{m.shown}{m.line}{m.begin}".encode()).digest())
        chosen, more = [], min(65535, how_many + how_many // 8)
        while len(chosen) < more and any(by_folder.values()):
            for group in by_folder.values():
                if group and len(chosen) < more:
                    chosen.append(group.pop())
        for number, each in enumerate(chosen):
            each.number = number
        self.mutants = chosen

    def key(self, m):
        return hashlib.sha1(f"{self.texts[m.file]}{m.begin}{m.end}{m.change}{m.where}".encode()).hexdigest()

    def write(self, file):
        text = mutate.mutated(self.texts[file], [m for m in self.mutants if m.file == file])
        # On the first line, so that line numbers stay.
        return self.put(file, ('#include "fhirops/mutation.hpp"\n#line 1\n' + text).encode())

    def compile(self):
        """Builds the programs; leaves out what does not compile as a mutant."""
        self.build.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja", "-DCMAKE_CXX_FLAGS=-O0 -w -Wno-error", "-DCMAKE_BUILD_TYPE=",
                        f"-DCMAKE_CXX_COMPILER_LAUNCHER=bash;{HERE / 'compile.sh'}"],
                       check=True, stdout=subprocess.DEVNULL)
        self.leave_out_inactive()
        for attempt in range(12):
            environment = dict(os.environ)
            if any(self.build.rglob("text_pch.hxx")):
                environment["FHIROPS_TEXT_HEADERS"] = "1"
            targets = ["test_" + p for p in self.programs] + sorted({beside(f)[0] for f in self.texts if beside(f)})
            done = subprocess.run(["ninja", "-C", self.build, "-k0", f"-j{self.jobs}", *targets], capture_output=True, text=True,
                                  env=environment)
            if done.returncode == 0:
                return
            dropped = self.drop(done.stdout)
            print(f"  build {attempt + 1}: {dropped} mutants do not compile", flush=True)
            if not dropped:
                print(done.stdout[-6000:])
                sys.exit("the mutated sources do not compile")
            # The sources that were rewritten do not fit the precompiled header, if there is one: the rest is compiled without it.
            for header in self.build.rglob("cmake_pch.hxx.gch"):
                header.with_name("text_pch.hxx").write_text(header.with_suffix("").read_text())
        sys.exit("the mutated sources do not compile")

    def leave_out_inactive(self):
        """Forgets the mutants of branches that the preprocessor does not take on this machine."""
        headers = [f for f in self.texts if f.startswith("include/")]
        unit = "".join(f'#include "{f[len("include/"):]}"\n' for f in headers if "testing/" not in f)
        done = subprocess.run(["g++", "-std=c++20", "-E", "-I", self.source / "include", "-x", "c++", "-"], input=unit, capture_output=True, text=True)
        if done.returncode == 0:
            active = {int(n) for n in re.findall(r"fhirops_mutation::on\((\d+)U\)", done.stdout)}
            self.mutants = [m for m in self.mutants if m.number in active or m.file not in headers or "testing/" in m.file]

    def drop(self, output):
        bad = set()
        place = re.compile(r"source/(?:tests/[\w./-]+/\.\./)?((?:include|examples)/[\w./-]+\.hpp):(\d+)")
        at = {(m.file, m.line) for m in self.mutants}
        spans = {}
        for m in self.mutants:
            for line in range(m.line, m.line + self.texts[m.file].count("\n", m.begin, m.end) + 1):
                spans.setdefault((m.file, line), set()).add(m.number)
        lines, context = output.splitlines(), []
        for line in lines:
            found = place.search(line)
            if " error: " in line or "fatal error" in line:
                candidates = ([found] if found else []) + context[::-1]
                for each in candidates:
                    key = (each.group(1), int(each.group(2)))
                    if key in spans:
                        bad |= spans[key]
                        break
                context = []
            elif found:
                context.append(found)
        files = {m.file for m in self.mutants if m.number in bad}
        with self.left_out.open("a") as out:
            out.writelines(self.key(m) + "\n" for m in self.mutants if m.number in bad)
        self.mutants = [m for m in self.mutants if m.number not in bad]
        for file in files:
            # What has compiled stays: it has one mutant more, which nobody chooses.
            path = self.source / file
            times = path.stat()
            self.write(file)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        return len(bad)

    def reach(self):
        """mutant -> [(program, seconds, test case)]"""
        found = {}
        for program in self.programs:
            path = self.folder / f"reached-{program}"
            path.unlink(missing_ok=True)
            done = subprocess.run([self.build / "tests" / f"test_{program}"], env={**os.environ, "FHIROPS_REACHED": str(path)},
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if done.returncode != 0:
                sys.exit(f"test_{program} fails without a mutant")
            for line in path.read_text().splitlines():
                seconds, numbers, name = line.split("\t", 2)
                for number in numbers.split():
                    found.setdefault(int(number), []).append((program, float(seconds), name))
        return found


def fails(build, mutant, program, cases):
    """Whether one of the program's test cases fails, crashes or hangs with the mutant."""
    seconds = sum(c[1] for c in cases)
    names = build.folder / f"cases-{mutant.number}"
    names.write_text("".join('"' + re.sub(r'([\\,\[\]"])', r"\\\1", c[2]) + '"\n' for c in cases))
    try:
        # Processor time, as the machine may be busy with others; a test that waits for ever uses none.
        done = subprocess.run(["prlimit", f"--cpu={int(2 + 4 * seconds)}", build.build / "tests" / f"test_{program}", "--abort",
                               "--order", "decl", "-f", names],
                              env={**os.environ, "FHIROPS_MUTANT": str(mutant.number)}, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=30 + 20 * seconds)
        return done.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        names.unlink(missing_ok=True)


def noticed(build, mutant, cases, folder):
    """Whether a test case fails, crashes or hangs with the mutant: fast ones first, of the mirrored folder first."""
    near = folder.split("/")[-1]
    programs = sorted({c[0] for c in cases}, key=lambda p: (p != near, sum(c[1] for c in cases if c[0] == p)))
    for slow in (False, True):
        for program in programs:
            mine = [c for c in cases if c[0] == program and (c[1] > 0.1) == slow]
            if mine and fails(build, mutant, program, mine):
                return True
    if not beside(mutant.file):
        return False
    _, path, scripts = beside(mutant.file)
    return any(subprocess.run(["prlimit", "--cpu=60", *command], env={**os.environ, "FHIROPS_MUTANT": str(mutant.number)},
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0
               for command in ([["bash", each, build.build / path] for each in scripts] or [[build.build / path]]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="folders or files, with commas between")
    parser.add_argument("--tests", default="", help="test programs, with commas between")
    parser.add_argument("--mutants", type=int, default=800)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--again", action="store_true", help="not those that were noticed the last time: they count as noticed")
    parser.add_argument("--seconds", type=float, default=1e9,
                        help="try no more mutants after so long, but for the first twenty; what is not tried does not count")
    parser.add_argument("--at-least", type=float, default=0, help="fail where the score is below so many percent")
    parser.add_argument("--build", default=str(ROOT / "build/mutation"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    begun = time.monotonic()

    all_folders = sorted(set(sources().values()))
    folders = options.only.split(",") if options.only else all_folders
    tests = ROOT / "tests"
    programs = options.tests.split(",") if options.tests else sorted(
        {p.parent.relative_to(tests).parts[0] for p in tests.rglob("*.cpp") if p.parent != tests}
        - {"benchmark", "catch3", "docs", "examples", "fuzz", "googletest", "growth", "host", "machines", "mutation", "negative",
           "noexcept", "npm", "odr", "package", "static", "support", "threads"})

    build = Build(pathlib.Path(options.build), programs, options.jobs)
    build.prepare(folders, options.mutants, options.seed)
    print(f"{len(build.mutants)} mutants in {len(build.texts)} files; building", flush=True)
    build.compile()
    reached = build.reach()

    known = equivalent()
    chosen = build.mutants[:options.mutants]
    listed = [m for m in chosen if (m.file, m.shown) in known or (m.file, m.listed()) in known]
    judged = [m for m in chosen if m not in listed]
    before = build.folder / "noticed"
    noticed_before = set(before.read_text().split()) if options.again else set()
    todo = [m for m in judged if build.key(m) not in noticed_before]

    started, survivors, not_tried = time.monotonic(), [], []

    def judge(m):
        if time.monotonic() - begun > options.seconds and m not in todo[:20]:
            return m, None
        return m, noticed(build, m, reached.get(m.number, []), sources()[m.file])

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for m, dead in pool.map(judge, todo):
            if dead is None:
                not_tried.append(m)
            elif not dead:
                survivors.append(m)
                unreached = "" if m.number in reached else " (reached by no test)"
                print(f"survived {m.file}:{m.line}: {m.kind}: {m.listed()}{unreached}", flush=True)
    chosen = [m for m in chosen if m not in not_tried]
    before.write_text("\n".join(build.key(m) for m in judged if m not in survivors and m not in not_tried))

    print(f"{'folder':16} mutants noticed equivalent survivors   score")

    def row(name, mine):
        total, same = len(mine), sum(m in listed for m in mine)
        alive = sum(m in survivors for m in mine)
        score = 100 * (total - same - alive) / max(total - same, 1)
        print(f"{name:16} {total:7} {total - same - alive:7} {same:10} {alive:9} {score:5.1f} %")
        return score

    for folder in sorted({sources()[m.file] for m in chosen}):
        row(folder, [m for m in chosen if sources()[m.file] == folder])
    score = row("all", chosen)
    print(f"{started - begun:.0f} s to build, {time.monotonic() - started:.0f} s for {len(todo) - len(not_tried)} mutants")
    if not judged or score < options.at_least:
        sys.exit(1)


if __name__ == "__main__":
    main()
