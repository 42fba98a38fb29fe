"""What people ask a corpus: lists, one document by its name, its history, counts, decisions and source trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from auditor.corpus.pack import clean, number_of
from auditor.corpus.schema import among, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["decisions", "history", "listed", "named", "publishers", "sources", "stating", "stats"]

_LISTED = (
    *("id", "key", "path", "verdict", "score", "family", "title", "publisher", "author", "published"),
    *("language", "characters"),
)


def listed(
    connection: Connection,
    wanted: Mapping[str, str | None] = MappingProxyType({}),
    limit: int | None = None,
    rows: Iterable[int] | None = None,
) -> list[dict[str, Any]]:
    """Documents by what is wanted of them (verdict, publisher, language, query, family, rule), in the order of keys."""
    import sqlalchemy as sa

    documents, findings = (metadata().tables[name] for name in ("documents", "findings"))
    query = sa.select(*(documents.c[name] for name in _LISTED)).order_by(documents.c.key, documents.c.id).limit(limit)
    for name in ("verdict", "language", "family"):
        if (value := wanted.get(name)) is not None:
            query = query.where(documents.c[name] == value)
    if (value := wanted.get("publisher")) is not None:
        query = query.where(_holds(documents.c.publisher, value))
    if (value := wanted.get("query")) is not None:
        query = query.where(sa.or_(*(_holds(documents.c[name], value) for name in ("title", "path", "key", "id"))))
    if (value := wanted.get("rule")) is not None:
        query = query.where(documents.c.entry.in_(sa.select(findings.c.entry).where(findings.c.rule == value)))
    if rows is not None:
        query = query.where(among(connection, documents.c.entry, rows))
    return [dict(row) for row in connection.execute(query).mappings()]


def _holds(column: Any, value: str) -> Any:
    import sqlalchemy as sa

    return sa.func.lower(column).contains((clean(value) or "").lower(), autoescape=True)


def named(connection: Connection, name: str) -> list[int]:
    """The rows that a content id or a key names."""
    import sqlalchemy as sa

    documents = metadata().tables["documents"]
    for column in (documents.c.key, documents.c.id):
        query = sa.select(documents.c.entry).where(column == clean(name)).order_by(documents.c.entry)
        if column is documents.c.id:
            if not _ID.fullmatch(name):
                break
            query = query.where(documents.c.number == number_of(name))
        if rows := connection.execute(query).scalars().all():
            return list(rows)
    return []


_ID = re.compile(r"[0-9a-f]{16}")


def history(connection: Connection, ident: str) -> list[dict[str, Any]]:
    """What happened to a text, in order."""
    import sqlalchemy as sa

    table = metadata().tables["history"]
    columns = [table.c[name] for name in ("event", "key", "as_of", "verdict", "score")]
    rows = connection.execute(sa.select(*columns).where(table.c.id == ident).order_by(table.c.nth))
    return [dict(row) for row in rows.mappings()]


def stats(connection: Connection) -> dict[str, Any]:
    """How much there is of what."""
    import sqlalchemy as sa

    tables = metadata().tables
    counted = (
        *("texts", "documents", "claims", "findings", "edges", "postings", "members", "crowds", "decisions"),
        "tombstones",
    )
    found: dict[str, Any] = {
        name: connection.execute(sa.select(sa.func.count()).select_from(tables[name])).scalar_one() for name in counted
    }
    found["postings"] += found.pop("members")  # which are those of crowds
    documents = tables["documents"]
    found["characters"] = connection.execute(sa.select(sa.func.sum(documents.c.characters))).scalar() or 0
    found["families"] = connection.execute(
        sa.select(sa.func.count()).select_from(
            sa.select(documents.c.family).group_by(documents.c.family).having(sa.func.count() > 1).subquery()
        )
    ).scalar_one()
    for name in ("verdict", "language"):
        column = documents.c[name]
        rows = connection.execute(sa.select(column, sa.func.count()).group_by(column).order_by(column)).all()
        found[name] = dict(rows)
    return found


def decisions(connection: Connection) -> list[dict[str, str | None]]:
    """Every decision of an editor, in the order in which they came."""
    import sqlalchemy as sa

    table = metadata().tables["decisions"]
    names = ("document", "decision", "reason", "by", "at")
    rows = connection.execute(sa.select(*(table.c[name] for name in names)).order_by(table.c.nth))
    return [dict(row) for row in rows.mappings()]


def publishers(connection: Connection) -> dict[str, int]:
    """How many documents each publisher has, by name."""
    import sqlalchemy as sa

    publisher = metadata().tables["documents"].c.publisher
    query = sa.select(publisher, sa.func.count().label("number")).where(publisher.is_not(None)).group_by(publisher)
    return {row.publisher: row.number for row in sorted(connection.execute(query))}


def sources(connection: Connection) -> list[dict[str, Any]]:
    """The publishers and their trust as they were last worked out, by name."""
    import sqlalchemy as sa

    table = metadata().tables["sources"]
    return [dict(row) for row in connection.execute(sa.select(table).order_by(table.c.name)).mappings()]


def stating(connection: Connection, metrics: Iterable[str]) -> set[str]:
    """The ids of documents that state any of the metrics of some place."""
    import sqlalchemy as sa

    documents, claims = (metadata().tables[name] for name in ("documents", "claims"))
    joined = sa.select(documents.c.id).join_from(claims, documents, claims.c.entry == documents.c.entry)
    wanted = joined.where(among(connection, claims.c.metric, metrics), claims.c.place.is_not(None)).distinct()
    return set(connection.execute(wanted).scalars())
