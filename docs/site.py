#!/usr/bin/env python3
"""site.py pages FOLDER: copies the pages of docs/ to FOLDER, with links that work in a site of their own, and writes mkdocs.yml beside it.
site.py links FOLDER: follows every link of the HTML pages in FOLDER, and fails if one leads nowhere.

A page may link to a file outside of docs/. If that is a page, it is copied to project/; if it is a source, a page that shows it is
made in source/; if it is a folder, a page that lists it.
"""

import html.parser
import json
import pathlib
import posixpath
import re
import sys
import urllib.parse

top = pathlib.Path(__file__).resolve().parents[1]
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".sh": "bash", ".json": "json", ".cmake": "cmake", ".yml": "yaml", ".sql": "sql"}
LINK = re.compile(r"(\]\()([^)\s]+)(\))")


class Pages:
    def __init__(self, out):
        self.out = out
        self.written = set()

    def site_name(self, path):
        """What a file of the project is called in the site."""
        if path == "README.md":
            return "index.md"
        if path == "docs/README.md":
            return "pages.md"
        if path.startswith("docs/"):
            return path[len("docs/"):]
        # Folders whose names begin with a dot are not shown.
        visible = path.replace("/.", "/").removeprefix(".")
        return "project/" + visible if path.endswith(".md") else "source/" + visible + ".md"

    def write(self, path):
        name = self.site_name(path)
        if name in self.written:
            return
        self.written.add(name)
        file = self.out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        source = top / path
        if path.endswith(".md"):
            file.write_text(self.relinked(path, source.read_text(encoding="utf-8")), encoding="utf-8")
        elif source.is_dir():
            names = sorted(each.name + ("/" if each.is_dir() else "") for each in source.iterdir())
            file.write_text(f"# {path}\n\n" + "".join(f"- `{each}`\n" for each in names), encoding="utf-8")
        elif source.suffix in {".svg", ".png"}:
            file.with_suffix("").write_bytes(source.read_bytes())
        else:
            language = LANGUAGES.get(source.suffix, "text")
            text = source.read_text(encoding="utf-8")
            file.write_text(f"# {path}\n\n~~~~~~{language}\n{text}~~~~~~\n", encoding="utf-8")

    def relinked(self, path, text):
        """The page with links to where its targets are in the site, which are written too."""
        here = posixpath.dirname(self.site_name(path))

        def link(match):
            target, _, part = match[2].partition("#")
            if target == "" or re.match(r"[a-z]+:", target) or target.startswith("../../security/"):
                return match[0]
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if (top / wanted).suffix in {".svg", ".png"} and wanted.startswith("docs/"):
                return match[0]
            readme = wanted + "/README.md"
            if (top / wanted).is_dir() and (top / readme).is_file():
                wanted = readme
            self.write(wanted)
            name = posixpath.relpath(self.site_name(wanted), here or ".")
            return match[1] + name + ("#" + part if part else "") + match[3]

        lines = []
        inside = False
        for line in text.split("\n"):
            if re.match(r" *```", line):
                inside = not inside
            lines.append(line if inside else LINK.sub(link, line))
        return "\n".join(lines)


def pages(out):
    site = Pages(out)
    for path in sorted((top / "docs").rglob("*.md")):
        site.write(path.relative_to(top).as_posix())
    for path in ("README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md", "examples/host/README.md"):
        site.write(path)
    for path in (top / "docs").rglob("*.svg"):
        (out / path.relative_to(top / "docs")).write_bytes(path.read_bytes())
    (out / "reference/entities.md").write_text(
        "# Every entity\n\nEach type, function and concept, with an example, from the comments in the headers:\n"
        '<a href="../entities/index.html">the reference of all entities</a>. To find a name by task, start with the\n'
        "[cheat sheet](cheat-sheet.md).\n", encoding="utf-8")
    (out.parent / "mkdocs.yml").write_text(settings(out), encoding="utf-8")


def settings(out):
    """What mkdocs reads: docs/mkdocs.yml, and the navigation, which is that of docs/README.md: its parts, and the pages of their tables."""
    parts = [("Home", [("Overview", "index.md"), ("Documentation", "pages.md")])]
    for line in (out / "pages.md").read_text(encoding="utf-8").split("\n"):
        part = re.match(r"\*\*(.+?)\*\*:", line)
        page = re.match(r"\| \[(.+?)\]\((.+?)\) \|", line)
        if part:
            parts.append((part[1], [("Every entity", "reference/entities.md")] if part[1] == "Reference" else []))
        elif page:
            parts[-1][1].append((page[1], page[2]))
    parts.append(("Project", [("Contributing", "project/github/CONTRIBUTING.md"), ("Security", "project/github/SECURITY.md")]))
    nav = [{part: [{title: name} for title, name in pages]} for part, pages in parts]
    return ("INHERIT: ../docs/mkdocs.yml\n" + f"docs_dir: {out.name}\nsite_dir: site\n" + "nav: " + json.dumps(nav) + "\n")


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []
        self.ids = set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value)
            elif name in {"href", "src"} and value:
                self.links.append(value)


def links(out):
    found = {}
    for path in sorted(out.rglob("*.html")):
        parser = Links()
        parser.feed(path.read_text(encoding="utf-8"))
        found[path.resolve()] = parser
    count = wrong = 0
    for path, parser in found.items():
        # The page for what is not found has links from the root of a server.
        if path.name == "404.html":
            continue
        for link in parser.links:
            target, part = urllib.parse.urldefrag(link)
            if re.match(r"[a-z]+:", link):
                continue
            count += 1
            file = path if target == "" else (path.parent / urllib.parse.unquote(target.partition("?")[0])).resolve()
            if file.is_dir():
                file = file / "index.html"
            # Doxygen gives some friends no anchor, and links to it: of its own pages only the files are looked for.
            unchecked = not part or file not in found or "entities" in path.relative_to(out.resolve()).parts
            there = file.exists() and (unchecked or urllib.parse.unquote(part) in found[file].ids)
            if not there:
                print(f"{path.relative_to(out.resolve())}: leads nowhere: {link}")
                wrong += 1
    print(f"{count} links in {len(found)} pages, {wrong} lead nowhere")
    return 1 if wrong or not count else 0


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in {"pages", "links"}:
        print(__doc__, file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[2])
    if sys.argv[1] == "links":
        return links(out)
    pages(out)
    return 0


sys.exit(main())
