#!/usr/bin/env python3
"""versions.py >docs/explanation/versions.md: how the types of this library differ in R4B and R5, from the official tables."""

import json
import pathlib
import textwrap

data = pathlib.Path(__file__).resolve().parents[1] / "data"


def table(name):
    return json.loads((data / name).read_text(encoding="utf-8"))


r4 = {name: each["elements"] for name, each in table("r4/r4-datatypes.json").items()}
r4_codes = table("r4/r4-codes.json")
later = [table("versions/r4b.json"), table("versions/r5.json")]
abstract = {"Resource", "DomainResource"}
r4_resources = set(r4_codes["http://hl7.org/fhir/ValueSet/resource-types"]) - abstract
r4_types = set(r4_codes["http://hl7.org/fhir/ValueSet/all-types"])
open_choice = next(each["types"] for each in r4["Extension"] if each["name"] == "value[x]")


def url_name(url):
    return url.split("|")[0].rsplit("/", 1)[-1]


def shown(element):
    """An element as it is defined: `0..1 code (required: address-use)`."""
    if element is None:
        return "–"
    types = element["types"]
    if set(types) >= set(open_choice):
        more = [each for each in types if each not in open_choice]
        text = "any of R4's 50 types" + (f", {', '.join(more)}" if more else "")
    else:
        text = " \\| ".join(types) or "as " + element.get("contentReference", "").lstrip("#")
    binding = element.get("binding")
    if isinstance(binding, dict):
        binding = binding["valueSet"] if binding["strength"] == "required" else None
    return f"{element['min']}..{element['max']} {text}" + (f" (required: {url_name(binding)})" if binding else "") + (
        ", a modifier" if element.get("isModifier") else ""
    )


def is_id(element):
    return element["name"].split(".")[-1] == "id"


def sentence(names):
    return textwrap.fill(", ".join(f"`{each}`" for each in names) + ".", 120, break_long_words=False, break_on_hyphens=False)


print("""# R4, R4B and R5

This library implements R4 (4.0.1). This page shows, element by element, which of its types differ in R4B (4.3.0) and R5 (5.0.0).
The page is made by `tests/docs/versions.py` from HL7's tables, which are in [tests/data](../../tests/data/versions/README.md). One
test compares the two; another checks the names of later versions that the library knows (`datatype/later_versions.hpp`).

In short: **of what this library reads, R4B differs only in two types that an extension may have.** An R4B document without
these types reads like one of R4. R5 changed more: elements were added, three were removed or renamed, others are no longer
required, `Attachment.size` is a string in JSON (integer64), and value sets have more codes.

What strict reading reports about a name that R4 does not have, but a later version does:

| text | issue |
|---|---|
| `height` in an `Attachment` | `"height" is not an element of Attachment: height is an element of R5` |
| `valueRatioRange` in an `Extension` | `"valueRatioRange" is not an element of R4: RatioRange is a type of R4B and R5` |
| `"type": "SubscriptionTopic"`, where R4 requires a resource type | `"SubscriptionTopic" is not a resource type of R4: it is a type of R4B and R5` |

In lenient reading they are warnings, and the elements are kept or dropped as [the options](../reference/options.md) say.

## A version as part of the storage

This is a design that was tried with `Attachment`; it is not part of the library yet. A storage may state a version: `r5::owned`
derives from `owned` and adds `version = 5`. A type that differs in R5 has partial specializations of itself and of its table for
such storages (`template <R5Storage S> struct Attachment<S>`); all other types stay unchanged, since each uses its own storage for
its members. An `Attachment<r5::owned>` may have `height`, which strict reading of `Attachment<>` still refuses:
`tests/datatype/version_beside_storage.cpp` shows this.

A unit that reads R4 is not affected unless it includes the R5 header. One that includes it but reads only R4 takes 422 MB of the
compiler's memory instead of 421 (g++ 12, `-O0 -ftime-report`, total; ratio 1.002; Debian 12, two cores). Its machine code is the
same, instruction by instruction (`objdump -d`), so reading R4 takes the same time. Types that R4 does not have (`integer64`), and a
Bundle of several versions, have not been tried.
""")

same = {}
for each in later:
    same[each["version"]] = []
rows = []
ids = set()
for name, elements in r4.items():
    ours = {each["name"]: each for each in elements}
    theirs = [{each["name"]: each for each in version["elements"].get(name, [])} for version in later]
    order = list(ours) + [each for other in theirs for each in other if each not in ours]
    differs = [False, False]
    for element in dict.fromkeys(order):
        all_shown = [shown(ours.get(element))] + [shown(other.get(element)) for other in theirs]
        if is_id({"name": element}) and element in ours:
            ids |= {tuple(all_shown)}
            continue
        for i in (0, 1):
            differs[i] = differs[i] or all_shown[i + 1] != all_shown[0]
        if len(set(all_shown)) > 1:
            rows.append((name, element, *all_shown))
    for i in (0, 1):
        if not differs[i]:
            same[later[i]["version"]].append(name)

print("""## Elements

Those that are not the same in all three. `–`: it does not have it.

| type | element | R4 | R4B | R5 |
|---|---|---|---|---|""")
for name, element, *versions in rows:
    print(f"| {name} | `{element}` | " + " | ".join("as in R4" if i > 0 and each == versions[0] else each for i, each in enumerate(versions)) + " |")
print("""
The `id` of each element and resource is left out: R4's tables give it the type string, those of R4B and R5 string or id. In
JSON it is a string in all of them. The targets of references, and what a summary has, are not compared.
""")
assert all(each.removeprefix("0..1 ") in ("string", "id") for some in ids for each in some), ids
for version in later:
    print(f"Without any difference in {version['version']}:\n{sentence(same[version['version']])}\n")

print("""## Codes

Of value sets that an element of these types is bound to by strength `required`; R4B's are R4's. The types of resources and of
data are in the next section.

| value set | new in R5 |
|---|---|""")
for url, codes in r4_codes.items():
    if url_name(url) in ("resource-types", "all-types"):
        continue
    found = [set(version["codes"][url]) for version in later if url in version["codes"]]
    assert not any(set(codes) - each for each in found), url
    if url in later[0]["codes"]:
        assert set(later[0]["codes"][url]) == set(codes), url
    new = sorted(set(later[1]["codes"].get(url, codes)) - set(codes))
    if new:
        print(f"| {url_name(url)} | " + ", ".join(f"`{each}`" for each in new) + " |")

print("\n## Types\n")
for version in later:
    name = version["version"]
    print(f"Data types of {name} that R4 does not have:\n{sentence(sorted(set(version['datatypes'] + version['primitives']) - r4_types))}\n")
    gone = sorted(r4_types - abstract - r4_resources - set(version["datatypes"]) - set(version["primitives"]) - {"Element", "BackboneElement", "xhtml", "Any", "Type", "MoneyQuantity", "SimpleQuantity"})
    if gone:
        print(f"Data types of R4 that {name} does not have:\n{sentence(gone)}\n")
    print(f"Resource types of {name} that R4 does not have:\n{sentence(sorted(set(version['resources']) - r4_resources))}\n")
    print(f"Resource types of R4 that {name} does not have:\n{sentence(sorted(r4_resources - set(version['resources'])))}" + ("\n" if version is later[0] else ""))
