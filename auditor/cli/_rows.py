"""Writes rows, made as JSON, to standard output or a file: JSON lines, or Parquet by the file's ending."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from auditor.errors import BadInput

__all__ = ["write_rows"]

_AT_ONCE = 20_000  # rows in a Parquet row group


def write_rows(rows: Iterable[bytes], output: str | None) -> None:
    """Writes each row; without ``output`` to standard output. Raises BadInput for a file that cannot be written."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(row + b"\n" for row in rows)
        sys.stdout.buffer.flush()
        return
    try:
        if output.endswith((".parquet", ".pq")):
            _write_parquet(rows, output)
        else:
            with Path(output).open("wb") as file:
                file.writelines(row + b"\n" for row in rows)
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=output, remedy="name a file in a folder of yours"
        ) from error


def _write_parquet(rows: Iterable[bytes], output: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    remaining = iter(rows)
    with pq.ParquetWriter(output, schema) as writer:
        while part := [msgspec.json.decode(row) for row in islice(remaining, _AT_ONCE)]:
            writer.write_table(pa.Table.from_pylist(part, schema))


def _schema() -> Any:
    """One schema for every kind of row; what a kind lacks is null."""
    import pyarrow as pa

    side = [("path", pa.string()), ("record", pa.string()), ("part", pa.int64()), ("id", pa.string())]
    measures = [("similarity", pa.float64()), ("containment", pa.float64())]
    span = pa.list_(pa.int64())
    return pa.schema(
        [
            ("kind", pa.string()),
            ("id", pa.string()),
            ("a", pa.struct(side)),
            ("b", pa.struct(side)),
            *measures,
            ("spans", pa.list_(pa.struct([("a", span), ("b", span)]))),
            ("members", pa.list_(pa.struct([*side, *measures, ("relation", pa.string())]))),
        ]
    )
