#!/usr/bin/env python3
"""tables.py VERSION PACKAGE.tgz >VERSION.json: the tables of a version of FHIR for the types of this library.

PACKAGE.tgz is what `npm pack hl7.fhir.r4b.core@4.3.0` or `npm pack hl7.fhir.r5.core@5.0.0` fetches. The types are those of
../r4/r4-datatypes.json, in its format, and the names of all other types.
"""

import json
import pathlib
import sys
import tarfile

fhir_type = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type"
here = pathlib.Path(__file__).resolve().parent
ours = json.loads((here.parent / "r4/r4-datatypes.json").read_text())
bound = json.loads((here.parent / "r4/r4-codes.json").read_text())


def type_of(found):
    for extension in found.get("extension", []):
        if extension["url"] == fhir_type:
            return extension.get("valueUrl") or extension.get("valueUri")
    return found["code"].rsplit(".", 1)[-1] if found["code"].startswith("http") else found["code"]


def element(definition):
    made = {
        "name": definition["path"].split(".", 1)[1],
        "types": [type_of(each) for each in definition.get("type", [])],
        "min": definition["min"],
        "max": definition["max"],
    }
    if "contentReference" in definition:
        made["contentReference"] = definition["contentReference"].split("#")[-1]
    binding = definition.get("binding")
    if binding and binding["strength"] == "required":
        made["binding"] = binding["valueSet"].split("|")[0]
    if definition.get("isModifier"):
        made["isModifier"] = True
    return made


def codes_below(concepts):
    for each in concepts:
        yield each["code"]
        yield from codes_below(each.get("concept", []))


def expanded(url, sets, systems):
    """The codes of a value set; nothing where they are not all in the package."""
    codes = []
    compose = sets.get(url, {}).get("compose", {})
    if compose.get("exclude"):
        return None
    for include in compose.get("include", []):
        if "filter" in include or "valueSet" in include:
            return None
        if "concept" in include:
            codes += [each["code"] for each in include["concept"]]
        elif systems.get(include["system"], {}).get("content") == "complete":
            codes += codes_below(systems[include["system"]]["concept"])
        else:
            return None
    return codes or None


def main(version, path):
    kinds = {"StructureDefinition": [], "ValueSet": [], "CodeSystem": []}
    with tarfile.open(path) as package:
        for member in package:
            kind = member.name.removeprefix("package/").split("-")[0]
            if member.name.startswith("package/") and kind in kinds:
                kinds[kind].append(json.load(package.extractfile(member)))
    sets = {each["url"]: each for each in kinds["ValueSet"]}
    systems = {each["url"]: each for each in kinds["CodeSystem"]}
    types = {each["type"]: each for each in kinds["StructureDefinition"] if each.get("derivation") != "constraint" and each["kind"] != "logical"}
    elements = {name: [element(each) for each in types[name]["snapshot"]["element"][1:]] for name in ours if name in types}
    codes = {}
    for each in sorted({each["binding"] for table in elements.values() for each in table if "binding" in each} | set(bound)):
        found = expanded(each, sets, systems)
        if found:
            codes[each] = sorted(found)
    concrete = {name: each for name, each in types.items() if not each.get("abstract")}
    table = {
        "version": version,
        "fhirVersion": next(iter(types.values()))["fhirVersion"],
        "primitives": sorted(name for name, each in concrete.items() if each["kind"] == "primitive-type"),
        "datatypes": sorted(name for name, each in concrete.items() if each["kind"] == "complex-type"),
        "resources": sorted(name for name, each in concrete.items() if each["kind"] == "resource"),
        "codes": codes,
    }
    # An element a line, so that a difference reads well.
    text = json.dumps(table, indent=1)[:-2] + ',\n "elements": {\n'
    text += ",\n".join(
        f'  "{name}": [\n' + ",\n".join("   " + json.dumps(each) for each in table) + "\n  ]" for name, table in elements.items()
    )
    print(text + "\n }\n}")


main(*sys.argv[1:])
