"""``auditor duplicates``: only copies, as JSON lines or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec

from auditor.cli.progress import Progress, warn
from auditor.errors import BadInput
from auditor.judge.duplicates import Duplicates, Group
from auditor.model import Document, Fault, Likeness
from auditor.readers.protocol import Options
from auditor.rules.load import load
from auditor.signals.join import Overlap

__all__ = ["run"]

_ROWS = 20_000  # rows of a Parquet file written at a time


def run(paths: Sequence[str], *, threshold: float, excerpts: bool, output: str | None, text_field: str) -> int:
    """Exit 0 when every input was read, 2 when something could not be."""
    if not 0 < threshold <= 1:
        raise BadInput(f"a threshold of {threshold}", where="--threshold", remedy="give a similarity above 0, up to 1")
    progress = Progress()
    work = Duplicates(load().of("copies"), threshold, excerpts=excerpts, tick=progress)
    with closing(work):
        names, faults = _read(paths, Options(text_field), work)
        near = work.pairs()
        shared = work.shared(near)
        with _open(output) as out:
            for row in _rows(names, near, shared, work.families(near, shared)):
                out.write(row)
    for note in work.notes:
        warn(note)
    return 2 if faults else 0
