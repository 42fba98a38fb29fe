"""Runs the benchmark of copies and writes ``docs/benchmarks.md``.

    python -m benchmarks.run [--all] [--repeat 3] [CORPUS.jsonl.gz …]

Every tool runs in a process of its own, the peers in environments under ``build/bench/`` or ``AUDITOR_BENCH``. Python
3.12, which text-dedup asks for, is looked for on the path or taken from ``AUDITOR_PYTHON312``. A corpus has its true pairs
beside it (``benchmarks/corpora.py`` makes both); where corpora are named, the page keeps its other sections. CPU seconds are compared: on a shared machine the clock on the wall
says more about the neighbours. The median of the repeats is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import excerpts, growth
from benchmarks.corpora import make_debian, make_truth

ROOT = Path(__file__).resolve().parents[1]
BUILD = Path(os.environ.get("AUDITOR_BENCH", ROOT / "build" / "bench"))
SHARED = ROOT.parent / "shared" / "data" / "duplicates"
BASE = ("numpy>=2", "numba>=0.61", "msgspec", "pyyaml", "pyarrow", "datasketch>=2")
USUAL = {
    "main": (
        ("rensa", "gaoya", "xxhash"),
        ("pack and hash", "ours", "rensa, fed", "rensa, equal recall", "rensa, documented", "gaoya, equal recall",
         "gaoya, documented", "datasketch, equal recall", "datasketch, documented"),
    ),
}  # fmt: skip
OTHERS = {
    "daft": (("daft", "pyarrow"), ("daft",)),
    "datatrove": (("datatrove[processing]", "xxhash<4", "spacy"), ("datatrove",)),
    "text-dedup": (("text-dedup==0.4.1",), ("text-dedup",)),
    # Data-Juicer installs the last two by itself when it first runs, unless they are there.
    "data-juicer": (("py-data-juicer", "aiohttp", "ray", "msgpack"), ("Data-Juicer",)),
}
JOB_RUNS = 3
WHOLE = ("gaoya, equal recall", "rensa, equal recall")


def environment(name: str, packages: tuple[str, ...]) -> Path | None:
    """The Python of an environment with the packages; ``None``, said aloud, where they cannot be installed."""
    home = BUILD / name
    python = home / "bin" / "python"
    if (home / ".ready").exists():
        return python
    # text-dedup 0.4.1 asks for Python 3.12.
    base = os.environ.get("AUDITOR_PYTHON312", "python3.12") if name == "text-dedup" else sys.executable
    for command in (
        [base, "-m", "venv", str(home)],
        [str(python), "-m", "pip", "install", "--quiet", *BASE, *packages],
    ):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            print(f"{name}: left out, {error}", file=sys.stderr)
            return None
        if done.returncode:
            print(f"{name}: left out, {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
    (home / ".ready").touch()
    return python


def measure(python: Path, tool: str, corpus: Path, repeat: int, *, whole: bool = False) -> dict[str, Any] | None:
    """The median run of a tool on a corpus."""
    env = _environ() | {"PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(BUILD / "cache")}
    command = [str(python), "-m", "benchmarks.peer", tool, str(corpus), *(["--whole"] if whole else [])]
    runs = []
    for _ in range(repeat):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=ROOT)
        if done.returncode:
            print(f"{tool}: left out, {' '.join(done.stderr.strip().splitlines()[-1:])}", file=sys.stderr)
            return None
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    runs.sort(key=lambda run: run["cpu"])
    print(f"{corpus.name}: {tool}: {median(run['cpu'] for run in runs):.2f} s", file=sys.stderr)
    return {**runs[len(runs) // 2], "spread": runs[-1]["cpu"] - runs[0]["cpu"]}


def _environ() -> dict[str, str]:
    """This environment, in which modules keep their bytecode, as installed ones do."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def command(corpus: Path, repeat: int, *options: str) -> tuple[float, float]:
    """CPU seconds and peak MB of ``auditor duplicates`` as a user runs it, start-up and reading included."""
    found = []
    for _ in range(repeat + 1):  # the first run fills the compiler's cache
        with tempfile.TemporaryDirectory() as folder:
            arguments = [sys.executable, "-m", "auditor", "duplicates", str(corpus), "--output", f"{folder}/out.jsonl"]
            process = subprocess.Popen([*arguments, *options], cwd=ROOT, env=_environ(), stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            found.append((usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return median(cpu for cpu, _ in found[1:]), median(peak for _, peak in found[1:])


def table(rows: list[dict[str, Any]]) -> list[str]:
    head = ["tool", "CPU s", "× ours", "wall s", "peak MB", "P", "R", "F1", "cluster F1", "settings"]
    ours = next((row["cpu"] for row in rows if row["tool"] == "ours"), None)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        quality = (
            ["–"] * 4
            if row["tool"] == "pack and hash"
            else [f"{row[k]:.4f}" for k in ("precision", "recall", "f1", "cluster_f1")]
        )
        times = f"{row['cpu'] / ours:.1f}" if ours else "–"
        cells = [
            row["tool"],
            f"{row['cpu']:.2f}",
            times,
            f"{row['wall']:.2f}",
            f"{row['peak_mb']:.0f}",
            *quality,
            row["settings"],
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def section(corpus: Path, pythons: dict[str, Path], repeat: int) -> list[str]:
    tools = [(python, tool) for name, python in pythons.items() for tool in {**USUAL, **OTHERS}[name][1]]
    rows = [row for python, tool in tools if (row := measure(python, tool, corpus, repeat))]
    lines = [f"## {corpus.name.removesuffix('.jsonl.gz')}: {rows[0]['documents']} documents", "", *table(rows), ""]
    return [*lines, *jobs(corpus, pythons["main"], max(repeat, JOB_RUNS)), ""]


def jobs(corpus: Path, python: Path, repeat: int) -> list[str]:
    """The whole job, ours and that of the peers from tokens, taken in turns: a shared machine changes by the minute."""
    ours = {"auditor duplicates --no-excerpts": ["--no-excerpts"], "auditor duplicates": []}
    runs: dict[str, list[tuple[float, float]]] = {}
    for _ in range(repeat):
        for label, options in ours.items():
            runs.setdefault(f"`{label}`", []).append(command(corpus, 1, *options))
        for tool in WHOLE:
            if row := measure(python, tool, corpus, 1, whole=True):
                runs.setdefault(tool, []).append((row["cpu"], row["peak_mb"]))
    return [
        f"The whole job from the file to the pairs, start-up, reading and folding included; medians of {repeat} runs in turns:",
        "",
        "| job | CPU s | peak MB |",
        "|---|---|---|",
        *(
            f"| {label} | {median(cpu for cpu, _ in found):.2f} | {median(peak for _, peak in found):.0f} |"
            for label, found in runs.items()
        ),
    ]


def corpora(named: list[str]) -> list[Path]:
    if named:
        return [Path(name) for name in named]
    found = [path for path in (SHARED / "zh5k.jsonl.gz", SHARED / "deb_desc.jsonl.gz") if path.exists()]
    if found:
        return found
    BUILD.mkdir(parents=True, exist_ok=True)
    made = make_debian(BUILD)
    make_truth(made)
    return [made]


def earlier(page: Path) -> dict[str, str]:
    """The sections of a page by corpus: those that are not measured again stay."""
    parts = page.read_text("utf-8").split("\n## ")[1:] if page.exists() else []
    return {title(part): f"## {part.rstrip()}\n" for part in parts}


def title(section: str) -> str:
    return section.removeprefix("## ").partition(":")[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="also daft, datatrove, text-dedup and Data-Juicer")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("corpora", nargs="*")
    options = parser.parse_args()
    wanted = USUAL | (OTHERS if options.all else {})
    pythons = {name: python for name, (packages, _) in wanted.items() if (python := environment(name, packages))}
    if "main" not in pythons:
        sys.exit("the peers cannot be installed; a package index is needed once")
    lines = [
        "# Benchmarks", "",
        "Made by `make bench`; not edited by hand. From folded texts to verified pairs at a Jaccard index of 0.8, in CPU",
        f"seconds, median of {options.repeat} run(s); {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "*Documented* is the tool as its documentation shows it, *equal recall* the tool in bands that find as many pairs, with our",
        "exact comparison behind it. Imports and compilers are warm; the floor is one pass that packs and hashes the shingles.", "",
    ]  # fmt: skip
    page = ROOT / "docs" / "benchmarks.md"
    sections = earlier(page) if options.corpora else {}
    found = corpora(options.corpora)
    for corpus in found:
        made = section(corpus, pythons, options.repeat)
        sections[title(made[0])] = "\n".join(made)
    if not options.corpora:
        for made in (excerpts.section(found), growth.section()):
            sections[title(made[0])] = "\n".join(made)
    page.write_text("\n".join([*lines, *sections.values()]).rstrip() + "\n", "utf-8")
    print(f"docs/benchmarks.md, {time.strftime('%H:%M')}", file=sys.stderr)


if __name__ == "__main__":
    main()
