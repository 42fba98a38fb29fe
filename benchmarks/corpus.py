"""What the corpus costs: a look-up among many, a bulk add, bytes a document, a cold gate. Writes docs/benchmarks-corpus.md.

Documents are made up: sentences of random words between real small ones, with figures in one of four, so that they share keys as unrelated articles
do. For the large corpus only what the corpus keeps is worked out (the posts of the cross checks), not every finding.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.admission import Judge, admit, alone
from auditor.audit import examine_documents, judge_documents, make_engine
from auditor.corpus.protocol import Entry
from auditor.corpus.sql import Store, open_store
from auditor.examine import prepared
from auditor.joining import cross_checks
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Aspect, Document, Provenance

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks-corpus.md"
WORDS = 12_000
YOUNG = 200_000
"""New objects between two looks for garbage: what `auditor` sets for its commands."""
REAL = """Second cold store opens at Beiwan harbour

By Lin Mei, Harbour Times, 3 September 2025

Beiwan harbour opened its second cold store on Tuesday, the harbour authority said. The hall has twelve aisles and room
for 9,400 pallets, according to the authority's engineer.

Growers in the southern valleys welcomed the opening. Their fruit used to wait two nights for the train, a spokesman of
the growers' association said, and a tenth of it was lost on the way.
"""
PLACES = ("Oslo", "Lyon", "Kyoto", "Quito", "Cork", "Izmir", "Leeds", "Perth", "Turin", "Lagos", "Austin", "Bergen")
# Of prose they are two words in five.
SMALL = ("the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "with", "as", "at", "by", "from")
NOUNS = ("museums", "bridges", "ferries", "libraries", "orchards", "hospitals", "schools", "trams", "breweries")


def words(chance: random.Random) -> list[str]:
    letters = "etaoinshrdlucmfwypvbgk"
    return sorted({"".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(WORDS)})


def document(number: int, vocabulary: list[str]) -> Document:
    chance = random.Random(number)  # noqa: S311  # a fixed seed, no secret
    sentences = []
    size = 0
    while size < 1950:
        length = chance.randint(12, 26)
        said = " ".join(chance.choice(SMALL if chance.random() < 0.4 else vocabulary) for _ in range(length))
        sentences.append(said[0].upper() + said[1:] + ".")
        size += len(said) + 2
    if number % 4 == 0:
        place, noun, year = chance.choice(PLACES), chance.choice(NOUNS), chance.randint(2005, 2025)
        sentences[1] = f"In {year} {place} had {chance.randint(12, 99_000):,} {noun}."
    return Document.of(" ".join(sentences), f"made/{number:06d}.txt")


def fill(store: Store, judge: Judge, number: int, vocabulary: list[str]) -> None:
    checks = cross_checks(judge.checks)
    for start in range(0, number, 2_000):
        packed = []
        for n in range(start, min(start + 2_000, number)):
            doc = document(n, vocabulary)
            # Reading figures takes ten times as long as all else: one document in twenty is read.
            some = {name: check for name, check in checks.items() if name == "copies" or n % 20 == 0}
            posts = {name: post for name, check in some.items() if (post := check.post(doc)) is not None}
            applicable = (Aspect.ORIGINALITY, Aspect.SPAM, Aspect.TEXT)
            entry = Entry(doc, "en", Provenance(), applicable, (), (), (), posts)
            packed.append(store.packed(entry, alone(entry, judge)))
        with store.transaction():
            admit(store, packed, judge)
        print(f"filled {start + len(packed)}", flush=True)


def rss() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def look_ups(
    store: Store, judge: Judge, vocabulary: list[str], first: int
) -> tuple[list[float], list[float], list[float]]:
    engine, whole, met, kept = make_engine("local", 1), [], [], []
    for n in range(first, first + 120):
        doc = document(n if n % 3 else n % 1000, vocabulary) if n % 10 else document(n, vocabulary)
        doc = Document.of(doc.text + " Filed again.", f"new/{n}.txt")
        begin = time.process_time()
        batch = examine_documents([doc], policy=judge.policy, engine=engine)
        looked = time.process_time()
        with store.reading():
            judge_documents(batch, engine, store)
        done = time.process_time()
        with store.transaction():
            admit(store, [store.packed(batch.entry(doc.key))], judge)
        whole.append(1000 * (done - begin))
        met.append(1000 * (done - looked))
        kept.append(1000 * (time.process_time() - done))
    return whole[20:], met[20:], kept[20:]


def bulk(folder: Path, judge: Judge, vocabulary: list[str], number: int) -> dict[str, float]:
    """Of a bulk add: documents a CPU second, milliseconds of the store's part a document, and bytes."""
    docs = [document(n, vocabulary) for n in range(2_000_000, 2_000_000 + number)]
    store = open_store(str(folder / "bulk.db"), create=True)
    store.settle()
    empty = (folder / "bulk.db").stat().st_size
    engine = make_engine("local", 1)
    begin = time.process_time()
    found = examined(docs, store.dictionary, policy=judge.policy, engine=engine)
    add(store, found)
    done = time.process_time()
    # What of it is the store's part is measured apart: packing, and all that happens under the lock.
    batch = examine_documents(docs[: number // 4], policy=judge.policy, engine=engine)
    entries = [batch.entry(key) for key in batch.documents]
    before = time.process_time()
    packed = [store.packed(entry, alone(entry, judge)) for entry in entries]
    packing = (time.process_time() - before) / len(packed)
    store.settle()
    store.close()
    texts = sum(len(zlib.compress(doc.text.encode())) for doc in docs)
    size = (folder / "bulk.db").stat().st_size
    again = open_store(str(folder / "again.db"), create=True)
    before = time.process_time()
    add(again, found)
    writing = (time.process_time() - before) / number
    again.close()
    (folder / "again.db").unlink()
    return {
        "speed": number / (done - begin),
        "packing": 1000 * packing,
        "writing": 1000 * writing,
        "extra": (size - empty - texts) / number,
        "empty": empty,
        "text": texts / number,
    }


def into_many(folder: Path, judge: Judge, vocabulary: list[str]) -> float:
    """Milliseconds that a document takes under the lock of the large corpus, 1,000 at once; it is left as it was."""
    store = open_store(str(folder / "big.db"))
    checks = cross_checks(judge.checks)
    packed = []
    for n in range(4_000_000, 4_001_000):
        doc = document(n, vocabulary)
        entry = Entry(doc, "en", Provenance(), (Aspect.TEXT,), (), (), (), {"copies": checks["copies"].post(doc)})
        packed.append(store.packed(entry, alone(entry, judge)))
    spent: list[float] = []

    def admitted() -> None:
        with store.transaction():
            begin = time.process_time()
            admit(store, packed, judge)
            spent.append(time.process_time() - begin)
            raise InterruptedError  # takes everything back

    with suppress(InterruptedError):
        admitted()
    store.close()
    return spent[0]


def pace() -> float:
    """CPU milliseconds of a million turns of an empty loop: how fast the machine is while it measures."""
    begin = time.process_time()
    for _ in range(1_000_000):
        pass
    return 1000 * (time.process_time() - begin)


def cold(folder: Path, text: str) -> float:
    (folder / "one.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "gate", "one.txt", "--corpus", "big.db"]
    # Compiled once and kept, as an installed package is.
    place = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=folder, env=place, stdout=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--bulk", type=int, default=2_000)
    options.add_argument("--folder", type=Path, help="keep the corpus here, and use the one that is there")
    given = options.parse_args()
    gc.set_threshold(YOUNG, 20, 100)
    vocabulary = words(random.Random(7))  # noqa: S311  # a fixed seed, no secret
    judge = Judge(*prepared(()), load_policy())
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "big.db").exists():
            # In a process of its own, so that its memory is not counted as the gate's.
            if (child := os.fork()) == 0:
                big = open_store(str(folder / "big.db"), create=True)
                fill(big, judge, given.documents, vocabulary)
                big.settle()
                big.close()
                os._exit(0)
            os.waitpid(child, 0)
        store = open_store(str(folder / "big.db"))
        many = store.count()
        whole, met, kept = look_ups(store, judge, vocabulary, 1_000_000)
        store.close()
        memory = rss()
        (folder / "bulk.db").unlink(missing_ok=True)
        fast = pace()
        many_at_once = into_many(folder, judge, vocabulary)
        told = bulk(folder, judge, vocabulary, given.bulk)
        start = cold(folder, REAL)
    lines = [
        "# Benchmarks of the corpus",
        "",
        "`python -m benchmarks.corpus`, made-up English documents of 2 kB, SQLite, one process. All figures are CPU time, on a",
        f"machine with two cores that others used meanwhile: a million turns of an empty loop took {fast:.0f} ms (about 25 when idle).",
        "",
        "| what | measured | goal |",
        "|---|---|---|",
        f"| one document against {many:,} admitted, p50 (p95) | {statistics.median(whole):.1f} ({_high(whole):.1f}) CPU ms | 30 ms |",
        f"| of that, after it was examined alone | {statistics.median(met):.1f} ({_high(met):.1f}) CPU ms | |",
        f"| admitting it, with what it touches judged anew | {statistics.median(kept):.1f} ({_high(kept):.1f}) CPU ms | |",
        f"| memory of that process, rules loaded | {memory:.0f} MB | 300 MB |",
        f"| bulk add of {given.bulk:,} documents | {told['speed']:.0f} documents a CPU second | 200 |",
        f"| of that, packing a document (no lock) | {told['packing']:.2f} CPU ms | |",
        f"| of that, under the lock of the new corpus | {told['writing']:.2f} CPU ms | |",
        f"| under the lock of the large one, 1,000 at once | {many_at_once:.2f} CPU ms | |",
        f"| a document beyond its compressed text ({told['text']:.0f} bytes) | {told['extra']:.0f} bytes | 4,096 bytes |",
        f"| an empty corpus: its tables and its dictionary | {told['empty']:,.0f} bytes | |",
        f"| cold `auditor gate` of one file | {start:.2f} CPU s | 2.0 CPU s |",
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def _high(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
