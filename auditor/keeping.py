"""Documents on their way into a corpus: examined, packed while the rest is examined, and written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.admission import Change, Judge, admit, alone
from auditor.audit import Batch, Progress, examine_documents, told
from auditor.corpus import writes
from auditor.corpus.sql import Store
from auditor.corpus.writes import Packed
from auditor.engine.protocol import Engine
from auditor.judge.policy import Policy
from auditor.model import Document, Fault

__all__ = ["Examined", "add", "examined", "judge_of"]

_PART = 2_000  # documents examined before they are packed: a packed one is a tenth of the objects


@dataclass(frozen=True, slots=True)
class Examined:
    """Packed documents, what could not be done, and by what they will be judged."""

    packed: tuple[Packed, ...]
    faults: tuple[Fault, ...]
    batch: Batch


def examined(  # noqa: PLR0913  # what decides what is stored, each by name
    docs: Sequence[Document],
    dictionary: bytes,
    *,
    policy: Policy,
    engine: Engine,
    rule_paths: Sequence[Path] = (),
    as_of: str | None = None,
    faults: Sequence[Fault] = (),
    progress: Progress | None = None,
    accepted: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
) -> Examined:
    """What the documents say alone, packed with the dictionary of a store; this needs no lock on it.

    ``accepted`` are the fingerprints that a baseline had accepted, by id and key.
    """
    looks: Callable[[Sequence[Document]], Batch] = lambda part: examine_documents(  # noqa: E731  # the rest is bound
        part, policy=policy, engine=engine, rule_paths=rule_paths, as_of=as_of, progress=progress
    )
    packed: list[Packed] = []
    found = list(faults)
    keys: set[str] = set()
    last = looks(())
    for start in range(0, len(docs), _PART):
        part = docs[start : start + _PART]
        clashes = [doc for doc in part if doc.key in keys]
        found += [Fault(doc.path, "read", f"the key {doc.key!r} is taken; rename one of them") for doc in clashes]
        keys.update(doc.key for doc in part)
        last = looks(part)
        found += last.faults
        judge = judge_of(last)
        for key, doc in last.documents.items():
            entry = last.entry(key, (accepted or {}).get((doc.id, key), ()))
            packed.append(writes.packed(entry, dictionary, alone(entry, judge)))
    return Examined(tuple(packed), tuple(found), replace(last, documents={}, examined={}))


def judge_of(batch: Batch) -> Judge:
    """The judge by whom a batch is judged."""
    return Judge(batch.rules, batch.checks, batch.policy, batch.as_of)


def add(store: Store, found: Examined) -> Change:
    """Writes what was examined: in the open transaction, or in one of its own."""
    with store.writing():
        if not store.told():
            store.tell(told(found.batch))
        return admit(store, found.packed, judge_of(found.batch))
