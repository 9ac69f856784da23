#!/usr/bin/env python3
"""examples.py XML: every public entity has an example.

XML is the folder of XML files that Doxygen made (docs/Doxyfile). An entity is a type, concept, function, type alias
or variable of the namespace fhirops or of one in it; a member is covered by its type, an overload by any other of its
name, a base by a type that derives from it, an operator by the types of its operands. For each there has to be

- a use in a program that is compiled and run as a test: in examples/ or tests/docs/;
- for a type, concept or function, an example on its page of the reference: a part of such a program (\\snippet), or
  code in the comment.

Prints what has none, and fails if there is any.
"""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

top = pathlib.Path(__file__).resolve().parents[2]
# Tables of one shape, one for each of FHIR's value sets: the type of the tables has the example.
TABLES = "fhirops::codes::"


def code_of(file):
    """The code of a file without comments, and without the inside of strings and character literals."""
    text = file.read_text(encoding="utf-8")
    pattern = r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\''
    return re.sub(pattern, lambda m: " " if m[0].startswith("/") else '""', text, flags=re.DOTALL)


def opened(code):
    """The namespaces whose names a file may use bare, and the names that it brings in one by one."""
    spaces = set()
    aliases = dict(re.findall(r"\bnamespace (\w+) = (?:fhirops::)?(\w+);", code))
    for name in re.findall(r"\busing namespace ([\w:]+);", code):
        last = name.split("::")[-1]
        spaces.add(aliases.get(last, last))
    return spaces, set(re.findall(r"\busing (?:fhirops::)?(\w+::\w+);", code))


class Programs:
    def __init__(self):
        self.files = []
        for folder in ("examples", "tests/docs"):
            for file in sorted((top / folder).rglob("*.[ch]pp")):
                code = code_of(file)
                self.files.append((code, *opened(code)))

    def use(self, name, kind):
        """Whether one of them uses the entity of this qualified name."""
        *spaces, last = name.split("::")
        space = spaces[-1]
        # A function is called, or given its template arguments; a member of that name is another function.
        bare = r"(?<![\w.:>])" + last + (r"\s*[(<]" if kind == "function" else r"\b")
        qualified = r"\b" + space + "::" + last + r"\b"
        for code, opened_here, brought in self.files:
            if re.search(qualified, code):
                return True
            # Functions are also found by the namespace of their arguments.
            if space == "fhirops":
                if (space in opened_here or kind == "function") and re.search(bare, code):
                    return True
            elif (space in opened_here or f"{space}::{last}" in brought) and re.search(bare, code):
                return True
        return False


class Entity:
    def __init__(self, kind):
        self.kind = kind
        self.shown = False
        self.derived = []


def is_example(definition):
    return any(definition.find(f".//{code}") is not None for code in ("programlisting", "verbatim"))


def entities(folder):
    def definition(reference):
        return xml.parse(folder / f"{reference}.xml").getroot().find("compounddef")

    found = {}

    def add(name, kind, described, derived=()):
        name = re.sub(r"\s*<.*", "", name)
        entity = found.setdefault(name, Entity(kind))
        for part in ("briefdescription", "detaileddescription"):
            entity.shown = entity.shown or is_example(described.find(part))
        entity.derived += derived

    compounds = [each for each in xml.parse(folder / "index.xml").getroot()]
    types = {each.find("name").text for each in compounds if each.get("kind") in ("struct", "class")}
    for each in compounds:
        kind, name = each.get("kind"), each.find("name").text
        if kind in ("struct", "class", "concept"):
            outer = name.split("<")[0].rsplit("::", 1)[0]
            if outer in {re.sub(r"\s*<.*", "", other) for other in types} or "::detail" in name:
                continue
            described = definition(each.get("refid"))
            derived = [re.sub(r"\s*<.*", "", other.text) for other in described.findall("derivedcompoundref")]
            add(name, kind, described, derived)
        elif kind == "namespace" and name.split("::")[0] == "fhirops":
            for member in definition(each.get("refid")).iter("memberdef"):
                if not member.find("name").text.startswith("operator"):
                    add(f"{name}::{member.find('name').text}", member.get("kind"), member)
    return found


def main():
    programs = Programs()
    found = entities(pathlib.Path(sys.argv[1]))
    used = {name: programs.use(name, entity.kind) for name, entity in found.items()}
    missing = collections.defaultdict(list)
    for name, entity in sorted(found.items()):
        covered = any(used.get(other) for other in entity.derived)
        if not (used[name] or covered or name.startswith(TABLES)):
            missing[f"{entity.kind} {name}"].append("no program of examples/ or tests/docs/ uses it")
        covered = any(found[other].shown for other in entity.derived if other in found)
        if not (entity.shown or covered or entity.kind in ("typedef", "variable")):
            missing[f"{entity.kind} {name}"].append("its page of the reference shows no example")
    for name, why in missing.items():
        print(f"{name}: {'; '.join(why)}")
    print(f"{len(found)} public entities, {len(missing)} without an example")
    return 1 if missing or len(found) < 200 else 0


sys.exit(main())
