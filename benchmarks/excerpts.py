"""How many planted excerpts ``auditor duplicates`` finds in real texts, verbatim and edited.

    python -m benchmarks.excerpts [CORPUS.jsonl.gz …]

From every eighth text of 600 characters and more, 260 to 520 characters are taken: half of these stand alone as a
document, half in the middle of another text. What five or more texts of the corpus share already (a licence, the footer
of a manual page) is boilerplate by our definition and left out; how many were is printed beside.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = 800
SHARED_BY = 5  # texts that hold a stretch before it is boilerplate: auditor.judge.boilerplate.FAMILIES
Planted = tuple[str, str, str]  # ids of source and target, and what was taken


def measure(path: Path, *, edited: bool) -> tuple[int, int, int]:
    """How many excerpts were planted, how many of them were found, and how many were left out as boilerplate."""
    draw = random.Random(7)  # noqa: S311  # a seeded draw of places
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [text for line in lines if len(text := json.loads(line)["text"]) > 600]
    draw.shuffle(texts)
    texts = texts[: 8 * SOURCES]
    planted, rows = _plant(texts, draw, edited=edited)
    spread = _Spread(texts)
    kept = [one for one in planted if spread(one[2]) < SHARED_BY]
    found = _found(rows)
    return len(kept), sum(frozenset(one[:2]) in found for one in kept), len(planted) - len(kept)


def _plant(texts: Sequence[str], draw: random.Random, *, edited: bool) -> tuple[list[Planted], dict[str, str]]:
    planted: list[Planted] = []
    rows = {f"x{n}": text for n, text in enumerate(texts)}
    for n in range(0, len(texts) - 1, 8):
        source, host = texts[n], texts[n + 1]
        size = draw.randrange(260, 520)
        start = draw.randrange(0, len(source) - size)
        taken = source[start : start + size]
        if len(re.sub(r"\s+", " ", taken)) < 230:
            continue
        written = list(taken)
        for place in draw.sample(range(size), 1 if edited else 0):
            written[place] = draw.choice("的了在e ")
        cut = "".join(written)
        rows[f"p{n}"] = cut if draw.random() < 0.5 else f"{host[:300]}\n{cut}\n{host[300:]}"
        planted.append((f"x{n}", f"p{n}", taken))
    return planted, rows


class _Spread:
    """In how many texts a stretch stands, by three probes of it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.all = "\0".join(texts)
        self.ends = list(accumulate(len(text) + 1 for text in texts))

    def __call__(self, taken: str) -> int:
        return max(self._holding(taken[at : at + 40]) for at in (20, len(taken) // 2 - 20, len(taken) - 60))

    def _holding(self, probe: str) -> int:
        held: set[int] = set()
        at = self.all.find(probe)
        while at >= 0 and len(held) < SHARED_BY:
            held.add(bisect(self.ends, at))
            at = self.all.find(probe, at + 1)
        return len(held)


def _found(rows: dict[str, str]) -> set[frozenset[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        lines = (json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in sorted(rows.items()))
        path.write_text("\n".join(lines), "utf-8")
        command = [sys.executable, "-m", "auditor", "duplicates", str(path), "--output", str(out)]
        subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=True)
        found = map(json.loads, out.read_text("utf-8").splitlines())
        return {frozenset((row["a"]["record"], row["b"]["record"])) for row in found if row["kind"] != "family"}


def section(corpora: Sequence[Path]) -> list[str]:
    """The section of the page."""
    lines = [
        "## Planted excerpts",
        "",
        "| corpus | edited | planted | found | recall | left out as boilerplate |",
        "|---|---|---|---|---|---|",
    ]
    for path in corpora:
        for edited in (False, True):
            planted, found, out = measure(path, edited=edited)
            name = path.name.removesuffix(".jsonl.gz")
            how = "one character" if edited else "no"
            lines.append(f"| {name} | {how} | {planted} | {found} | {found / max(1, planted):.4f} | {out} |")
    return [*lines, ""]


if __name__ == "__main__":
    print("\n".join(section([Path(name) for name in sys.argv[1:]])))
