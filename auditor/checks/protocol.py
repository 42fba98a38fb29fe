"""What a check is: the two protocols that every module of this folder keeps to.

A module of ``auditor.checks`` offers a class ``Check``. It is constructed with the rules whose ``check`` is the
module's name, by rule id. It has ``inspect`` (a document check), or ``post``, ``pair`` and ``compare`` (a cross
check), or both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar, runtime_checkable

from auditor.model import Document, Finding, Likeness, Post, Relation
from auditor.rules.rule import Rule

__all__ = ["CrossCheck", "DocumentCheck"]

I = TypeVar("I")  # noqa: E741  # I for imprint


@runtime_checkable
class DocumentCheck(Protocol):
    """Looks at one document and yields findings; it does not count, sort, weigh or print them."""

    def __init__(self, rules: Mapping[str, Rule]) -> None: ...

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields what is wrong with ``doc``."""
        ...


@runtime_checkable
class CrossCheck(Protocol[I]):
    """A join in three small parts. Documents are named by content id; equal texts take part once.

    An imprint is a frozen dataclass of plain values (str, bytes, numbers, Decimal, tuples, mappings), because a corpus
    stores it; the module names its class ``Imprint``. ``compare`` is symmetric: the engine always calls it with ids in
    ascending order, once a distinct pair, and once for every document with itself, for what contradicts itself.
    """

    def __init__(self, rules: Mapping[str, Rule]) -> None: ...

    def post(self, doc: Document) -> Post[I] | None:
        """The keys under which the document meets others, and its imprint; ``None`` when it has nothing to compare."""
        ...

    def pair(self, key: str, group: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Candidate pairs among the ids (sorted) that share ``key``: all of them, or a star when there are many.

        A corpus keeps a key as its first character and a hash: of one that was stored, ``key`` is that character and a
        bar. So a check tells its kinds of keys apart by their first character, and looks at nothing else of them.
        """
        ...

    def compare(self, a: I, b: I) -> Iterator[Likeness | Relation]:
        """What two imprints have to do with each other."""
        ...
