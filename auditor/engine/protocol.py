"""What an engine is: it maps a function over documents, and joins posts. Every engine gives the same result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from auditor.checks.protocol import CrossCheck
from auditor.model import Document, Likeness, Post, Relation

__all__ = ["Engine", "Prepare"]

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Prepare(Protocol[R_co]):
    """Builds, once in each process, the function that is applied to every document. It must be picklable."""

    def __call__(self) -> Callable[[Document], R_co]:
        """The function to apply."""
        ...


class Engine(Protocol):
    """Where the work is done."""

    def map(self, prepare: Prepare[R], docs: Sequence[Document]) -> Iterator[R]:
        """Applies the prepared function to each document; results come in the order of the documents."""
        ...

    def join(
        self, check: CrossCheck[Any], posts: Mapping[str, Post[Any]], fresh: Collection[str]
    ) -> list[Likeness | Relation]:
        """Compares each distinct pair that has a fresh side, once, and each fresh document with itself."""
        ...
