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


STEPS: Mapping[str, Callable[[Connection], None]] = {"2": _with_sources}
"""By the schema version that a store has, the step to the next one.

Schema 1 kept no own findings, so no step leads out of it: such a store is built anew from its texts.
"""
