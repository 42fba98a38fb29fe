"""Parquet tables: one record a row, read batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from auditor.model import Fault
from auditor.readers._parts import STAGE
from auditor.readers._records import OPTIONAL, Records
from auditor.readers.protocol import Options, Yield

__all__ = ["ENDINGS", "read", "stream"]

ENDINGS = (".parquet", ".pq")
MAX_UNPACKED = 4 * 1024 * 1024 * 1024  # bytes that the columns state for themselves
BATCH = 256  # rows held at once
BUFFER = 1 << 20  # bytes of a column held at once where a file is streamed; without it a row group's columns are whole

Row = dict[str, Any]
"""The columns of a row by name."""


def read(path: str, raw: bytes, options: Options) -> Iterator[Yield]:
    """Yields the rows' documents; a table without the text column, or a damaged one, is a Fault."""
    import pyarrow as pa

    records = Records(path, options.text_field)
    row = 0
    for record in _table_of(path, pa.BufferReader(raw), options):
        if isinstance(record, Fault):
            yield record
        else:
            row += 1
            yield from records.read(record, row, f"row {row}")


def stream(path: str, options: Options) -> Iterator[Row | Fault]:
    """The rows of a file on disk, of which no more than a few batches are in memory."""
    try:
        with Path(path).open("rb") as file:
            yield from _table_of(path, file, options)
    except OSError as error:
        yield Fault(path, STAGE, f"the file cannot be read ({error}); check it")


def _table_of(path: str, source: Any, options: Options) -> Iterator[Row | Fault]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(source, buffer_size=BUFFER, pre_buffer=False)
        yield from _rows(path, table, options)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        yield Fault(path, STAGE, f"the Parquet file is damaged ({reason}); write it again")


def _rows(path: str, table: Any, options: Options) -> Iterator[Row | Fault]:
    names = set(table.schema_arrow.names)
    if options.text_field not in names:
        yield Fault(path, STAGE, f"no column {options.text_field!r}; name the text's column with --text-field")
        return
    columns = [name for name in dict.fromkeys((options.text_field, "id", *OPTIONAL)) if name in names]
    meta = table.metadata
    size = sum(meta.row_group(group).total_byte_size for group in range(meta.num_row_groups))
    if size > MAX_UNPACKED:
        yield Fault(path, STAGE, f"the table unpacks to {size} bytes; split it: {MAX_UNPACKED} is the limit")
        return
    rows = 0
    for batch in table.iter_batches(batch_size=BATCH, columns=columns):
        rows += batch.num_rows
        yield from map(_plain, batch.to_pylist())
    if not rows:
        yield Fault(path, STAGE, "the document is empty; give a table with at least one row")


def _plain(record: Row) -> Row:
    """A row with its date columns as ISO strings."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}
