"""Single mutants of C++ sources, by rule, each chosen at run time.

A mutant never changes how many lines a file has, so what a compiler reports of a mutated file is the line of the
original. What does not compile as a mutant (a template argument, an array bound) is found by compiling, and left out.
"""

import dataclasses
import re

ON = "::fhirops_mutation::on"


@dataclasses.dataclass
class Mutant:
    file: str
    line: int
    kind: str
    begin: int
    end: int
    change: str  # with {on} for the choice and {old} for the original
    shown: str = ""
    number: int = 0
    where: str = ""  # of the choice: for one storage alone
    nth: int = 0  # of the mutants in the file that are shown alike, from 1; 0 if there is no other

    def listed(self):
        """As it is printed, and named in equivalent.txt."""
        return f"{self.shown} [{self.nth}]" if self.nth else self.shown


def masked(text):
    """The text with comments, literals and preprocessor lines blanked, byte for byte."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'|^[ \t]*#(?:\\\n|[^\n])*',
        re.S | re.M)

    def blank(match):
        filler = "_" if match.group(0)[0] in "\"'R" else " "
        return re.sub(r"[^\n]", filler, match.group(0))

    return pattern.sub(blank, text)


def matching(text, at):
    """The position of the bracket that closes the one at `at`, or -1."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    stack = []
    for i in range(at, len(text)):
        c = text[i]
        if c in pairs:
            stack.append(pairs[c])
        elif c in ")]}":
            if not stack or stack.pop() != c:
                return -1
            if not stack:
                return i
    return -1


def split_top(text, begin, end, separators):
    """Splits text[begin:end] at separators outside of brackets: (begin, end, separator before or None)."""
    parts, depth, start, before, i = [], 0, begin, None, begin
    while i < end:
        c = text[i]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif depth == 0:
            for s in separators:
                if text.startswith(s, i):
                    parts.append((start, i, before))
                    before, start = (s, i), i + len(s)
                    i = start - 1
                    break
        i += 1
    parts.append((start, end, before))
    return parts


CONTROL = re.compile(r"\b(if|while|for|switch|catch)\b")
COMPARISON = re.compile(r"(?<=[\w)\]] )(==|!=|<=|>=|<|>)(?= [\w(!~*&_-])")
OTHERS = {"==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"]}


class Mutator:
    def __init__(self, file, text):
        self.file, self.text, self.mask = file, text, masked(text)
        self.found, self.storage = [], ""

    def add(self, kind, begin, end, change, shown):
        line = self.text.count("\n", 0, begin) + 1
        self.found.append(Mutant(self.file, line, kind, begin, end, change, shown))
        if self.storage and kind in ("left out", "condition dropped", "check skipped"):
            which = "owned" if line % 2 else "borrowed"
            self.found.append(Mutant(self.file, line, "one storage only", begin, end, change, f"for {which} alone: {shown}", 0,
                                     f"_{which}<{self.storage}>"))

    def old(self, begin, end):
        return " ".join(self.text[begin:end].split())

    # --- where statements are

    def bodies(self):
        """(begin, end, header, storage) of each block of a function, a lambda or a statement; in a class there are none.
        `storage` is the name of the Storage that the function or its class is a template of, or ""."""
        stack, last = [], 0
        for i, c in enumerate(self.mask):
            if c == "{":
                header = self.mask[last:i]
                inside = bool(stack) and stack[-1][2]
                kind = inside or (not re.search(r"\b(class|struct|namespace|enum|union|concept|requires)\b[^()]*$", header)
                                  and ")" in header and "=" not in header.split(")")[-1])
                stack.append((i, header, kind, inside))
                last = i + 1
            elif c == "}":
                if not stack:
                    return
                begin, header, kind, inside = stack.pop()
                # What is evaluated by the compiler alone cannot be chosen at run time.
                constant = any(re.search(r"\bconsteval\b|\bconstexpr [^(){};]*= \[|\bstatic_assert\b", each) for each in
                               [each[1] for each in stack] + [header])
                if kind and not inside and not constant:
                    names = re.findall(r"\bStorage (\w+)", " ".join([each[1] for each in stack] + [header]))
                    yield begin, i, header, names[-1] if names else ""
                last = i + 1
            elif c == ";":
                last = i + 1

    def run(self):
        for begin, end, header, self.storage in self.bodies():
            self.early_return(begin, header)
            self.conditions(begin, end)
            self.returns(begin, end)
            self.statements(begin, end)
            self.constants(begin, end)
        self.options()
        self.moves()
        return self.found

    def early_return(self, begin, header):
        kind = re.search(r"(?:^|\s)(bool|void|std::size_t|std::string|std::string_view)\s+\w+\s*\([^{]*$", header)
        if not kind or "operator" in header or self.mask[begin + 1:].lstrip().startswith("}"):
            return
        name = kind.group(1)
        for value in {"bool": ["false", "true"], "void": [""]}.get(name, ["{}"]):
            self.add("early return", begin, begin + 1, "{old} if ({on}) return " + value + ";", "return " + value + "; at once")

    def logic(self, begin, end):
        """Mutants of the boolean expression text[begin:end]."""
        while begin < end and self.mask[begin].isspace():
            begin += 1
        while end > begin and self.mask[end - 1].isspace():
            end -= 1
        if begin >= end or "{" in self.mask[begin:end]:
            return
        alternatives = split_top(self.mask, begin, end, ["||"])
        conjunction = split_top(self.mask, begin, end, ["&&"])
        if len(alternatives) > 1:
            parts, neutral, other = alternatives, "false", "&&"
        elif len(conjunction) > 1:
            parts, neutral, other = conjunction, "true", "||"
        else:
            self.clause(begin, end)
            return
        left = self.old(begin, parts[0][1])
        for index, (b, e, separator) in enumerate(parts):
            self.add("condition dropped", b, e, " ({on} ? " + neutral + " : bool({old})) ", "without " + self.old(b, e))
            if index == 1 and len(parts) == 2:
                whole = (self.text[begin:parts[0][1]], self.text[b:e])
                self.add("logic", begin, end, "({on} ? (bool(" + whole[0].strip() + ") " + other + " bool(" + whole[1].strip() +
                         ")) : bool({old}))", left + " " + other + " ...")
            self.logic(b, e)

    def clause(self, begin, end):
        text = self.mask[begin:end]
        if text.startswith("!") and text[1:2] == "(" and matching(self.mask, begin + 1) == end - 1:
            self.logic(begin + 2, end - 1)
            return
        if text.startswith("(") and matching(self.mask, begin) == end - 1:
            self.logic(begin + 1, end - 1)
            return
        depth = 0
        for i in range(begin, end):
            if self.mask[i] in "([{":
                depth += 1
            elif self.mask[i] in ")]}":
                depth -= 1
            elif depth == 0:
                match = COMPARISON.match(self.mask, i)
                if match and match.end() < end:
                    a, b = self.text[begin:i], self.text[match.end():end]
                    for instead in OTHERS[match.group(1)]:
                        self.add("comparison", begin, end, "({on} ? bool(" + a + instead + b + ") : bool({old}))",
                                 self.old(begin, end) + " with " + instead)
                    return

    def conditions(self, begin, end):
        for match in re.compile(r"\b(if|while) \(").finditer(self.mask, begin, end):
            close = matching(self.mask, match.end() - 1)
            if close < 0:
                continue
            first = split_top(self.mask, match.end(), close, [";"])[-1][0]
            while self.mask[first].isspace():
                first += 1
            inside = self.mask[first:close]
            if re.match(r"(const\s+)?(auto|[\w:]+(<.*>)?)\s*[*&]*\s+[*&]*\w+\s*=[^=]", inside):
                continue
            if match.group(1) == "if":
                self.add("condition dropped", first, close, "({on} ? true : bool({old}))", "if always, not if " + self.old(first, close))
            check = re.match(r"\s*(\{\s*)?return\b", self.mask[close + 1:]) and match.group(1) == "if"
            self.add("check skipped" if check else "condition dropped", first, close, "({on} ? false : bool({old}))",
                     "never, not " + self.old(first, close))
            self.logic(first, close)
        # The middle of a for.
        for match in re.compile(r"\bfor \(").finditer(self.mask, begin, end):
            close = matching(self.mask, match.end() - 1)
            parts = split_top(self.mask, match.end(), close, [";"]) if close > 0 else []
            if len(parts) == 3:
                self.logic(parts[1][0], parts[1][1])

    def returns(self, begin, end):
        for match in re.compile(r"\breturn\b(?=[ (!])").finditer(self.mask, begin, end):
            stop = split_top(self.mask, match.end(), end, [";"])[0][1]
            inside = self.mask[match.end():stop]
            if "{" in inside:
                continue
            choice = split_top(self.mask, match.end(), stop, [" ? "])
            if len(choice) > 1:
                b, e = choice[0][0], choice[0][1]
                while self.mask[b].isspace():
                    b += 1
                self.add("condition dropped", b, e, "({on} ? true : bool({old}))", "as if " + self.old(b, e))
                self.add("condition dropped", b, e, "({on} ? false : bool({old}))", "as if not " + self.old(b, e))
                self.logic(b, e)
            elif re.search(r"&&|\|\||(?<=[\w)\]] )(==|!=|<=|>=|<|>)(?= )", inside) and " << " not in inside:
                self.logic(match.end(), stop)

    def statements(self, begin, end):
        """Calls, assignments and increments that are left out."""
        pattern = re.compile(r"(?<=[;{})])\s*(?:\n\s*|(?<=\) ))((?:\+\+|--)?[A-Za-z_:][\w.:>\[\]-]*(?:\(|[ ]?(?:[|+&-]?=)[ ]|;))")
        for match in pattern.finditer(self.mask, begin, end):
            b = match.start(1)
            word = re.match(r"[\w:]+", self.mask[b:] if self.mask[b] not in "+-" else "x").group(0)
            if word in ("return", "if", "while", "for", "switch", "else", "using", "static_assert", "break", "continue",
                        "case", "default", "throw", "do", "co_return"):
                continue
            stop = split_top(self.mask, b, end, [";"])[0][1]
            if "{" in self.mask[b:stop] or "\n\n" in self.mask[b:stop] or self.mask[b:stop].endswith("}"):
                continue
            before = self.mask[:b].rstrip()
            if before.endswith(")") and not self.after_control(len(before) - 1):
                continue
            self.add("left out", b, stop + 1, "{{ if (!{on}) {{ {old} }} }}", "without " + self.old(b, stop))

    def after_control(self, close):
        depth = 0
        for i in range(close, -1, -1):
            if self.mask[i] == ")":
                depth += 1
            elif self.mask[i] == "(":
                depth -= 1
                if depth == 0:
                    return bool(CONTROL.search(self.mask[max(0, i - 16):i].split(";")[-1])) and "constexpr" not in self.mask[i - 11:i]
        return False

    def constants(self, begin, end):
        for match in re.compile(r"(?<![\w.<\[$])(?<!case )(0x[0-9A-Fa-f]+|\d+)([uU]?)(?![\w.>\]':])").finditer(self.mask, begin, end):
            line_begin = self.mask.rfind("\n", 0, match.start()) + 1
            line_end = self.mask.find("\n", match.start())
            line = self.mask[line_begin:line_end]
            if re.search(r"\b(constexpr|case|template|static_assert|enum|alignas|using)\b|\bdetail::row<", line):
                continue
            self.add("constant", match.start(), match.end(), "({on} ? {old} + 1" + match.group(2) + " : {old})",
                     match.group(0) + " is " + str(int(match.group(1), 0) + 1) + " in: " + " ".join(
                         self.text[line_begin:line_end].split()))


    def options(self):
        """An option that counts as not set."""
        self.storage = ""
        for match in re.compile(r"(?<![\w.>])(\w*options_?)\.(\w+)\b(\(\)|(?! *[(.\[]))(?! [-+|&]?= )").finditer(self.mask):
            if match.group(2) not in ("hpp", "size", "empty", "begin", "end"):
                self.add("option skipped", match.start(), match.end(), "({on} ? std::remove_cvref_t<decltype(" + match.group(1) + ")>{}." +
                         match.group(2) + match.group(3) + " : {old})", "the default for " + match.group(0))

    def moves(self):
        self.storage = ""
        for match in re.compile(r"\bstd::move\(").finditer(self.mask):
            line_begin = self.mask.rfind("\n", 0, match.start()) + 1
            if re.search(r"\b(decltype|noexcept|requires)\b", self.mask[line_begin:match.start()]):
                continue
            close = matching(self.mask, match.end() - 1)
            if close < 0 or "," in self.mask[match.end():close]:
                continue
            self.add("copy for move", match.start(), close + 1, "::fhirops_mutation::moved({on}, " + self.text[match.end():close] + ")",
                     "a copy for " + self.old(match.start(), close + 1))


def mutants_of(file, text):
    found, seen = [], set()
    for each in Mutator(file, text).run():
        key = (each.begin, each.end, each.change, each.where)
        if key not in seen:
            seen.add(key)
            found.append(each)
    alike = {}
    for each in sorted(found, key=lambda m: m.begin):
        alike.setdefault(each.shown, []).append(each)
    for group in alike.values():
        for n, each in enumerate(group, 1):
            each.nth = n if len(group) > 1 else 0
    return found


def mutated(text, mutants):
    """The text with all of the mutants in it; each is a change of text[begin:end], which may lie within another's."""
    mutants = sorted(mutants, key=lambda m: (m.begin, -m.end))

    def render(begin, end, inner):
        out, at, i = [], begin, 0
        while i < len(inner):
            m = inner[i]
            j = i + 1
            while j < len(inner) and inner[j].begin < m.end:
                j += 1
            out.append(text[at:m.begin])
            nested = inner[i + 1:j]
            out.append(expand(m, render(m.begin, m.end, nested)))
            at, i = m.end, j
        out.append(text[at:end])
        return "".join(out)

    def expand(m, old):
        change = m.change.replace("{{", "\x01").replace("}}", "\x02")
        # What the mutant repeats of the original has no line breaks, so that lines stay where they are.
        parts = re.split(r"(\{on\}|\{old\})", change)
        out = []
        for part in parts:
            if part == "{on}":
                out.append(f"{ON}{m.where}({m.number}U)")
            elif part == "{old}":
                out.append(old)
            else:
                out.append(" ".join(re.sub(r"//[^\n]*", "", part).split("\n")))
        return "".join(out).replace("\x01", "{").replace("\x02", "}")

    return render(0, len(text), mutants)
