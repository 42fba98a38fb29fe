"""How cost and memory of ``auditor duplicates`` grow with the number of documents, and how many excerpts it finds.

    python -m benchmarks.growth [10000 50000 200000]

The documents are made here, from a seed: 2 kB each, words drawn as rarely as words are, half of them Chinese. One in ten
is a copy of another with two words changed, one in twenty holds 250 to 500 characters of another and nothing else of it.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SIZES = (10_000, 50_000, 200_000)
BYTES = 2000
COPIES, EXCERPTS = 10, 20  # one document in so many
BATCH = 2000


def documents(count: int) -> Iterator[tuple[str, str]]:
    """Ids and texts. An id of a copy is ``c`` and the number of its original, that of an excerpt ``e`` and the number."""
    draw = np.random.default_rng(11)
    letters = np.array(list("etaoinshrdlucmfwypvbgk"))
    latin = np.array(["".join(draw.choice(letters, size)) for size in draw.integers(2, 11, 30_000)])
    han = np.array(["".join(map(chr, draw.integers(0x4E00, 0x8000, size))) for size in draw.integers(1, 4, 30_000)])
    for low in range(0, count, BATCH):
        ranks = np.minimum(draw.zipf(1.15, (BATCH, 700)), 30_000) - 1
        for n in range(low, min(count, low + BATCH)):
            words = (latin if n % 2 else han)[ranks[n - low]]
            text = _cut((" " if n % 2 else "").join(words))
            if n % COPIES == 1:
                parts = text[:200], "改 new ", text[200:]
                yield f"o{n}", text
                yield f"c{n}", "".join(parts)
            elif n % EXCERPTS == 4:
                size = int(draw.integers(250, 500))
                yield f"o{n}", text
                yield (
                    f"e{n}",
                    _cut("".join((latin if n % 2 else han)[ranks[n - low][::-1]]))[: len(text) // 2]
                    + "\n"
                    + text[60 : 60 + size],
                )
            elif n % COPIES not in {2, 3} or n % EXCERPTS == 3:
                yield f"o{n}", text


def _cut(text: str) -> str:
    return text.encode()[:BYTES].decode("utf-8", "ignore")


def measure(count: int, *options: str) -> dict[str, float]:
    """CPU seconds, peak MB and what was found of the planted copies and excerpts."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        planted: set[str] = set()
        characters = total = 0
        with path.open("w", encoding="utf-8") as lines:
            for name, text in documents(count):
                planted.add(name)
                characters += len(text)
                total += 1
                lines.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "auditor", "duplicates", str(path), "--output", str(out), *options]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"auditor duplicates ended with {process.returncode}")
        pairs, parts, false = 0, 0, 0
        for line in out.open(encoding="utf-8"):
            row = json.loads(line)
            if row["kind"] == "family":
                continue
            one, two = sorted((row["a"]["record"], row["b"]["record"]))
            if one[1:] != two[1:]:
                false += 1
            elif row["kind"] == "pair":
                pairs += 1
            else:
                parts += 1
        return {
            "documents": total, "characters": characters, "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss / 1024,
            "copies": pairs / max(1, sum(name[0] == "c" for name in planted)),
            "excerpts": parts / max(1, sum(name[0] == "e" for name in planted)), "false": false,
        }  # fmt: skip


def section(sizes: tuple[int, ...] = SIZES) -> list[str]:
    """The section of the page: a table for each way of running, with the exponent and the memory a document costs."""
    lines = ["## Growth: documents of 2 kB made from a seed", ""]
    for options in (["--no-excerpts"], []):
        rows = [measure(size, *options) for size in sizes]
        named = " ".join(["auditor duplicates", *options])
        lines += [
            f"`{named}`",
            "",
            "| documents | CPU s | peak MB | copies found | excerpts found | false |",
            "|---|---|---|---|---|---|",
        ]
        for row in rows:
            found = "–" if options else f"{row['excerpts']:.4f}"
            lines.append(
                f"| {row['documents']:.0f} | {row['cpu']:.1f} | {row['peak']:.0f} | {row['copies']:.4f} | {found} | {row['false']:.0f} |"
            )
        first, last = rows[0], rows[-1]
        power = math.log(last["cpu"] / first["cpu"]) / math.log(last["documents"] / first["documents"])
        more = (last["peak"] - first["peak"]) * 1024 * 1024
        chars = 0.15 * (last["characters"] - first["characters"])
        each = (more - chars) / (last["documents"] - first["documents"])
        lines += ["", f"Exponent {power:.2f}; {each / 1000:.2f} kB a document beside 0.15 B a character.", ""]
        print("\n".join(lines[-6:]), file=sys.stderr, flush=True)
    return lines


if __name__ == "__main__":
    print("\n".join(section(tuple(map(int, sys.argv[1:])) or SIZES)))
