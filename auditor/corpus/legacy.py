"""Reads what a rebuild needs from a store of this scheme or an older one: its documents, and what people said of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.corpus import reads
from auditor.corpus.contents import reading, text_of
from auditor.corpus.pack import unpack
from auditor.corpus.schema import metadata
from auditor.errors import BadStore
from auditor.model import Document

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["FORMER", "Kept", "kept", "restore"]

FORMER = ("keys", "imprints")
"""Tables that only older schemas have."""

_SAID = ("decisions", "tombstones", "history")


@dataclass(frozen=True, slots=True)
class Kept:
    """Documents with the fingerprints that a baseline accepted, and the rows of the tables that people fill."""

    documents: tuple[tuple[Document, tuple[str, ...]], ...]
    said: Mapping[str, tuple[Mapping[str, object], ...]]


@dataclass(frozen=True, slots=True)
class _About:
    document: dict[str, str | int | None]
    accepted: tuple[str, ...] = ()


def kept(connection: Connection, dictionary: bytes) -> Kept:
    """Everything that cannot be worked out again. Raises BadStore for a schema that nobody knows."""
    schema = reads.scheme(connection).get("schema")
    if schema == "1":
        return Kept(tuple((doc, ()) for doc in _first_schema(connection)), {})
    if schema not in {"2", "3", "4"}:
        raise BadStore(f"the corpus has the unknown schema {schema!r}", remedy="use the version that wrote it")
    return Kept(tuple(_packed_documents(connection, dictionary)), _said(connection))


def _first_schema(connection: Connection) -> list[Document]:
    rows = connection.exec_driver_sql("SELECT id, document, text FROM documents ORDER BY id").all()
    keys: dict[str, list[str]] = {}
    for document, key in connection.exec_driver_sql("SELECT document, key FROM keys ORDER BY key").all():
        keys.setdefault(document, []).append(key)
    found = []
    for row in rows:
        with reading(f"document {row.id}"):
            about: dict[str, Any] = json.loads(row.document)
            text = text_of(row.text)
            for key in keys.get(row.id, [about["key"]]):
                # Of a further key the first schema kept nothing but the key.
                own = about if key == about["key"] else {**about, "key": key, "path": key}
                found.append(Document(text=text, **own))
    return found


def _packed_documents(connection: Connection, dictionary: bytes) -> list[tuple[Document, tuple[str, ...]]]:
    query = (
        "SELECT documents.id, documents.contents, texts.text FROM documents "
        "JOIN texts ON texts.number = documents.number ORDER BY documents.entry"
    )
    found = []
    for row in connection.exec_driver_sql(query):
        with reading(f"document {row.id}"):
            about: _About = unpack(bytes(row.contents), _About, dictionary)
            text = text_of(bytes(row.text))
            document = Document(text=text, **about.document)  # type: ignore[arg-type]  # the fields as they were taken
        found.append((document, about.accepted))
    return found


def _said(connection: Connection) -> dict[str, tuple[Mapping[str, object], ...]]:
    import sqlalchemy as sa

    tables = metadata().tables
    return {
        name: tuple(
            {key: value for key, value in row.items() if key != "nth"}
            for row in connection.execute(sa.select(tables[name]).order_by(tables[name].c[_ORDER[name]])).mappings()
        )
        for name in _SAID
    }


_ORDER = {"decisions": "nth", "tombstones": "id", "history": "nth"}


def restore(connection: Connection, said: Mapping[str, tuple[Mapping[str, object], ...]]) -> None:
    """Writes what people said into a new store."""
    import sqlalchemy as sa

    for name, rows in said.items():
        if rows:
            connection.execute(sa.insert(metadata().tables[name]), list(rows))
