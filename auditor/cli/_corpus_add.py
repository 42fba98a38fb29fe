"""``auditor corpus add``: audits documents and stores them with their verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from auditor.audit import make_engine, read, told_otherwise
from auditor.cli.corpus import print_rows
from auditor.cli.progress import Progress, warn
from auditor.corpus import listing
from auditor.corpus.sql import open_store
from auditor.errors import BadInput
from auditor.judge.policy import load_policy
from auditor.keeping import add, examined
from auditor.model import Document, Fault
from auditor.readers.protocol import Options

__all__ = ["keep", "run_add"]


def run_add(
    paths: Sequence[str],
    *,
    corpus: str,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
    format: str,
    jobs: int | None,
    engine: str,
    text_field: str,
) -> int:
    """Exit 0 when all are stored, 2 when one could not be audited and none is."""
    if format not in {"text", "jsonl"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or jsonl")
    docs, _, faults = read(paths, Options(text_field))
    return keep(
        docs, faults, corpus=corpus, policy=policy, rules=rules, as_of=as_of, jobs=jobs, engine=engine, format=format
    )


def keep(
    docs: Sequence[Document],
    faults: Sequence[Fault],
    *,
    corpus: str,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
    jobs: int | None,
    engine: str,
    format: str | None,
) -> int:
    """Stores documents, and prints those that are new, unless there is no format."""
    judged_by = load_policy(policy)
    if faults:
        return _refused(faults)
    store = open_store(corpus, create=True)
    try:
        found = examined(
            docs,
            store.dictionary,
            policy=judged_by,
            engine=make_engine(engine, jobs),
            rule_paths=tuple(map(Path, rules)),
            as_of=as_of,
            progress=Progress(),
        )
        if found.faults:
            return _refused(found.faults)
        for note in told_otherwise(store.scheme, found.batch):
            warn(note.message)
        ids = {doc.id for doc in docs}
        erased = store.erased(ids - store.keys(ids).keys())
        change = add(store, found)
        if format is not None:
            with store.connected() as connection:
                print_rows(listing.listed(connection, rows=change.rows), format)
        said = f"{len(change.rows)} of {len(docs)} documents were new"
        if erased:
            said += f"; of these had been erased before: {len(erased)} ({'; '.join(sorted({*erased.values()}))})"
        if change.affected:
            said += f"; findings on documents admitted earlier: {len(change.affected)}"
        warn(said)
    finally:
        store.close()
    return 0


def _refused(faults: Sequence[Fault]) -> int:
    for fault in sorted(faults, key=lambda fault: (fault.path, fault.stage, fault.message)):
        warn(f"{fault.path}: {fault.stage}: {fault.message}")
    warn("nothing was stored")
    return 2
