"""Reads JSON lines from a file or from standard input; the first row that does not hold is refused by its line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from auditor.errors import BadInput
from auditor.judge._lines import objects, wrong

__all__ = ["read_objects", "wrong"]


def read_objects(path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every object of the file, or of standard input for ``-``, with the number of its line; blank lines are skipped.

    Raises BadInput for a file that cannot be read or holds none, and for the first line that is no object.
    """
    found = False
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as stream:
            for row in objects(stream, path):
                found = True
                yield row
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=path, remedy="name a file of JSON lines") from error
    if not found:
        raise BadInput("the file holds no row", where=path, remedy="give one JSON object a line")
