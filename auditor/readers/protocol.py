"""What a reader is: one module a format, which turns the bytes of a file into documents.

A module of ``auditor.readers`` offers ``ENDINGS``, the lower-case endings of the files that it reads, and ``read``. A
reader opens nothing: it is given the bytes. Bad input never raises, it is a Fault among what ``read`` yields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from auditor.model import Document, Fault, Note

__all__ = ["Entry", "Options", "Reader", "Yield"]


class Entry(NamedTuple):
    """A record of which only that is told by which copies are found and named; a tenth of the cost of a Document."""

    id: str
    path: str
    text: str
    record: str
    publisher: str | None
    published: str | None
    part: int = 0
    offset: int = 0

    @property
    def key(self) -> str:
        """The key that the record's Document has."""
        return f"{self.path}#{self.record}"


Yield = Document | Note | Fault


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. ``text_field`` names the field or column of a record that holds its text."""

    text_field: str = "text"


@runtime_checkable
class Reader(Protocol):
    """A module that reads one format."""

    ENDINGS: tuple[str, ...]

    def read(self, path: str, raw: bytes, options: Options) -> Iterator[Yield]:
        """Yields the documents of one file, named ``path``, and what could not be read of it."""
        ...
