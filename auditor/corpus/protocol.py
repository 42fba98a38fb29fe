"""What a corpus is: the group-by of every cross check, kept; the documents that were admitted, and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from auditor.model import (
    Aspect,
    Claim,
    Dimension,
    Document,
    Finding,
    Likeness,
    Post,
    Provenance,
    Relation,
    Salvage,
    Verdict,
)

__all__ = ["Admitted", "Corpus", "Edge", "Entry", "Group", "Key", "Standing"]


Key = str | int
"""A key of a cross check, or the number under which a store has it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a document says alone. ``accepted`` are fingerprints that a baseline had accepted when it came in."""

    document: Document
    language: str
    provenance: Provenance
    applicable: tuple[Aspect, ...]
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    accepted: tuple[str, ...] = ()
    posts: Mapping[str, Post[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands among all that were admitted."""

    family: str
    verdict: Verdict
    score: float | None
    interval: tuple[float, float] | None
    coverage: float
    dimensions: Mapping[str, Dimension]
    findings: tuple[Finding, ...]
    salvage: Salvage | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A document of the corpus; ``row`` names it there, since one text may have come under several keys."""

    row: int
    entry: Entry
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Edge:
    """What two documents (by content id, a ≤ b) have to do with each other, as a cross check said."""

    check: str
    a: str
    b: str
    outcome: Likeness | Relation


@dataclass(frozen=True, slots=True)
class Group:
    """The ids posted under a key, sorted; of a crowd only the first ones are read, and ``whole`` is false."""

    ids: tuple[str, ...]
    whole: bool


class Corpus(Protocol):
    """A store of admitted documents. Every method raises BadStore when the store cannot be used."""

    @property
    def scheme(self) -> Mapping[str, str]:
        """What the stored values were made with; another scheme is refused."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Look-ups that all see the same state; nobody waits for them."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Look-ups, decision and inserts of one gate, all or nothing, one at a time."""
        ...

    def count(self) -> int:
        """How many distinct texts are admitted."""
        ...

    def groups(self, check: str, keys: Iterable[Key], cap: int | None) -> Mapping[Key, Group]:
        """For each key of a cross check who is posted under it; beyond ``cap`` ids only the first are read."""
        ...

    def group(self, check: str, key: Key) -> tuple[str, ...]:
        """Everyone under one key, sorted."""
        ...

    def imprints(self, check: str, ids: Iterable[str]) -> Mapping[str, Any]:
        """The imprints that a cross check keeps of the documents with these ids."""
        ...

    def edges(self, ids: Iterable[str]) -> Sequence[Edge]:
        """Every edge that ends at one of the ids."""
        ...

    def linked(self, ids: Iterable[str]) -> Iterable[str]:
        """The ids that an edge joins to one of these."""
        ...

    def entries(self, ids: Iterable[str]) -> Sequence[Admitted]:
        """The admitted documents with these ids, one a key, in the order of id and key; without their posts."""
        ...

    def keys(self, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of the ids that is admitted, the keys under which it came."""
        ...

    def erased(self, ids: Iterable[str]) -> Mapping[str, str]:
        """For each of the ids that was erased and of which a tombstone is left, its day and reason in words."""
        ...
