#!/usr/bin/env python3
"""check.py: whether the files around the code are what their readers expect.

Issue forms and the other files of .github/ by GitHub's rules for them, CITATION.cff, .pre-commit-config.yaml, .editorconfig, the
devcontainer, that CONTRIBUTING.md and the workflow `checks` name every step of .ci/steps, and that headers have no extension of one
compiler without what the others need. Needs Python's yaml
(Debian: python3-yaml). Prints what is wrong, and fails if anything is.
"""

import configparser
import json
import pathlib
import re
import subprocess
import sys

import yaml

top = pathlib.Path(__file__).resolve().parents[2]
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


def text(name):
    path = top / name
    check(path.is_file(), f"{name} is missing")
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def loaded(name):
    try:
        value = yaml.safe_load(text(name))
    except yaml.YAMLError as error:
        check(False, f"{name}: {error}")
        return {}
    check(isinstance(value, dict), f"{name}: is not a mapping")
    return value if isinstance(value, dict) else {}


# https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests
INPUTS = {"input": {"label"}, "textarea": {"label"}, "dropdown": {"label", "options"}, "checkboxes": {"label", "options"}}
ATTRIBUTES = {"label", "description", "placeholder", "value", "render", "options", "multiple", "default"}


def issue_forms():
    names = set()
    forms = sorted((top / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    for path in forms:
        name = str(path.relative_to(top))
        form = loaded(name)
        if path.name == "config.yml":
            check(set(form) <= {"blank_issues_enabled", "contact_links"}, f"{name}: unknown keys")
            for link in form.get("contact_links", []):
                check(set(link) == {"name", "url", "about"}, f"{name}: a link needs name, url and about")
            continue
        check(set(form) <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}, f"{name}: unknown keys")
        for key in ("name", "description"):
            check(isinstance(form.get(key), str) and form[key] != "", f"{name}: {key} is missing")
        check(form.get("name") not in names, f"{name}: another form has the same name")
        names.add(form.get("name"))
        body = form.get("body", [])
        check(any(each.get("type") in INPUTS for each in body), f"{name}: asks nothing")
        ids = [each["id"] for each in body if "id" in each]
        check(len(ids) == len(set(ids)), f"{name}: an id appears twice")
        for each in body:
            kind, attributes = each.get("type"), each.get("attributes", {})
            check(kind in INPUTS or kind == "markdown", f"{name}: {kind} is not a type of field")
            check(set(each) <= {"type", "id", "attributes", "validations"}, f"{name}: {each.get('id')}: unknown keys")
            check(set(attributes) <= ATTRIBUTES, f"{name}: {each.get('id')}: unknown attributes")
            missing = INPUTS.get(kind, {"value"}) - set(attributes)
            check(not missing, f"{name}: {each.get('id')}: {', '.join(sorted(missing))} is missing")
            check("id" not in each or re.fullmatch(r"[A-Za-z0-9_-]+", each["id"]), f"{name}: {each.get('id')} is not an id")
    check(len(names) >= 2, ".github/ISSUE_TEMPLATE: forms are missing")


def citation():
    name = ".github/CITATION.cff"
    cff = loaded(name)
    for key in ("cff-version", "message", "title", "authors"):
        check(cff.get(key), f"{name}: {key} is missing")
    check(cff.get("cff-version") == "1.2.0", f"{name}: cff-version is not 1.2.0")
    check(cff.get("type") in ("software", "dataset"), f"{name}: type is neither software nor dataset")
    check(re.fullmatch(r"\d{4}-\d\d-\d\d", str(cff.get("date-released"))), f"{name}: date-released is not a date")
    for author in cff.get("authors", []):
        check("name" in author or "family-names" in author, f"{name}: an author without a name")


def pre_commit():
    name = ".pre-commit-config.yaml"
    ids = []
    for repo in loaded(name).get("repos", []):
        check(repo.get("repo") == "local", f"{name}: a hook that is fetched from elsewhere")
        for hook in repo.get("hooks", []):
            for key in ("id", "name", "entry", "language"):
                check(hook.get(key), f"{name}: {hook.get('id')}: {key} is missing")
            ids.append(hook.get("id"))
            for word in str(hook.get("entry")).split():
                if "/" in word:
                    check((top / word).exists(), f"{name}: {hook.get('id')}: there is no {word}")
    check(ids and len(ids) == len(set(ids)), f"{name}: no hooks, or an id appears twice")


def editorconfig():
    name = ".editorconfig"
    parser = configparser.ConfigParser(strict=True)
    try:
        parser.read_string("[preamble]\n" + text(name))
    except configparser.Error as error:
        check(False, f"{name}: {error}")
        return
    check(parser.get("preamble", "root", fallback="") == "true", f"{name}: root is not true")
    known = {"charset", "end_of_line", "insert_final_newline", "trim_trailing_whitespace", "indent_style", "indent_size", "tab_width",
             "max_line_length"}
    for section in parser.sections():
        if section != "preamble":
            check(set(parser[section]) <= known, f"{name}: [{section}]: unknown keys")


def devcontainer():
    name = ".devcontainer/devcontainer.json"
    try:
        container = json.loads(text(name))
    except ValueError as error:
        check(False, f"{name}: {error}")
        return
    dockerfile = container.get("build", {}).get("dockerfile", "")
    check(dockerfile != "" and (top / ".devcontainer" / dockerfile).is_file(), f"{name}: there is no {dockerfile}")
    # It installs what the tests need by the tests' own list.
    context = top / ".devcontainer" / container.get("build", {}).get("context", "")
    for each in re.findall(r"^COPY (\S+)", text(".devcontainer/Dockerfile"), re.MULTILINE):
        check((context / each).is_file(), f".devcontainer/Dockerfile: there is no {each}")


def steps():
    names = {path.stem for path in (top / ".ci/steps").glob("*.sh")}
    listed = set(re.findall(r"^\| `(\d\d-[\w-]+)` \|", text(".github/CONTRIBUTING.md"), re.MULTILINE))
    check(names == listed, f".github/CONTRIBUTING.md: steps differ from .ci/steps: {sorted(names ^ listed)}")
    run = set(loaded(".github/workflows/checks.yml").get("jobs", {}).get("step", {}).get("strategy", {}).get("matrix", {}).get("step", []))
    check(names == run, f".github/workflows/checks.yml: steps differ from .ci/steps: {sorted(names ^ run)}")


def paths():
    """A path between backticks, in the pages for contributors, is that of a file or folder."""
    for path in sorted((top / ".github").glob("*.md")):
        for word in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)):
            if not re.fullmatch(r"\.?[\w.-]+(/[\w.-]+)*/?", word) or "/" not in word or word.startswith("build/"):
                continue
            found = any((top / base / word).exists() for base in ("", "include", "include/fhirops", "examples"))
            check(found, f"{path.relative_to(top)}: there is no {word}")


def attributes():
    """A header with an attribute of GNU's brings what MSVC needs for it, and no other header has a pragma of a compiler."""
    include = top / "include"
    wanted = "fhirops/core/attributes.hpp"

    def brings(name, seen):
        if name == wanted:
            return True
        if name in seen or not (include / name).is_file():
            return False
        seen.add(name)
        found = re.findall(r'^#include ["<](fhirops/[^">]+)[">]', (include / name).read_text(encoding="utf-8"), re.MULTILINE)
        return any(brings(each, seen) for each in found)

    for path in sorted(include.rglob("*.hpp")):
        name = path.relative_to(include).as_posix()
        source = path.read_text(encoding="utf-8")
        if "[[gnu::" in re.sub(r"//[^\n]*", "", source):
            check(brings(name, set()), f"{name}: has [[gnu::...]], and does not include {wanted}")
        if name != wanted:
            # One that clang alone sees is guarded.
            guarded = re.sub(r"^#ifdef __clang__\n(?:#pragma clang diagnostic [^\n]*\n)+#endif$", "", source, flags=re.MULTILINE)
            pragmas = set(re.findall(r"^#pragma (\w+)", guarded, re.MULTILINE))
            check(pragmas == {"once"}, f"{name}: has a pragma other than once: {sorted(pragmas)}")
        # What the processor has, nothing in the standard says.
        check(not re.search(r"\[\[(clang|msvc)::|__attribute__|__declspec|__builtin_(?!cpu_supports\()", source), f"{name}: has an extension without a standard form")


def text_files():
    """What .editorconfig asks of every file that is not a document of others."""
    listed = subprocess.run(["git", "-C", top, "ls-files", "-z"], capture_output=True, check=False)
    names = [each for each in listed.stdout.decode().split("\0") if each]
    if not names:  # A copy without history.
        names = [str(path.relative_to(top)) for path in top.rglob("*") if path.is_file() and "/build" not in str(path.relative_to(top.parent))]
    for name in names:
        if name.startswith("tests/data/") or not (top / name).is_file():
            continue
        data = (top / name).read_bytes()
        if b"\0" in data or data == b"":
            continue
        if name.startswith("tests/") and name.endswith(".json"):
            continue
        check(data.endswith(b"\n") and b"\r\n" not in data, f"{name}: does not end in a line feed, or has carriage returns")
        # A page may show output that has it.
        if not name.startswith("tests/") and not name.endswith(".md"):
            check(re.search(rb"[ \t]$", data, re.MULTILINE) is None, f"{name}: has white space at the end of a line")


for each in (issue_forms, citation, pre_commit, editorconfig, devcontainer, steps, paths, attributes, text_files):
    each()
for each in wrong:
    print(each)
sys.exit(1 if wrong else 0)
