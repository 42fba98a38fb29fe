"""``auditor corpus remove|verify|trust|rebuild|backup``: the care of a corpus."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from auditor import trust
from auditor.admission import Judge, remove
from auditor.audit import examine_documents, make_engine, told_otherwise
from auditor.cli.corpus import find, line
from auditor.cli.progress import Progress, warn
from auditor.corpus.backup import copy
from auditor.corpus.sql import Store, open_store
from auditor.errors import BadInput, BadStore
from auditor.formats._encode import plain, single_line
from auditor.judge.policy import load_policy
from auditor.keeping import judge_of
from auditor.model import Note, Source
from auditor.rebuild import How, rebuild
from auditor.verify import damages

__all__ = ["run_backup", "run_rebuild", "run_remove", "run_trust", "run_verify"]

_SHOWN = 1000  # damages told: who has more needs a backup, not a list


def run_remove(
    names: Sequence[str],
    corpus: str,
    *,
    reason: str | None,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
) -> int:
    """Exit 0 when all are out; a name that is not there is an error, and nothing is removed."""
    store = open_store(corpus)
    judge, notes = _judge(store.scheme, policy, rules, as_of)
    for note in notes:
        warn(note.message)
    try:
        with store.transaction():
            gone = {one.row: one.entry.document for name in names for one in find(store, name)}
            change = remove(store, gone, judge, erase=reason)
        if reason is not None:
            store.settle()
    finally:
        store.close()
    warn(f"documents removed: {len(change.rows)}; judged anew: {change.judged}")
    return 0


def _judge(scheme: object, policy: str | None, rules: Sequence[str], as_of: str | None) -> tuple[Judge, Sequence[Note]]:
    """By what documents are judged, and a note where the corpus was judged by something else."""
    batch = examine_documents(
        (),
        policy=load_policy(policy),
        engine=make_engine("local", 1),
        rule_paths=tuple(map(Path, rules)),
        as_of=as_of,
    )
    return judge_of(batch), told_otherwise(dict(scheme), batch)  # type: ignore[call-overload]  # a mapping


def run_verify(corpus: str, *, quick: bool, policy: str | None, rules: Sequence[str], as_of: str | None) -> int:
    """Exit 0 when the corpus is sound, 2 when it is damaged."""
    store = open_store(corpus)
    judge, notes = _judge(store.scheme, policy, rules, as_of)
    for note in notes:
        warn(f"{note.message}; what is derived from the texts was not worked out again")
    quick = quick or bool(notes)
    found = 0
    try:
        for damage in damages(store, judge, quick=quick):
            found += 1
            if found <= _SHOWN:
                sys.stdout.write(f"{damage}\n")
        if not found and not quick:
            for damage in trust.wrong(store, judge):
                found += 1
                sys.stdout.write(f"{damage}\n")
        texts = store.count() if not found else 0
    finally:
        store.close()
    if found:
        warn(f"the corpus is damaged ({found}): restore a backup, or build it anew with: auditor corpus rebuild")
        return 2
    sys.stdout.write(f"sound: {texts} {'text' if texts == 1 else 'texts'}\n")
    return 0


def run_trust(corpus: str, *, format: str, policy: str | None, rules: Sequence[str], as_of: str | None) -> int:
    """Exit 0: the publishers by name, with their documents, their trust and its interval."""
    if format not in {"text", "jsonl"}:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or jsonl")
    store = open_store(corpus)
    try:
        judge, notes = _judge(store.scheme, policy, rules, as_of)
        for note in notes:
            warn(note.message)
        found = trust.renew(store, judge)
    finally:
        store.close()
    for source in found:
        if format == "jsonl":
            sys.stdout.write(single_line(plain(_as_row(source))))
        else:
            low, high = source.interval or (None, None)
            told = (source.name, source.documents, source.trust, low, high)
            sys.stdout.write("\t".join(map(line, told)) + "\n")
    return 0


def _as_row(source: Source) -> dict[str, object]:
    return {
        "name": source.name,
        "documents": source.documents,
        "trust": source.trust,
        "interval": None if source.interval is None else list(source.interval),
    }


def run_rebuild(
    corpus: str,
    output: str | None,
    *,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
    jobs: int | None,
    engine: str,
) -> int:
    """Exit 0 when the corpus, or the new one, is of the present scheme and rules."""
    how = How(load_policy(policy), make_engine(engine, jobs), tuple(map(Path, rules)), as_of, Progress())
    old = open_store(corpus, any_scheme=True)
    try:
        if output is None:
            number = rebuild(old, None, how)
        else:
            with _new_file(output) as path:
                new = open_store(str(path), create=True)
                try:
                    number = rebuild(old, new, how)
                    new.settle()
                finally:
                    new.close()
    finally:
        old.close()
    warn(f"documents judged anew: {number}")
    return 0


@contextmanager
def _new_file(output: str) -> Iterator[Path]:
    """A path beside the one wanted, which takes its place when the block ends well; a file that is there stays."""
    target = Path(output)
    if "://" in output:
        raise BadInput("a new corpus is a file", where="--output", remedy="give the path of a file")
    if target.exists():
        raise BadInput("there is a file already", where=output, remedy="name a file that is not there")
    try:
        folder = Path(mkdtemp(prefix=".auditor-", dir=target.parent))
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=output, remedy="check the folder and its rights"
        ) from error
    try:
        yield folder / target.name
        (folder / target.name).replace(target)
    finally:
        for rest in folder.iterdir():
            rest.unlink()
        folder.rmdir()


def run_backup(corpus: str, output: str) -> int:
    """Exit 0 when the copy is whole; a file or a corpus that is there stays as it is."""
    if "://" not in corpus and "://" not in output:
        open_store(corpus).close()
        with _new_file(output) as path:
            _copy_file(corpus, path, output)
        return 0
    old = open_store(corpus)
    try:
        if "://" in output:
            _copy(old, output)
        else:
            with _new_file(output) as path:
                _copy(old, str(path))
    finally:
        old.close()
    return 0


def _copy_file(corpus: str, path: Path, output: str) -> None:
    """Copies page by page, while others read and write; SQLite begins again where they wrote."""
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(corpus)) as old, closing(sqlite3.connect(path)) as new:
            old.backup(new, pages=1000)
            new.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        raise BadStore(f"the copy failed: {error}", where=output, remedy="check the disk and try again") from error


def _copy(old: Store, target: str) -> None:
    new = open_store(target, create=True)
    try:
        copy(old, new)
        new.settle()
    finally:
        new.close()
