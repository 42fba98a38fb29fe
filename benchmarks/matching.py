"""Measures folding and matching: load time, memory and megabytes a CPU second, and how they grow with rules and keywords.

    python benchmarks/matching.py [--write] NAME=FILE…     FILE is JSON lines (.gz too) with a text each
    python benchmarks/matching.py --size                   only the table of 1,000 rules and 50,000 keywords

With ``--write`` the tables go to docs/benchmarks-matching.md. Times are CPU seconds of this process; each text is folded
and matched once, after a warm-up on the first twenty, with every shipped pack. The rules and keywords of the second
table are invented: random Han words and Latin words, in rules of three lists near each other.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from auditor.rules.load import load
from auditor.rules.match import Matcher
from auditor.text.fold import fold

TEXT = ("title", "line", "paragraph", "document")
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-matching.md"
SIZES = ((100, 5_000), (1_000, 5_000), (100, 50_000), (1_000, 50_000))
EXAMPLE = {"match": ["examples are not what is measured"], "no_match": ["nothing"]}


def texts_of(path: Path) -> list[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [row.get("text") or row.get("title") or "" for row in map(json.loads, lines)]


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def speed(matcher: Matcher, texts: list[str]) -> tuple[float, float, int]:
    """CPU seconds of folding, of matching, and the hits."""
    for text in texts[:20]:
        matcher.hits(text, fold(text), "und", TEXT)
    began = time.process_time()
    views = [fold(text) for text in texts]
    folded = time.process_time()
    hits = sum(len(matcher.hits(text, view, "und", TEXT)) for text, view in zip(texts, views, strict=True))
    return folded - began, time.process_time() - folded, hits


def corpora(named: list[str]) -> str:
    began = time.process_time()
    rules = load()
    loaded = time.process_time()
    matcher = Matcher(rules.of("packs"))
    matcher.hits("一", fold("一"))
    compiled = time.process_time()
    rows = [
        f"Loading the packs {loaded - began:.2f} s, compiling them {compiled - loaded:.2f} s.",
        "",
        "| corpus | texts | MB | fold MB/s | match MB/s | both MB/s | hits |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, _, file in (entry.partition("=") for entry in named):
        texts = texts_of(Path(file))
        size = megabytes(texts)
        fold_seconds, match_seconds, hits = speed(matcher, texts)
        rows.append(
            f"| {name} | {len(texts)} | {size:.1f} | {size / fold_seconds:.1f} | {size / match_seconds:.1f} | "
            f"{size / (fold_seconds + match_seconds):.1f} | {hits} |"
        )
    return "\n".join(rows)


def pack(rules: int, keywords: int, rng: random.Random) -> dict[str, object]:
    """A pack of so many rules over so many keywords."""
    words = [_word(rng) for _ in range(keywords)]
    lists = {f"list-{nth}": words[nth::rules] for nth in range(rules)}
    names = sorted(lists)
    return {
        "pack": "benchmark",
        "lists": lists,
        "rules": [
            {
                "id": f"rule-{nth}",
                "aspect": "spam",
                "severity": "info",
                "points": 0,
                "match": {
                    "near": {"within": 20, "at_least": 2, "of": [{"list": name} for name in rng.sample(names, 3)]}
                },
                "message": {"en": "x", "zh": "x"},
                "remedy": {"en": "x", "zh": "x"},
                "why": "x",
                "examples": EXAMPLE,
            }
            for nth in range(rules)
        ],
    }


def _word(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return "".join(chr(rng.randrange(0x4E00, 0x8000)) for _ in range(rng.choice((2, 3, 4))))
    return "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randrange(5, 12)))


def _phrase(han: str, rng: random.Random) -> str:
    return "".join(rng.sample(han, rng.randrange(3, 9)))


def one_size(rules: int, keywords: int) -> str:
    """One row of the second table, measured in this process alone."""
    rng = random.Random(7)  # noqa: S311  # the same words every time
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.yaml"
        path.write_text(json.dumps(pack(rules, keywords, rng), ensure_ascii=False), "utf-8")
        os.environ["AUDITOR_CACHE"] = str(Path(folder) / "cache")
        times = []
        for _ in range(2):  # the second time from the cache
            began = time.process_time()
            loaded = load([path])
            times.append(time.process_time() - began)
        began = time.process_time()
        matcher = Matcher(loaded.of("packs"))
        matcher.hits("一", fold("一"))
        compiled = time.process_time() - began
    han = "".join(chr(rng.randrange(0x4E00, 0x8000)) for _ in range(500))
    texts = ["\n".join("，".join(_phrase(han, rng) for _ in range(4)) for _ in range(20)) for _ in range(150)]
    fold_seconds, match_seconds, _ = speed(matcher, texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"| {rules:,} | {keywords:,} | {times[0]:.2f} | {times[1]:.2f} | {compiled:.2f} | {peak:.0f} | "
        f"{megabytes(texts) / (fold_seconds + match_seconds):.1f} |"
    )


def sizes() -> str:
    rows = [
        "| rules | keywords | load s | again s | compile s | peak MB | both MB/s |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for rules, keywords in SIZES:
        command = [sys.executable, __file__, "--one", str(rules), str(keywords)]
        rows.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--one"]:
        print(one_size(*map(int, arguments[1:3])))
        return
    named = [entry for entry in arguments if "=" in entry]
    parts = [
        "# Benchmarks of folding and matching",
        (__doc__ or "").split("With ``--write``")[1].split(". ", 1)[1].strip(),
    ]
    grown = sizes()  # first: a process that is started inherits the peak of the one that starts it
    if named:
        parts += ["## Corpora", corpora(named)]
    parts += ["## Many rules and keywords", "Beside the shipped packs:", grown]
    page = "\n\n".join(parts) + "\n"
    print(page)
    if "--write" in arguments:
        PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
