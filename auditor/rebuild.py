"""Builds a corpus anew from its texts: by the present rules and scheme, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.admission import admit
from auditor.audit import Progress, told
from auditor.corpus import legacy, writes
from auditor.corpus.sql import Store
from auditor.engine.protocol import Engine
from auditor.errors import BadInput
from auditor.judge.policy import Policy
from auditor.keeping import examined, judge_of
from auditor.model import Document

__all__ = ["How", "layers", "rebuild", "refill"]


@dataclass(frozen=True, slots=True)
class How:
    """By what the documents are judged, and where the work is done."""

    policy: Policy
    engine: Engine
    rule_paths: tuple[Path, ...] = ()
    as_of: str | None = None
    progress: Progress | None = None


def rebuild(old: Store, new: Store | None, how: How) -> int:
    """Writes the documents of one store, and what people said of them, into another or into itself; gives their number.

    ``old`` may be of an older scheme. Into itself it is one transaction: readers see the old corpus until it ends, and
    writers wait. Raises BadInput where a document cannot be examined; then nothing has changed.
    """
    if new is not None:
        with old.reading(), new.transaction():
            return _refilled(new, legacy.kept(old.held, old.dictionary), how)
    with old.transaction():
        found = legacy.kept(old.held, old.dictionary)
        old.renew()
        return _refilled(old, found, how)


def _refilled(store: Store, found: legacy.Kept, how: How) -> int:
    legacy.restore(store.held, found.said)
    last = writes.last_event(store.held)
    accepted = {(doc.id, doc.key): fingerprints for doc, fingerprints in found.documents}
    refill(store, [doc for doc, _ in found.documents], how, accepted)
    writes.say_rebuilt(store.held, last)
    return len(found.documents)


def refill(
    store: Store,
    docs: Sequence[Document],
    how: How,
    accepted: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
) -> tuple[int, ...]:
    """Adds documents, of which several may have one key, in the open transaction; gives the rows that are new."""
    rows: tuple[int, ...] = ()
    packed: list[writes.Packed] = []
    batch = None
    for layer in layers(docs):
        found = examined(
            layer,
            store,
            policy=how.policy,
            engine=how.engine,
            rule_paths=how.rule_paths,
            as_of=how.as_of,
            progress=how.progress,
            accepted=accepted,
        )
        if found.faults:
            first = found.faults[0]
            raise BadInput(f"{first.stage}: {first.message}", where=first.path, remedy="nothing was stored")
        packed += found.packed
        batch = found.batch
    if batch is not None:
        if not store.told():
            store.tell(told(batch))
        rows = admit(store, packed, judge_of(batch)).rows
    return rows


def layers(docs: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in as few lists as can be, in none of which a key is twice."""
    by_key: dict[str, list[Document]] = defaultdict(list)
    for doc in docs:
        by_key[doc.key].append(doc)
    depth = 0
    while layer := [found[depth] for found in by_key.values() if len(found) > depth]:
        yield layer
        depth += 1
