"""``auditor corpus export|import``: every document with its text and standing, as JSON lines or Parquet."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from auditor.admission import parts
from auditor.audit import assessment, make_engine
from auditor.cli.progress import Progress, warn
from auditor.corpus.protocol import Admitted
from auditor.corpus.sql import Store, open_store
from auditor.errors import BadInput
from auditor.formats._encode import plain
from auditor.judge.policy import load_policy
from auditor.keeping import add
from auditor.model import Document, content_id
from auditor.rebuild import How, prepare

__all__ = ["run_export", "run_import"]

_DOCUMENT = tuple(field.name for field in fields(Document) if field.name not in {"text", "markup"})
_WHOLE = frozenset({"part", "offset"})
_JUDGED = ("verdict", "score", "family", "coverage")
_NESTED = ("findings", "claims", "provenance")
_AT_ONCE = 2_000  # rows in a Parquet row group


def run_export(corpus: str, output: str | None) -> int:
    """Exit 0 when every document is written."""
    store = open_store(corpus)
    try:
        with store.reading():
            rows = _rows(store)
            if output is None:
                sys.stdout.flush()
                sys.stdout.buffer.writelines(map(_line, rows))
                sys.stdout.buffer.flush()
            else:
                _write(rows, output)
    finally:
        store.close()
    return 0


def _rows(store: Store) -> Iterator[dict[str, Any]]:
    for ids in parts(store):
        for admitted in store.entries(ids):
            yield _row(admitted)


def _row(admitted: Admitted) -> dict[str, Any]:
    import msgspec

    doc, standing = admitted.entry.document, admitted.standing
    assert standing is not None  # noqa: S101  # no transaction ends before documents are judged
    found = plain(msgspec.to_builtins(assessment(doc, admitted.entry, standing), order="deterministic"))
    row = {"text": doc.text, **{name: getattr(doc, name) for name in _DOCUMENT}}
    return row | {name: found[name] for name in (*_JUDGED, "language", *_NESTED)}


def _line(row: Mapping[str, Any]) -> bytes:
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        # Lone surrogates: JSON has escapes for them.
        return json.dumps(row, separators=(",", ":")).encode() + b"\n"


def _write(rows: Iterator[dict[str, Any]], output: str) -> None:
    target = Path(output)
    try:
        with NamedTemporaryFile("wb", dir=target.parent, prefix=".auditor-", delete=False) as stream:
            temporary = Path(stream.name)
            try:
                if output.endswith((".parquet", ".pq")):
                    _write_parquet(rows, stream)
                elif output.endswith(".gz"):
                    with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
                        packed.writelines(map(_line, rows))
                else:
                    stream.writelines(map(_line, rows))
                stream.flush()
                os.fsync(stream.fileno())
                temporary.chmod(0o644)
                temporary.replace(target)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=output, remedy="check the folder, its rights and its room"
        ) from error


def _write_parquet(rows: Iterator[dict[str, Any]], stream: Any) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(
        [
            ("text", pa.large_string()),
            *((name, pa.int64() if name in _WHOLE else pa.string()) for name in _DOCUMENT),
            ("verdict", pa.string()),
            ("score", pa.float64()),
            ("family", pa.string()),
            ("coverage", pa.float64()),
            ("language", pa.string()),
            # Nested values as JSON: their shape grows with the report's.
            *((name, pa.string()) for name in _NESTED),
            ("escaped", pa.string()),
        ]
    )
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while part := [_flat(row) for row in islice(rows, _AT_ONCE)]:
            writer.write_table(pa.Table.from_pylist(part, schema))


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a table: nested values as JSON, and the whole document as escaped JSON where it is no valid Unicode."""
    flat = {**row, **{name: json.dumps(row[name], ensure_ascii=False) for name in _NESTED}}
    own = {name: row[name] for name in ("text", *_DOCUMENT)}
    clean = plain(own)
    return {**flat, **clean, "escaped": None if clean == own else json.dumps(own)}


def run_import(
    path: str,
    corpus: str,
    *,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
    jobs: int | None,
    engine: str,
) -> int:
    """Exit 0 when all are in; a row that is no document is an error, and nothing is stored."""
    how = How(load_policy(policy), make_engine(engine, jobs), tuple(map(Path, rules)), as_of, Progress())
    docs = [(doc, ()) for doc in dict.fromkeys(_documents(path))]
    if not docs:
        raise BadInput("the file holds no document", where=path, remedy="give what `corpus export` wrote")
    store = open_store(corpus, create=True)
    try:
        found = prepare(docs, store.dictionary, how)
        rows = add(store, found.examined(docs)).rows
    finally:
        store.close()
    warn(f"{len(rows)} of {len(docs)} documents were new")
    return 0


def _documents(path: str) -> Iterator[Document]:
    number = 0
    try:
        for row in _read(path):
            yield _document(row)
            number += 1
    except OSError as error:
        raise BadInput(
            f"cannot be read: {error.strerror or error}", where=path, remedy="give what `corpus export` wrote"
        ) from error
    except (KeyError, TypeError, ValueError, EOFError, RecursionError) as error:
        raise BadInput(
            f"row {number + 1} is no document of an export: {error}",
            where=path,
            remedy="give what `corpus export` wrote; nothing was stored",
        ) from error


def _read(path: str) -> Iterator[dict[str, Any]]:
    if path.endswith((".parquet", ".pq")):
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(_AT_ONCE):
                    for row in batch.to_pylist():
                        yield json.loads(row["escaped"]) if row.get("escaped") else row
        except pa.ArrowException as error:
            raise ValueError(str(error)) from error
        return
    with _opened(path) as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


@contextmanager
def _opened(path: str) -> Iterator[Iterable[bytes]]:
    if path == "-":
        yield sys.stdin.buffer
    elif path.endswith(".gz"):
        with gzip.open(path) as packed:
            yield packed
    else:
        with Path(path).open("rb") as stream:
            yield stream


def _document(row: dict[str, Any]) -> Document:
    """The document of a row, whose fields are of the kinds that a document has. Raises ValueError for another."""
    text = row["text"]
    if not isinstance(text, str) or not text:
        raise ValueError("'text' is a text that is not empty")
    own: dict[str, Any] = {name: row.get(name) for name in _DOCUMENT}
    for name, value in own.items():
        kind = int if name in _WHOLE else str
        if not (isinstance(value, kind) and not isinstance(value, bool)) and (name in _NEEDED or value is not None):
            raise ValueError(f"{name!r} is no {kind.__name__}: {value!r}")
    if own["id"] != content_id(text):
        raise ValueError("the text is not that of its 'id'")
    return Document(text=text, **own)


_NEEDED = _WHOLE | {"id", "key", "path", "sha256", "encoding"}
