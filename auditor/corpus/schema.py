"""The tables of a corpus and the views for people; one schema for SQLite and PostgreSQL. See ``docs/corpus.md``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Connection, MetaData, Select
    from sqlalchemy.types import TypeEngine

__all__ = ["VIEWS", "Query", "among", "ask", "metadata"]

Query = Callable[[], "tuple[Select[Any], Column[Any]]"]
"""Makes a statement, and names the column that is to be among values."""

VIEWS = {
    "articles": """
        SELECT "entry", id, "key", path, verdict, score, family, title, publisher, author, published, language, characters
        FROM documents""",
    "families": """
        SELECT family, count(*) AS members, count(DISTINCT id) AS texts, min(published) AS earliest
        FROM documents GROUP BY family HAVING count(*) > 1""",
    "contradictions": """
        SELECT edges.kind, edges.explanation, one."key" AS a, other."key" AS b
        FROM edges JOIN documents AS one ON one.number = edges.a AND one.posted
        JOIN documents AS other ON other.number = edges.b AND other.posted
        WHERE edges.explanation IS NOT NULL AND edges.kind NOT IN ('corroborates', 'same-source')""",
    "problems": """
        SELECT documents.id, documents."key", findings.rule, findings.severity, findings.points, findings.status
        FROM findings JOIN documents ON documents."entry" = findings."entry" """,
    "publishers": """
        SELECT publisher, count(*) AS documents, avg(score) AS mean_score FROM documents
        WHERE publisher IS NOT NULL GROUP BY publisher""",
    "trust": """
        SELECT sources.name, sources.documents, sources.trust, sources.low, sources.high,
        (SELECT value FROM scheme WHERE scheme.name = 'trust') AS standing FROM sources""",
}
"""By name, the query of every view."""


@cache
def metadata() -> MetaData:
    """Every table, declared."""
    import sqlalchemy as sa

    tables = sa.MetaData()
    counter = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    sa.Table(
        "scheme",
        tables,
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    sa.Table(
        "texts",
        tables,
        # NOTE: INTEGER would make it SQLite's row number: texts would lie in the order of a hash, on pages a third empty.
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    sa.Table(
        "documents",
        tables,
        sa.Column("entry", counter, primary_key=True),
        sa.Column("number", sa.BigInteger, sa.ForeignKey("texts.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("posted", sa.Boolean, nullable=False),
        sa.Column("verdict", sa.Text),
        sa.Column("score", sa.Float),
        sa.Column("family", sa.Text),
        sa.Column("contents", sa.LargeBinary, nullable=False),
        sa.Column("posts", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("number", "key"),
        sa.Index("documents_by_key", "key"),
    )
    entry = sa.ForeignKey("documents.entry", ondelete="CASCADE")
    sa.Table(
        "findings",
        tables,
        sa.Column("entry", counter, entry, primary_key=True),
        sa.Column("nth", sa.Integer, primary_key=True),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    entry = sa.ForeignKey("documents.entry", ondelete="CASCADE")
    sa.Table(
        "claims",
        tables,
        sa.Column("entry", counter, entry, primary_key=True),
        sa.Column("nth", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text) for name in ("metric", "subject", "place", "period", "dimension", "unit")),
        *(sa.Column(name, sa.Float) for name in ("value", "low", "high")),
        *(sa.Column(name, sa.Text) for name in ("status", "quote")),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "postings",
        tables,
        # NOTE: by the row of a document, not by its number: five bytes less a key, and a document has a hundred keys.
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry", counter, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "crowds",
        tables,
        sa.Column("key", counter, primary_key=True, autoincrement=False),
        sa.Column("check_name", sa.Text, nullable=False),
    )
    sa.Table(
        "members",
        tables,
        # By number: the first in the order of ids are the centres of a crowd, and nobody reads the rest.
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "edges",
        tables,
        sa.Column("a", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("b", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("check_name", sa.Text, primary_key=True),
        sa.Column("nth", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("similarity", sa.Float),
        sa.Column("explanation", sa.Text),
        sa.Column("outcome", sa.LargeBinary, nullable=False),
        sa.Index("edges_by_b", "b"),
        sqlite_with_rowid=False,
    )
    sa.Table(
        "history",
        tables,
        sa.Column("nth", counter, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, index=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("score", sa.Float),
    )
    sa.Table(
        "tombstones",
        tables,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("as_of", sa.Text),
        sa.Column("reason", sa.Text),
    )
    sa.Table(
        "decisions",
        tables,
        sa.Column("nth", counter, primary_key=True),
        sa.Column("document", sa.Text, nullable=False, index=True),
        *(sa.Column(name, sa.Text) for name in ("decision", "reason", "by", "at")),
    )
    sa.Table(
        "sources",
        tables,
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("documents", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Float) for name in ("trust", "low", "high")),
    )
    return tables


def among(connection: Connection, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """That a column is one of the values: one parameter however many they are, so that a statement is prepared once."""
    import sqlalchemy as sa

    return _among(
        column, connection.dialect.name, sa.literal(_listed(connection, values), _kind(column, connection.dialect.name))
    )


def ask(connection: Connection, query: Query, values: Iterable[Any]) -> Iterable[Any]:
    """The rows of a query of which one column is among the values; its statement is worded once a process."""
    return connection.execute(_asked(query, connection.dialect.name), {"values": _listed(connection, values)})


@cache
def _asked(query: Query, dialect: str) -> Select[Any]:
    import sqlalchemy as sa

    rows, column = query()
    return rows.where(_among(column, dialect, sa.bindparam("values", type_=_kind(column, dialect))))


def _among(column: Column[Any], dialect: str, values: ColumnElement[Any]) -> ColumnElement[bool]:
    import sqlalchemy as sa

    if dialect == "sqlite":
        return column.in_(sa.select(sa.func.json_each(values).table_valued("value").c.value))
    return column == sa.any_(values)


def _kind(column: Column[Any], dialect: str) -> TypeEngine[Any]:
    import sqlalchemy as sa

    return sa.Text() if dialect == "sqlite" else sa.ARRAY(column.type)


def _listed(connection: Connection, values: Iterable[Any]) -> str | list[Any]:
    listed = sorted(set(values))
    return json.dumps(listed) if connection.dialect.name == "sqlite" else listed
