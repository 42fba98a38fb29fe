"""Cuts a folded text into the units of a rule's scope: the title, lines, paragraphs, or the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
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

    def placed(self, spans: Sequence[Span]) -> dict[int, list[Span]]:
        """The spans by the unit in which they start; a span that crosses a unit's end is left out."""
        found: dict[int, list[Span]] = {}
        if self.starts == (0,) and spans:
            return {0: [span for span in spans if span[1] <= self.end]} if spans[0][1] <= self.end else {}
        for start, end in spans:
            if end > self.end:
                continue
            unit = bisect_right(self.starts, start) - 1
            if unit + 1 < len(self.starts) and end > self.starts[unit + 1]:
                continue
            found.setdefault(unit, []).append((start, end))
        return found
