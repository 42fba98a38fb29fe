"""Copies a whole corpus from one home to another: from a server into a file, or back into an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from auditor.corpus import reads, writes
from auditor.corpus.schema import metadata
from auditor.corpus.sql import Store
from auditor.errors import BadStore

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

__all__ = ["copy"]

_AT_ONCE = 500  # rows held at a time, each with a text


def copy(old: Store, new: Store) -> None:
    """Copies every row of one store, as it is at one moment while others write there, into another that is empty.

    Raises BadStore where the other holds a corpus already; it is filled whole or not at all.
    """
    with old.reading(), new.transaction():
        if new.count():
            raise BadStore(
                "there is a corpus already",
                where=new.shown,
                remedy="name a file that is not there, or an empty database",
            )
        for table in metadata().sorted_tables:
            new.held.execute(table.delete())
            for rows in _rows(old, table):
                writes.put(new.held, table.name, tuple(table.columns.keys()), rows)
            _count_on(new.held, table)
        new.learn(reads.scheme(new.held))


def _rows(store: Store, table: Table) -> Iterator[list[Any]]:
    import sqlalchemy as sa

    # What goes wrong while reading is told of the store that was read.
    with store.errors():
        found = store.held.execution_options(yield_per=_AT_ONCE).execute(sa.select(table))
        for rows in found.partitions():
            yield [tuple(row) for row in rows]


def _count_on(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL number the rows to come after those that were copied with their numbers."""
    import sqlalchemy as sa

    column = table.autoincrement_column
    if column is None or connection.dialect.name == "sqlite":
        return
    last = connection.execute(sa.select(sa.func.max(column))).scalar()
    if last is not None:
        connection.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, column.name), last)))
