"""The steps from an older schema to the next one; those that a store needs run in one transaction when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from auditor.corpus.schema import VIEWS, metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["STEPS"]


def _with_sources(connection: Connection) -> None:
    """Schema 3 keeps source trust. How SQLite lays out texts stays as it is: it is a matter of bytes."""
    import sqlalchemy as sa

    metadata().tables["sources"].create(connection)
    connection.execute(sa.text(f"CREATE VIEW trust AS {VIEWS['trust']}"))
    connection.exec_driver_sql("UPDATE scheme SET value = '3' WHERE name = 'schema'")


def _posted_by_row(connection: Connection) -> None:
    """Schema 4 posts documents by their rows, and keeps the members of crowds apart."""
    connection.exec_driver_sql("ALTER TABLE postings RENAME TO former")
    # NOTE: asked for each posting, the wide rows of documents would take a minute among 100,000.
    connection.exec_driver_sql("CREATE TEMPORARY TABLE speakers (number BIGINT PRIMARY KEY, row BIGINT)")
    connection.exec_driver_sql('INSERT INTO speakers SELECT number, "entry" FROM documents WHERE posted')
    for name in ("postings", "members"):
        metadata().tables[name].create(connection)
    connection.exec_driver_sql(
        'INSERT INTO members SELECT "key", number FROM former WHERE "key" IN (SELECT "key" FROM crowds)'
    )
    connection.exec_driver_sql(
        'INSERT INTO postings SELECT former."key", speakers.row FROM former '
        "JOIN speakers ON speakers.number = former.number "
        'WHERE former."key" NOT IN (SELECT "key" FROM crowds)'
    )
    for name in ("speakers", "former"):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    connection.exec_driver_sql("UPDATE scheme SET value = '4' WHERE name = 'schema'")


STEPS: Mapping[str, Callable[[Connection], None]] = {"2": _with_sources, "3": _posted_by_row}
"""By the schema version that a store has, the step to the next one.

Schema 1 kept no own findings, so no step leads out of it: such a store is built anew from its texts.
"""
