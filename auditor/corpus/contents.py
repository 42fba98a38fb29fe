"""What is packed of a document in one column, and how it is read back."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from auditor.corpus.pack import unpack
from auditor.corpus.protocol import Admitted, Entry, Standing
from auditor.model import Aspect, Claim, Document, Finding, Provenance

__all__ = ["Contents", "Unreadable", "admitted", "contents", "packed_text", "reading", "text_of"]

_ABOUT = tuple(field.name for field in fields(Document) if field.name not in {"text", "markup"})


class Unreadable(Exception):
    """A stored value that does not read back."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything of a document but its text and its posts."""

    document: dict[str, str | int | None]
    language: str
    provenance: Provenance
    applicable: tuple[Aspect, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    accepted: tuple[str, ...]
    standing: Standing | None


def contents(entry: Entry, standing: Standing | None) -> Contents:
    """What is packed of an entry that stands so."""
    return Contents(
        {name: getattr(entry.document, name) for name in _ABOUT},
        entry.language,
        entry.provenance,
        entry.applicable,
        entry.findings,
        entry.claims,
        entry.accepted,
        standing,
    )


def admitted(row: Any, dictionary: bytes) -> Admitted:
    """The document of a row with its entry, id, contents and text."""
    with reading(f"document {row.id}"):
        held: Contents = unpack(row.contents, Contents, dictionary)
        document = Document(text=text_of(row.text), **held.document)  # type: ignore[arg-type]  # the fields as they were taken
    entry = Entry(
        document,
        held.language,
        held.provenance,
        held.applicable,
        held.findings,
        held.claims,
        held.accepted,
    )
    return Admitted(row.entry, entry, held.standing)


def packed_text(text: str) -> bytes:
    """A text as its column holds it."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def text_of(raw: bytes) -> str:
    """The text that a column holds."""
    return zlib.decompress(raw).decode("utf-8", "surrogatepass")


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Says what was being read where it does not read back."""
    import msgspec

    try:
        yield
    except (zlib.error, msgspec.MsgspecError, ImportError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"{what} ({error})") from error
