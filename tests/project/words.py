#!/usr/bin/env python3
"""words.py [--count | --self-test]: finds words that we no longer use, and says which to use instead.

Looks into the pages, and into the comments and strings of the sources, and for names in code. The words are those of the glossary
(docs/reference/glossary.md); each is looked for where it must not come back. Prints FILE:LINE, and fails if there is any; with
--count only how many there are of each word, in all files, wherever they are looked for; --self-test tries it on texts of its own.
"""

import pathlib
import re
import sys

top = pathlib.Path(__file__).resolve().parents[2]

EVERYWHERE = ("",)
# What has been gone over as a whole.
DONE = ("README.md", "docs/", "examples/", "include/", "tests/", "CMakeLists.txt", ".cmake/", ".packaging/")

# The word, as a regular expression; what to write instead; where it must not appear.
WORDS = [
    (r"anyhow", "fast reader", EVERYWHERE),
    (r"\bexpecting\b", "fast reader", EVERYWHERE),
    (r"thousand million", "10^9", EVERYWHERE),
    (r"\bwhosever\b", "whoever owns them", DONE),
    (r"(?<!there )\b(is|are|was|were) no (?!longer\b|more\b|less\b)", "is not a", DONE),
    (r"\btold\b|\btells\b|\btelling\b", "reported, says, shows", DONE),
    (r"\b(stands?|stood)\b(?! (here )?for\b)", "is, appears", DONE),
    (r"\bits place\b|\bplaces? of (the|an?) (fault|issue|element)", "position, path", DONE),
    (r"\bpass(ed|es) over\b", "ignored", DONE),
    (r"\bleniently too\b", "in lenient reading too", DONE),
    (r"\bsave (that|where|for)\b", "except", DONE),
    (r"\banew\b", "again", DONE),
    (r"\bwho need not\b", "if you do not need", DONE),
]

# Names in code that no longer exist, and those to use instead; `told_difference` is a former name that stays.
NAMES = [
    (r"told(?!_difference)(?:_\w+)?|tell_\w+", "reported, report_..."),
    (r"\w+_fragments|fragment_\w+", "..._literals, output_cursor"),
    (r"place_text|\w+_anyhow", "element_path, ..._by_table"),
    (r"extras|\w+_extras", "sibling"),
    (r"shown_text|shown_name", "display_text, shortened_name"),
]

# Where the words are meant: the page that says what they were.
SKIPPED = ("docs/reference/glossary.md", "tests/project/words.py", "tests/messages/messages.cpp", "tests/data/", "tests/opgen/definitions/", "tests/opgen/guides/")
KINDS = {".md", ".dox", ".hpp", ".cpp", ".sh", ".py", ".mjs", ".js", ".cmake", ".txt", ".yml"}


def blanked(match):
    """White space of the same lines, so that line numbers stay."""
    return re.sub(r"[^\n]", " ", match[0])


def prose(suffix, text):
    """What a person reads in a file: a page without its code, or the comments and strings of a source."""
    if suffix == ".md":
        text = re.sub(r"^( *)```.*?^\1```$", blanked, text, flags=re.DOTALL | re.MULTILINE)
        text = re.sub(r"`[^`\n]*`", blanked, text)
        return re.sub(r"\]\([^)\n]*\)", blanked, text)
    if suffix in {".hpp", ".cpp"}:
        kept = []
        last = 0
        pattern = r'R"(\w*)\((.*?)\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\''
        for each in re.finditer(pattern, text, re.DOTALL):
            kept.append(re.sub(r"[^\n]", " ", text[last:each.start()]))
            # A raw string is nearly always a document.
            kept.append(blanked(each) if each[0].startswith(("R", "'")) else re.sub(r"`[^`\n]*`", blanked, each[0]))
            last = each.end()
        return "".join(kept)
    if suffix in {".sh", ".cmake", ".yml", ".txt"}:
        return re.sub(r"^[^#\n]*", blanked, text, flags=re.MULTILINE)
    return text


def files():
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        if path.suffix not in KINDS or name.startswith(("build", ".git/", *SKIPPED)) or "node_modules/" in name:
            continue
        if path.is_file():
            yield name, path


# A file's suffix and text, and whether an old word is found in it.
SAMPLES = [
    (".md", "Every fault is told.", True),
    (".md", "Every fault is reported.", False),
    (".md", "It is `told_difference`, or `told`.", False),
    (".md", "```cpp\n// told\n```\n", False),
    (".md", "This is no date.", True),
    (".md", "There is no date; it is no longer there.", False),
    (".md", "The letter stands for a name.", False),
    (".md", "A colon stands there.", True),
    (".hpp", "int told();  // a function\n", False),
    (".hpp", "int f();  // it tells why\n", True),
    (".hpp", 'auto text = "this is no date";\n', True),
    (".hpp", 'auto text = R"(this is no date)";\n', False),
    (".sh", "told=1 # a variable\n", False),
    (".sh", "x=1 # made anew\n", True),
]


def self_test():
    failed = False
    for suffix, text, expected in SAMPLES:
        found = any(re.search(word, line, re.IGNORECASE) for word, _, _ in WORDS for line in prose(suffix, text).split("\n"))
        if found != expected:
            print(f"{suffix}: {text!r}: an old word is {'found' if found else 'not found'}")
            failed = True
    for code, expected in (("test::told(read)", True), ("told_difference(a, b)", False), ("object_fragments<T>", True), ("url_fragment", False)):
        found = any(re.search(rf"\b(?:{old})\b", code) for old, _ in NAMES)
        if found != expected:
            print(f"{code}: an old name is {'found' if found else 'not found'}")
            failed = True
    return 1 if failed else 0


def main():
    if "--self-test" in sys.argv[1:]:
        return self_test()
    count = "--count" in sys.argv[1:]
    found = {word: 0 for word, _, _ in WORDS}
    failed = False
    for name, path in files():
        lines = None
        for word, instead, where in WORDS:
            here = name.startswith(where)
            if not here and not count:
                continue
            lines = lines if lines is not None else prose(path.suffix, path.read_text(encoding="utf-8", errors="replace")).split("\n")
            for number, line in enumerate(lines, 1):
                for match in re.finditer(word, line, re.IGNORECASE):
                    found[word] += 1
                    if here and not count:
                        print(f'{name}:{number}: "{match[0]}": write {instead}')
                        failed = True
        if path.suffix in {".hpp", ".cpp"} and not count:
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
                for old, instead in NAMES:
                    for match in re.finditer(rf"\b(?:{old})\b", line):
                        print(f'{name}:{number}: "{match[0]}": write {instead}')
                        failed = True
    if count:
        for word, number in found.items():
            print(f"{number:6} {word}")
    return 1 if failed else 0


sys.exit(main())
