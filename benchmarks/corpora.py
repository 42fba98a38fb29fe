"""The corpora of the benchmark: JSON lines with a text each, and every pair whose exact Jaccard index is 0.7 or more.

    python benchmarks/corpora.py debian FOLDER     makes debian.jsonl.gz from the package descriptions of the archives apt knows
    python benchmarks/corpora.py truth FILE        compares all pairs of FILE exactly, next to it as FILE.truth.csv.gz

The first asks the package archives that apt is configured for; the second needs no network.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np

LEAST = 0.7  # similarity from which pairs are listed
SHORTEST = 200  # characters of a description that is kept


def texts(path: Path) -> list[str]:
    """The texts of a corpus, folded as the definition of similarity says."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        raw = [json.loads(line)["text"] for line in lines]
    return [" ".join(unicodedata.normalize("NFKC", text).lower().split()) for text in raw]


def truth(path: Path, threshold: float) -> set[tuple[int, int]]:
    """The pairs of a corpus at ``threshold``; rows of the file are numbered from 0."""
    file = path.with_name(path.name.replace(".jsonl.gz", ".truth.csv.gz"))
    with gzip.open(file, "rt") as rows:
        return {(int(a), int(b)) for a, b, value in list(csv.reader(rows))[1:] if float(value) >= threshold - 1e-6}


def make_debian(folder: Path) -> Path:
    """Every long package description of the configured archives: natural near-duplicates nobody made for a benchmark.

    The lists are fetched into ``folder``, because many systems leave the descriptions (apt calls them translations) out.
    """
    lists = folder / "lists"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    settings = {"Acquire::Languages": "en", "Dir::State::Lists": lists.resolve(), "Dir::Cache": lists.resolve()}
    options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
    subprocess.run(["apt-get", *options, "update"], stdout=sys.stderr, check=True)
    files = sorted(map(str, lists.glob("*Translation-en*")))
    said = subprocess.run(["/usr/lib/apt/apt-helper", "cat-file", *files], capture_output=True, check=True).stdout
    found: dict[str, str] = {}
    for block in said.decode("utf-8", "replace").split("\n\n"):
        name = re.search(r"^Package: (\S+)", block, re.MULTILINE)
        text = re.search(r"^Description-en: (.*(?:\n .*)*)", block, re.MULTILINE)
        if name and text:
            lines = (line.strip() for line in text[1].split("\n"))
            found.setdefault(name[1], "\n".join("" if line == "." else line for line in lines))
    path = folder / "debian.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for name, body in sorted(found.items()):
            if len(body) >= SHORTEST:
                out.write(json.dumps({"id": name, "text": body}, ensure_ascii=False) + "\n")
    return path


def make_truth(path: Path) -> None:
    """Compares all pairs exactly by a prefix filter (Bayardo, Ma and Srikant 2007): no sketch, no band, nothing missed."""
    sets = [frozenset(text[i : i + 5] for i in range(max(1, len(text) - 4))) for text in texts(path)]
    names, counts = np.unique([hash(gram) for one in sets for gram in one], return_counts=True)
    rank = dict(zip(names[np.argsort(counts, kind="stable")].tolist(), range(names.size), strict=True))
    ordered = [sorted(rank[hash(gram)] for gram in one) for one in sets]
    held: dict[int, list[int]] = {}
    rows = []
    for a in sorted(range(len(sets)), key=lambda n: len(sets[n])):
        size = len(sets[a])
        prefix = ordered[a][: size - int(np.ceil(LEAST * size - 1e-9)) + 1]
        for b in {b for gram in prefix for b in held.get(gram, ())}:
            common = len(sets[a] & sets[b])
            value = common / (size + len(sets[b]) - common)
            if value >= LEAST:
                rows.append((min(a, b), max(a, b), f"{value:.6f}"))
        for gram in prefix:
            held.setdefault(gram, []).append(a)
    with gzip.open(path.with_name(path.name.replace(".jsonl.gz", ".truth.csv.gz")), "wt") as out:
        csv.writer(out, lineterminator="\n").writerows([("a", "b", "jaccard"), *sorted(rows)])


if __name__ == "__main__":
    command, place = sys.argv[1], Path(sys.argv[2])
    if command == "debian":
        print(make_debian(place))
    else:
        make_truth(place)
