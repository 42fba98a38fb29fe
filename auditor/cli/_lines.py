"""Reads JSON lines of a known shape; the first row that does not hold is refused by its line and field."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from auditor.errors import BadInput
from auditor.judge._lines import wrong

__all__ = ["read_objects", "wrong"]

_LONGEST = 1_000_000
"""Bytes in a line: a row of these files is a few words long."""


def read_objects(path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every object of the file, or of standard input for ``-``, with the number of its line; blank lines are skipped.

    Raises BadInput for a file that cannot be read or holds none, and for the first line that is no object.
    """
    found = False
    try:
        if path == "-":
            for row in _objects(sys.stdin.buffer, path):
                found = True
                yield row
        else:
            with Path(path).open("rb") as stream:
                for row in _objects(stream, path):
                    found = True
                    yield row
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=path, remedy="name a file of JSON lines") from error
    if not found:
        raise BadInput("the file holds no row", where=path, remedy="give one JSON object a line")


def _objects(stream: BinaryIO, path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    decoder = msgspec.json.Decoder(dict[str, Any])
    for number, line in enumerate(iter(lambda: stream.readline(_LONGEST + 1), b""), start=1):
        if len(line) > _LONGEST:
            raise wrong(path, number, f"is longer than {_LONGEST} bytes")
        text = (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
        if not text:
            continue
        try:
            yield number, decoder.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise wrong(path, number, f"is no JSON object: {error}") from error
