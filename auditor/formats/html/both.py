"""The same words in the two languages of the interface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Both", "joined"]


@dataclass(frozen=True, slots=True)
class Both:
    """English and Chinese words for one thing; what has only one name says it twice."""

    en: str
    zh: str


def joined(parts: Iterable[Both | None], mark: str = " · ") -> Both:
    """The known parts as one."""
    known = [part for part in parts if part]
    return Both(mark.join(part.en for part in known), mark.join(part.zh for part in known))
