"""Cuts a folded text into the units of a rule's scope: the title, lines, paragraphs, or the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from auditor.model import Span

__all__ = ["SCOPES", "Units"]

SCOPES = ("title", "line", "paragraph", "document", "markup")
_BREAK = {"line": re.compile(r"\n"), "paragraph": re.compile(r"\n[ \n]*\n")}


@dataclass(frozen=True, slots=True)
class Units:
    """The starts of a text's units, ascending, and where the last one to look at ends."""

    starts: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, text: str, scope: str) -> Self:
        """The units of ``text``; a title is its first line that is not blank."""
        if scope not in {*_BREAK, "title"}:
            return cls((0,), len(text))
        if scope == "title":
            first = len(text) - len(text.lstrip())
            end = text.find("\n", first)
            return cls((0,), end if end >= 0 else len(text))
        return cls((0, *[match.end() for match in _BREAK[scope].finditer(text)]), len(text))

    def bounds(self, number: int) -> Span:
        """Where a unit starts, and where the next one does or the last one ends."""
        after = self.starts[number + 1] if number + 1 < len(self.starts) else self.end
        return self.starts[number], min(after, self.end)

    def masks(self, marks: Iterable[tuple[int, int, int]]) -> dict[int, int]:
        """What each unit holds that holds anything: the union of the bits of the marks that start in it."""
        found: dict[int, int] = {}
        unit, start, after = -1, 0, 0
        for at, _, mask in marks:
            if not start <= at < after:
                if at >= self.end:
                    continue
                unit = bisect_right(self.starts, at) - 1
                start, after = self.bounds(unit)
                found.setdefault(unit, 0)
            found[unit] |= mask
        return found

    def as_marks(self, masks: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
        """Units as marks of larger ones."""
        return ((self.starts[unit], self.starts[unit], mask) for unit, mask in masks.items())
