"""Builds a corpus anew from its texts: by the present rules and scheme, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.audit import Batch, Progress
from auditor.corpus import legacy, writes
from auditor.corpus.dictionary import words
from auditor.corpus.sql import Store
from auditor.corpus.writes import Packed
from auditor.engine.protocol import Engine
from auditor.errors import BadInput
from auditor.judge.policy import Policy
from auditor.keeping import Examined, add, examined
from auditor.model import Document

__all__ = ["How", "Ready", "prepare", "rebuild"]

Came = tuple[Document, tuple[str, ...]]
"""A document, and the fingerprints that a baseline accepted in it."""


@dataclass(frozen=True, slots=True)
class How:
    """By what the documents are judged, and where the work is done."""

    policy: Policy
    engine: Engine
    rule_paths: tuple[Path, ...] = ()
    as_of: str | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """Documents that were examined and packed; several may have one key."""

    packed: Mapping[Came, Packed]
    batch: Batch

    def examined(self, docs: Iterable[Came]) -> Examined:
        """Those of the documents, as they are added to a store."""
        return Examined(tuple(self.packed[doc] for doc in docs), (), self.batch)


def prepare(docs: Sequence[Came], dictionary: bytes, how: How) -> Ready:
    """Examines documents, which needs no lock. Raises BadInput for the first of which that cannot be done."""
    packed: dict[Came, Packed] = {}
    for layer in list(_layers(docs)) or [[]]:
        found = examined(
            [doc for doc, _ in layer],
            dictionary,
            policy=how.policy,
            engine=how.engine,
            rule_paths=how.rule_paths,
            as_of=how.as_of,
            progress=how.progress,
            accepted={(doc.id, doc.key): accepted for doc, accepted in layer},
        )
        if found.faults:
            first = found.faults[0]
            raise BadInput(f"{first.stage}: {first.message}", where=first.path, remedy="nothing was stored")
        by_name = {(one.id, one.key): one for one in found.packed}
        packed |= {(doc, accepted): by_name[doc.id, doc.key] for doc, accepted in layer}
    return Ready(packed, found.batch)


def rebuild(old: Store, new: Store | None, how: How) -> int:
    """Writes the documents of one store, and what people said of them, into another or into itself; gives their number.

    ``old`` may be of an older scheme. Documents are examined before anything is locked; what follows is one transaction,
    of which readers see nothing until it ends. Raises BadInput where a document cannot be examined; then nothing has
    changed.
    """
    with old.reading():
        docs = legacy.kept(old.held, old.dictionary).documents
    ready = prepare(docs, words(), how)
    if new is not None:
        with old.reading(), new.transaction():
            return _refilled(new, legacy.kept(old.held, old.dictionary), ready, how)
    with old.transaction():
        found = legacy.kept(old.held, old.dictionary)
        old.renew()
        return _refilled(old, found, ready, how)


def _refilled(store: Store, found: legacy.Kept, ready: Ready, how: How) -> int:
    """Fills a new store; what came while the rest was examined is examined now."""
    late = [came for came in found.documents if came not in ready.packed]
    if late:
        ready = Ready({**ready.packed, **prepare(late, store.dictionary, how).packed}, ready.batch)
    legacy.restore(store.held, found.said)
    last = writes.last_event(store.held)
    add(store, ready.examined(found.documents))
    writes.say_rebuilt(store.held, last)
    return len(found.documents)


def _layers(docs: Iterable[Came]) -> Iterator[list[Came]]:
    """The documents in as few lists as can be, in none of which a key is twice."""
    by_key: dict[str, list[Came]] = defaultdict(list)
    for came in docs:
        by_key[came[0].key].append(came)
    depth = 0
    while layer := [found[depth] for found in by_key.values() if len(found) > depth]:
        yield layer
        depth += 1
