"""What a corpus goes through: kills at any moment, readers meanwhile, a full disk."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from auditor.corpus import reads
from auditor.corpus.sql import open_store

pytestmark = pytest.mark.soak

KILLS = 100

# Admits documents one after the other, and says so when one is on disk: what is said must be there ever after.
WRITER = """
import random, sys
from auditor.admission import Judge, admit, alone
from auditor.audit import examine_documents, make_engine
from auditor.corpus.sql import open_store
from auditor.examine import prepared
from auditor.judge.policy import load_policy
from auditor.model import Document

start = int(sys.argv[2])
policy, engine = load_policy(), make_engine("local", 1)
judge = Judge(*prepared(()), policy)
words = "harbour quay pilot tug mole crane berth ferry chart tide buoy lamp rope hull sail mast".split()

def keep(store, number):
    chance = random.Random(number // 3)  # every third is nearly a copy: families change
    said = " ".join(chance.choices(words, k=60))
    doc = Document.of(f"In 2024 the port of Oslo had {chance.randint(2, 5) * 100} ferries. {said} {number % 3}.", f"{number}.txt")
    entry = examine_documents([doc], policy=policy, engine=engine).entry(doc.key)
    with store.transaction():
        admit(store, [store.packed(entry, alone(entry, judge))], judge)
    return doc.id

# What is loaded with the first documents is not what a kill is to meet.
aside = open_store("sqlite://", create=True)
for number in range(4):
    keep(aside, number)
store = open_store(sys.argv[1], create=True)
print("ready", flush=True)
for number in range(start, start + 1_000_000):
    print(keep(store, number), flush=True)
"""

VERIFY = [sys.executable, "-m", "auditor", "corpus", "verify", "--corpus"]


def acknowledged(corpus: Path, start: int, seconds: float, at_least: int = 0) -> list[str]:
    """The ids that a writer said were stored before it was killed, so long after so many of them."""
    command = [sys.executable, "-c", WRITER, str(corpus), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        told = [writer.stdout.readline() for _ in range(at_least)]
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        lines = b"".join([*told, writer.stdout.read()]).decode().splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]


def test_a_killed_writer_loses_nothing_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    corpus = tmp_path / "c.db"
    chance = random.Random(20260101)  # noqa: S311  # a fixed seed, no secret
    open_store(str(corpus), create=True).close()
    told: set[str] = set()
    for kill in range(KILLS):
        # So many documents first: by the clock alone a slow machine would be killed before it had written anything.
        told |= set(acknowledged(corpus, kill * 1000, chance.uniform(0.0, 0.4), at_least=chance.randint(0, 3)))
        store = open_store(str(corpus))
        there = set(store.keys(told))
        # At most one document was stored and not yet told.
        assert told <= there
        assert store.count() <= len(told) + kill + 1
        store.close()
        if kill % 10 == 9:
            done = subprocess.run([*VERIFY, str(corpus)], capture_output=True, check=False)
            assert done.returncode == 0, done.stdout
    assert len(told) > KILLS


def test_a_reader_never_errs_while_others_write(tmp_path: Path) -> None:
    corpus = tmp_path / "c.db"
    open_store(str(corpus), create=True).close()
    seen: list[list[int]] = [[], [], []]
    failed: list[BaseException] = []
    ended = threading.Event()

    def read(counts: list[int]) -> None:
        try:
            while not ended.is_set():
                store = open_store(str(corpus))
                with store.reading():
                    admitted = store.entries(reads.ids_of(store.held))
                    assert len(admitted) == store.count()
                    assert all(one.standing is not None for one in admitted)
                counts.append(len(admitted))
                store.close()
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test is to see it
            failed.append(error)

    readers = [threading.Thread(target=read, args=(counts,)) for counts in seen]
    for reader in readers:
        reader.start()
    written = [*acknowledged(corpus, 0, 4.0, at_least=30), *acknowledged(corpus, 5000, 4.0, at_least=30)]
    ended.set()
    for reader in readers:
        reader.join()
    assert not failed
    assert all(counts == sorted(counts) for counts in seen)
    assert max(map(max, seen)) > 1
    assert written


@pytest.mark.parametrize("room", [200_000, 400_000, 700_000])
def test_a_full_disk_is_exit_2_and_leaves_the_corpus_as_it_was(tmp_path: Path, room: int) -> None:
    corpus = tmp_path / "c.db"
    first, rest = tmp_path / "first.txt", tmp_path / "rest.jsonl"
    first.write_text("The lock keeper keeps two geese by the weir, and a goat.", encoding="utf-8")
    chance = random.Random(1)  # noqa: S311  # a fixed seed, no secret
    with rest.open("w", encoding="utf-8") as lines:
        for number in range(120):
            noise = " ".join("".join(chance.choices("abcdefghij", k=7)) for _ in range(400))
            lines.write(json.dumps({"id": str(number), "text": noise}) + "\n")
    add = [sys.executable, "-m", "auditor", "corpus", "add"]
    subprocess.run([*add, str(first), "--corpus", str(corpus)], check=True, capture_output=True)

    def limited() -> None:
        # A write beyond the limit fails as it does on a full disk, instead of ending the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [*add, str(rest), "--corpus", str(corpus), "--jobs", "1"],
        capture_output=True,
        check=False,
        preexec_fn=limited,  # the child is one thread
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
    )
    assert done.returncode == 2
    assert (
        len([line for line in done.stderr.splitlines() if line.startswith((b"auditor: ", b"  where", b"  remedy"))])
        == 3
    )
    assert subprocess.run([*VERIFY, str(corpus)], capture_output=True, check=False).returncode == 0
    store = open_store(str(corpus))
    assert store.count() == 1
    store.close()
