"""Cuts a folded text into the units of a rule's scope: the title, lines, paragraphs, or the whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from auditor.model import Span

__all__ = ["SCOPES", "Units"]

SCOPES = ("title", "line", "paragraph", "document", "markup")
_BREAK = re.compile(r"\n[ \n]*\n")


@dataclass(frozen=True, slots=True)
class Units:
    """The starts of a text's units, ascending, and where the last one to look at ends."""

    starts: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, text: str, scope: str) -> Self:
        """The units of ``text``; a title is its first line that is not blank."""
        if scope == "line":
            return cls((0, *accumulate([len(line) + 1 for line in text.split("\n")][:-1])), len(text))
        if scope == "paragraph":
            return cls((0, *[match.end() for match in _BREAK.finditer(text)]), len(text))
        if scope == "title":
            first = len(text) - len(text.lstrip())
            end = text.find("\n", first)
            return cls((0,), end if end >= 0 else len(text))
        return cls((0,), len(text))

    def bounds(self, number: int) -> Span:
        """Where a unit starts, and where the next one does or the last one ends."""
        after = self.starts[number + 1] if number + 1 < len(self.starts) else self.end
        return self.starts[number], min(after, self.end)

    def awake(self, held: Sequence[tuple[int, int, int]], wake: int) -> Iterator[tuple[int, int, int]]:
        """The units, ascending, that hold a bit of ``wake``, each with the first and last of what it holds.

        ``held`` are places with their bits, ascending; each belongs to the unit in which it starts. With a negative
        ``wake`` every unit is awake.
        """
        if wake < 0:
            numbers: Iterable[int] = range(len(self.starts))
        else:
            places = (start for start, _, mask in held if mask & wake and start < self.end)
            numbers = dict.fromkeys(bisect_right(self.starts, start) - 1 for start in places)
        for number in numbers:
            start, end = self.bounds(number)
            yield number, bisect_left(held, (start,)), bisect_left(held, (end,))
