"""report.py RESULTS PAGES NAME...: from what run.sh measured, the tables of PAGES/performance.md and performance.svg.

Of each benchmark the least time of all repetitions counts. A ratio is of one run of one program.
"""

import json
import math
import pathlib
import platform
import re
import sys

results, pages, names = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]


def least(name):
    """Benchmark name -> nanoseconds, allocations and peak bytes, each of one job."""
    found = {}
    for part in ("small", "large", "memory"):
        for each in json.loads((results / f"{name}-{part}.json").read_text())["benchmarks"]:
            if each.get("run_type") != "iteration" or each.get("error_occurred"):
                continue
            jobs = int(each["run_name"].rsplit("/", 1)[1])
            # What the run for memory took in time does not count.
            row = {"time": None if part == "memory" else each["cpu_time"] / jobs,
                   "allocations": each["allocations_a_job"], "peak": each.get("peak_bytes_a_job")}
            old = found.setdefault(each["run_name"], row)
            for key, value in row.items():
                if value is not None:
                    old[key] = value if old[key] is None else min(old[key], value)
    return found


def compile_seconds(name):
    found = {}
    for line in (results / f"{name}-compile.txt").read_text().splitlines():
        file, seconds = line.split()
        found[file] = min(float(seconds), found.get(file, 1e9))
    return found


measured = {name: least(name) for name in names}
compiled = {name: compile_seconds(name) for name in names}
streamed = {name: json.loads((results / f"{name}-streaming.json").read_text()) for name in names}
requests = {name: json.loads((results / f"{name}-request.json").read_text()) for name in names}
documents = {name: json.loads((results / f"{name}-documents.json").read_text()) for name in names}
tenants = {name: json.loads((results / f"{name}-tenant.json").read_text()) for name in names}
versions = {name: (results / f"{name}-version.txt").read_text().strip() for name in names}

# What is asked for, as a ratio: rival / ours at a number of jobs.
ratios = [
    ("jobs to chunks, against RapidJSON Writer", "write/rapidjson_writer", "write/fhirops_chunks", {1000: 20, 100000: 11}),
    ("jobs to chunks, against the ceiling for this job", "write/ceiling_chunks", "write/fhirops_chunks", {1000: 0.8, 100000: 0.9}),
    ("answer to owned jobs, against RapidJSON SAX", "read/rapidjson_sax", "read/fhirops", {1000: 4, 100000: 4}),
    ("the same, against SAX with our checks", "read/rapidjson_sax_checked", "read/fhirops", {1000: None, 100000: None}),
    ("the same, against simdjson on demand", "read/simdjson", "read/fhirops", {1000: 1.2, 100000: 1.2}),
    ("answer to borrowed jobs, against RapidJSON SAX", "read/rapidjson_sax", "read_borrowed/fhirops", {1000: 12, 100000: 12}),
    ("the same, against SAX with our checks", "read/rapidjson_sax_checked", "read_borrowed/fhirops", {1000: None, 100000: None}),
    ("pretty answer to owned jobs, against SAX with our checks", "read_pretty/rapidjson_sax_checked", "read_pretty/fhirops", {1000: 1, 100000: 1}),
    ("mixed text to owned jobs, against SAX with our checks", "read_mixed/rapidjson_sax_checked", "read_mixed/fhirops", {1000: None}),
    ("jobs of mixed text to chunks, against RapidJSON Writer", "write_mixed/rapidjson_writer", "write_mixed/fhirops_chunks", {1000: None}),
    ("a Bundle to text, against RapidJSON Writer", "write/rapidjson_writer", "write/fhirops_bundle", {1000: 3, 100000: None}),
    ("jobs to Bundle to text, against RapidJSON Writer", "write/rapidjson_writer", "write/fhirops_jobs_bundle", {1000: 1.2, 100000: 1}),
    ("the same, jobs that are moved", "write/rapidjson_writer", "write/fhirops_jobs_bundle_moved", {1000: 2, 100000: 1.5}),
    ("the same, borrowed jobs", "write/rapidjson_writer", "write/fhirops_jobs_bundle_borrowed", {1000: 2.5, 100000: 1.5}),
    ("answer to a Bundle, against RapidJSON Document", "read/rapidjson_document", "read/fhirops_from_json_bundle", {1000: 2, 100000: None}),
]
counts = [1, 1000, 100000, 1000000]


def digits(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def ratio_table():
    yield "| what | jobs | asked | " + " | ".join(names) + " |"
    yield "|---|---|---|" + "---|" * len(names)
    for what, rival, ours, asked in ratios:
        for count, least_ratio in asked.items():
            row = []
            for name in names:
                m = measured[name]
                row.append(digits(m[f"{rival}/{count}"]["time"] / m[f"{ours}/{count}"]["time"]))
            yield f"| {what} | {count:,} | {'' if least_ratio is None else least_ratio} | " + " | ".join(row) + " |"
    for what, rival in (("include and main job, compile time against nlohmann::json", "nlohmann_use"),
                        ("include alone, compile time against nlohmann::json", "nlohmann_include")):
        ours = rival.replace("nlohmann", "fhirops")
        row = [digits(compiled[name][ours] / compiled[name][rival]) for name in names]
        yield f"| {what} | | {'1 or less' if 'main' in what else ''} | " + " | ".join(row) + " |"
    row = [f"{streamed[name]['peak_bytes'] / 1024:.0f} KiB" for name in names]
    yield "| memory of streaming | 10,000,000 | under 1024 KiB | " + " | ".join(row) + " |"


def time_table(name):
    m = measured[name]
    yield "| | " + " | ".join(f"{count:,}" for count in counts) + " | allocations | peak bytes |"
    yield "|---|" + "---|" * (len(counts) + 2)
    seen = []
    for each in m:
        base = each.rsplit("/", 1)[0]
        if base not in seen:
            seen.append(base)
    for base in sorted(seen):
        cells = [digits(m[f"{base}/{count}"]["time"]) if f"{base}/{count}" in m else "" for count in counts]
        # A hundred thousand jobs, where there are: the memory of a thousand is lost among pages.
        most = next(count for count in (100000, 1000, 1) if f"{base}/{count}" in m)
        allocations, peak = m[f"{base}/{most}"]["allocations"], m[f"{base}/{most}"]["peak"]
        memory = f"{peak:.0f}" if peak is not None else ""
        yield f"| `{base}` | " + " | ".join(cells) + f" | {digits(allocations)} | {memory} |"


def document_table():
    """The documents of tests/data."""
    first = documents[names[0]]
    yield f"{first['documents']} documents, {first['bytes'] / 1e6:.1f} MB."
    yield ""
    yield from rate_table(documents)


def rate_table(rates):
    """MB/s; behind ours the ratio to RapidJSON."""
    yield "| MB/s | " + " | ".join(names) + " |"
    yield "|---|" + "---|" * len(names)
    for row in rates[names[0]]["rows"]:
        group = row.rsplit("/", 1)[0]
        cells = []
        for name in names:
            rows = rates[name]["rows"]
            rival = next(rows[each] for each in rows if each.startswith(f"{group}/rapidjson"))
            ours = f" ({digits(rows[row] / rival)})" if "/fhirops" in row else ""
            cells.append(digits(rows[row]) + ours)
        yield f"| `{row}` | " + " | ".join(cells) + " |"


def tenant_table():
    """Nanoseconds a byte of two structs; behind the other one how many times as fast as ReportJob it is."""
    yield "| ns a byte | " + " | ".join(names) + " |"
    yield "|---|" + "---|" * len(names)
    for row in sorted(tenants[names[0]], key=lambda row: (row.split("/")[0], "report_job" not in row)):
        cells = []
        for name in names:
            ours = tenants[name][row.split("/")[0] + "/report_job"]
            here = tenants[name][row]
            cells.append(f"{here:.3f}" + ("" if "report_job" in row else f" ({digits(ours / here)})"))
        yield f"| `{row}` | " + " | ".join(cells) + " |"


def compile_table():
    yield "| seconds | " + " | ".join(names) + " |"
    yield "|---|" + "---|" * len(names)
    for file in sorted(compiled[names[0]]):
        yield f"| `{file}.cpp` | " + " | ".join(digits(compiled[name][file]) for name in names) + " |"


def machine():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    yield f"Machine: {cpu.group(1) if cpu else platform.machine()}, {platform.system()} {platform.release()}."
    yield "Compilers: " + "; ".join(versions.values()) + "; `-O3`."


def plot(name):
    """Bars of nanoseconds a job at 1,000 jobs, on a logarithmic scale."""
    m = measured[name]
    groups = [("writing", "write/"), ("reading to owned jobs", "read/"), ("reading to borrowed jobs", "read_borrowed/")]
    rows = []
    for title, prefix in groups:
        bars = [(key[len(prefix):].rsplit("/", 1)[0], value["time"]) for key, value in m.items()
                if key.startswith(prefix) and key.endswith("/1000")]
        rows.append((title, None))
        rows += sorted(bars, key=lambda bar: bar[1])
    left, width, line = 230, 520, 20
    low, high = 10.0, max(value for _, value in rows if value is not None)
    def x(value):
        return left + width * math.log(max(value, low) / low) / math.log(high / low)
    height = line * (len(rows) + 3)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 90} {height}" font-family="sans-serif" font-size="12">'
    yield '<rect width="100%" height="100%" fill="#fff"/>'
    yield f'<title>Nanoseconds a job at 1,000 jobs, {name}</title>'
    yield f'<text x="10" y="18" font-size="14">Nanoseconds a job, 1,000 jobs of 814 bytes, {name} -O3 (less is better; logarithmic)</text>'
    y = line * 2
    for label, value in rows:
        if value is None:
            yield f'<text x="10" y="{y + 14}" font-weight="bold">{label}</text>'
        else:
            colour = "#1a6fb0" if label.startswith("fhirops") else "#9aa5ad"
            yield f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{label}</text>'
            yield f'<rect x="{left}" y="{y + 3}" width="{x(value) - left:.1f}" height="14" fill="{colour}"/>'
            yield f'<text x="{x(value) + 6:.1f}" y="{y + 14}">{digits(value)}</text>'
        y += line
    yield "</svg>"


page = pages / "performance.md"
text = page.read_text()
for mark, lines in [("ratios", ratio_table()), ("machine", machine()), ("compile", compile_table()),
                    ("documents", document_table()), ("tenant", tenant_table()), ("request", rate_table(requests)),
                    *[(f"times {name}", time_table(name)) for name in names]]:
    begin, end = f"<!-- begin {mark} -->\n", f"<!-- end {mark} -->\n"
    if begin not in text:
        continue
    before, rest = text.split(begin, 1)
    text = before + begin + "".join(line + "\n" for line in lines) + end + rest.split(end, 1)[1]
page.write_text(text)
(pages / "performance.svg").write_text("".join(line + "\n" for line in plot(names[0])))
