"""The parts of a text in which patterns that need one of some strings can hit: the lines with such a string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.model import Span

__all__ = ["Excerpts"]

# In a text so short, of so few characters for each place, or where a pattern hits over more lines, the whole text is read.
_EACH, _SHORT, _FAR = 300, 1000, 2


@dataclass(frozen=True)
class Excerpts:
    """A text with the places (ascending) of each group's strings (``cued``), or None where nobody looked for them.

    ``besides`` are lines that stand for ``others`` of the text, to be read as well; in the latter, strings of the groups
    ``again`` were found.
    """

    text: str
    cued: Mapping[int, Sequence[int]] | None = None
    besides: str = ""
    others: str = ""
    again: frozenset[int] = frozenset()

    @cached_property
    def whole(self) -> bytes:
        """All of the text."""
        return _encoded(self.text + self.besides)

    def of(self, group: int, reach: float) -> bytes:
        """The lines with a string of a group, each with as many beside it as ``reach`` says."""
        places = self.cued[group] if self.cued is not None else ()
        if self.cued is None or reach > _FAR or len(self.text) < max(_SHORT, _EACH * len(places)):
            return self.whole
        lines = [self.text[first:last] for first, last in self._lines(places, int(reach))]
        return _encoded("\n".join([*lines, self.others] if group in self.again else lines) + self.besides)

    def _lines(self, places: Sequence[int], reach: int) -> Sequence[Span]:
        """The lines around places, those side by side in one piece."""
        pieces: list[Span] = []
        for place in places:
            if pieces and place < pieces[-1][1] and not reach:
                continue
            first, last = place, place - 1
            for _ in range(reach + 1):
                first = self.text.rfind("\n", 0, max(first, 0))
                found = self.text.find("\n", last + 1)
                last = found if found >= 0 else len(self.text)
            if pieces and first + 1 <= pieces[-1][1]:
                pieces[-1] = pieces[-1][0], max(last, pieces[-1][1])
            else:
                pieces.append((first + 1, last))
        return pieces


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
