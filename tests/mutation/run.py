#!/usr/bin/env python3
"""Mutation testing: how many single faults, put into the sources by rule, does some test notice?

    tests/mutation/run.py                             all folders, 800 mutants
    tests/mutation/run.py --only json,validate        mutants of these folders alone
    tests/mutation/run.py --mutants 60 --seed abc     another number, another choice
    tests/mutation/run.py --only json --tests json    these test programs alone

The mutated sources are compiled once, in build/mutation; each mutant is chosen at run time. A first run of each test program
finds out which test case reaches which mutant, so a mutant costs the run of the test cases that could notice it: those of the
mirrored folder first, fast ones before slow ones. It prints the score by folder, and each survivor with file, line and change.
A survivor that no test can notice belongs in equivalent.txt, with the reason.
"""

import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

import mutate

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


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
            found[path.relative_to(ROOT).as_posix()] = "examples/" + program
    return found


def equivalent():
    """What equivalent.txt lists: (file, change)."""
    found = set()
    for line in (HERE / "equivalent.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            file, change, _ = (part.strip() for part in line.split("\t"))
            found.add((file, change))
    return found


class Build:
    def __init__(self, folder, programs):
        self.folder, self.programs = folder, programs
        self.source, self.build = folder / "source", folder / "build"
        self.mutants, self.texts = [], {}

    def prepare(self, folders):
        shutil.rmtree(self.source, ignore_errors=True)
        shutil.copytree(ROOT, self.source, ignore=shutil.ignore_patterns(".git", "build", "build-*", "node_modules"))
        shutil.copy(HERE / "mutation.hpp", self.source / "include/fhirops/mutation.hpp")
        shutil.copy(HERE / "main.cpp", self.source / "tests/support/main.cpp")
        for file, folder in sources().items():
            if folder in folders:
                self.texts[file] = (ROOT / file).read_text()
                self.mutants += mutate.mutants_of(file, self.texts[file])
        self.mutants = self.mutants[: 65535]
        for number, each in enumerate(self.mutants):
            each.number = number
        for file in self.texts:
            self.write(file)

    def write(self, file):
        text = mutate.mutated(self.texts[file], [m for m in self.mutants if m.file == file])
        # On the first line, so that line numbers stay.
        (self.source / file).write_text('#include "fhirops/mutation.hpp"\n#line 1\n' + text)

    def compile(self):
        """Builds the programs; leaves out what does not compile as a mutant."""
        self.build.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja", "-DCMAKE_CXX_FLAGS=-O0 -w -Wno-error", "-DCMAKE_BUILD_TYPE="],
                       check=True, stdout=subprocess.DEVNULL)
        self.leave_out_inactive()
        for attempt in range(12):
            done = subprocess.run(["ninja", "-C", self.build, "-k0", *["test_" + p for p in self.programs]], capture_output=True, text=True)
            if done.returncode == 0:
                return
            dropped = self.drop(done.stdout)
            print(f"  build {attempt + 1}: {dropped} mutants do not compile", flush=True)
            if not dropped:
                print(done.stdout[-6000:])
                sys.exit("the mutated sources do not compile")
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
        place = re.compile(r"(?:source/)((?:include|examples)/[\w./-]+\.hpp):(\d+)")
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
        self.mutants = [m for m in self.mutants if m.number not in bad]
        for file in files:
            self.write(file)
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


def noticed(build, mutant, cases, folder):
    """Whether a test case fails, crashes or hangs with the mutant."""
    near = folder.split("/")[-1]
    programs = sorted({c[0] for c in cases}, key=lambda p: (p != near, sum(c[1] for c in cases if c[0] == p)))
    for program in programs:
        mine = sorted((c for c in cases if c[0] == program), key=lambda c: c[1])
        seconds = sum(c[1] for c in mine)
        names = build.folder / f"cases-{mutant.number}"
        names.write_text("".join('"' + re.sub(r'([\\,\[\]"])', r"\\\1", c[2]) + '"\n' for c in mine))
        try:
            done = subprocess.run([build.build / "tests" / f"test_{program}", "--abort", "--order", "decl", "-f", names],
                                  env={**os.environ, "FHIROPS_MUTANT": str(mutant.number)}, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, timeout=20 + 10 * seconds)
            if done.returncode != 0:
                return program
        except subprocess.TimeoutExpired:
            return program
        finally:
            names.unlink(missing_ok=True)
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="folders, with commas between")
    parser.add_argument("--tests", default="", help="test programs, with commas between")
    parser.add_argument("--mutants", type=int, default=800)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop choosing mutants after so long")
    parser.add_argument("--at-least", type=float, default=0, help="fail where the score is below so many percent")
    parser.add_argument("--build", default=str(ROOT / "build/mutation"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()

    all_folders = sorted(set(sources().values()))
    folders = options.only.split(",") if options.only else all_folders
    tests = ROOT / "tests"
    programs = options.tests.split(",") if options.tests else sorted(
        {p.parent.relative_to(tests).parts[0] for p in tests.rglob("*.cpp") if p.parent != tests}
        - {"benchmark", "catch3", "docs", "examples", "fuzz", "googletest", "host", "mutation", "negative", "noexcept", "npm", "odr",
           "package", "static", "support"})

    build = Build(pathlib.Path(options.build), programs)
    build.prepare(folders)
    print(f"{len(build.mutants)} mutants in {len(build.texts)} files; building", flush=True)
    build.compile()
    reached = build.reach()

    known = equivalent()
    candidates = [m for m in build.mutants if (m.file, m.shown) not in known]
    by_folder = {}
    for m in candidates:
        by_folder.setdefault(sources()[m.file], []).append(m)
    chance = random.Random(options.seed)
    chosen = []
    for group in by_folder.values():
        chance.shuffle(group)
    # Evenly over the folders, as far as they have so many; then in an order of chance, so that a run that is cut short is a sample.
    while len(chosen) < options.mutants and any(by_folder.values()):
        for group in by_folder.values():
            if group and len(chosen) < options.mutants:
                chosen.append(group.pop())

    started, score, survivors = time.monotonic(), {}, []

    def judge(m):
        if time.monotonic() - started > options.seconds:
            return m, None
        return m, bool(noticed(build, m, reached.get(m.number, []), sources()[m.file]))

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for m, dead in pool.map(judge, chosen):
            if dead is None:
                continue
            killed, total = score.get(sources()[m.file], (0, 0))
            score[sources()[m.file]] = (killed + dead, total + 1)
            if not dead:
                survivors.append(m)

    for m in sorted(survivors, key=lambda m: (m.file, m.line)):
        unreached = "" if m.number in reached else " (reached by no test)"
        print(f"survived {m.file}:{m.line}: {m.kind}: {m.shown}{unreached}")
    killed, total = sum(s[0] for s in score.values()), sum(s[1] for s in score.values())
    for folder, (k, t) in sorted(score.items()):
        print(f"{folder:16} {k:5} of {t:5} noticed, {100 * k / t:5.1f} %")
    print(f"{'all':16} {killed:5} of {total:5} noticed, {100 * killed / max(total, 1):5.1f} %")
    if total == 0 or 100 * killed / total < options.at_least:
        sys.exit(1)


if __name__ == "__main__":
    main()
