"""What a corpus is: the group-by of every cross check, kept; and the documents that were admitted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from auditor.model import Claim, Document, Provenance

__all__ = ["Admitted", "Corpus"]


@dataclass(frozen=True, slots=True)
class Admitted:
    """An admitted document: what a new one is judged against, and what is listed."""

    document: Document
    language: str
    provenance: Provenance
    verdict: str
    claims: tuple[Claim, ...]
    posts: Mapping[str, tuple[tuple[str, ...], Any]]
    """By cross check: the keys under which it was posted, and its imprint."""


class Corpus(Protocol):
    """A store of admitted documents. Every method raises BadStore when the store cannot be used."""

    @property
    def scheme(self) -> Mapping[str, str]:
        """What the stored values were made with; another scheme is refused."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Look-ups, decision and inserts of one gate, all or nothing, one at a time."""
        ...

    def count(self) -> int:
        """How many distinct documents are admitted."""
        ...

    def members(self, check: str, keys: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """For each key of a cross check the ids of the admitted documents posted under it."""
        ...

    def fetch(self, ids: Iterable[str]) -> Mapping[str, Admitted]:
        """The admitted documents with these ids, with their imprints; unknown ids are left out."""
        ...

    def keys(self, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of the ids that is admitted, the keys under which it came."""
        ...

    def add(self, entries: Sequence[Admitted]) -> None:
        """Admits documents; a text that is already in gains a key."""
        ...
