"""Cuts a text into pieces at the borders of its evidence, so that overlapping marks nest properly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.formats._visible import HIDDEN, nothing_hides, visible
from auditor.model import Span

__all__ = ["CLAIM", "Mark", "Piece", "pieces"]

CLAIM = "claim"
"""What stands for the aspect of a mark that is of a claim and not of a finding."""

WHOLE = 120_000  # characters: a text up to this length is shown whole, some 40 printed pages
_HEAD = 4_000  # of a longer text: its beginning,
_AROUND = 400  # what surrounds each mark,
_LONGEST = 4_000  # and of a mark itself at most this much
MOST_MARKS = 600  # a text: beyond that the page is a carpet, and nesting would grow with the square


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text (from its own start) to be marked.

    ``number`` is its finding's, ``None`` for a claim; ``copy`` counts the copies of a passage that stands several times.
    """

    start: int
    end: int
    anchor: str
    aspect: str
    number: int | None = None
    target: str = ""
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks.

    ``opens`` are the marks that begin here, ``aspects`` and ``numbers`` those of all that cover it. ``parts`` is the
    text in alternating runs: (text, whether it stands for a hidden character). ``skipped`` characters were left out.
    """

    parts: tuple[tuple[str, bool], ...] = ()
    opens: tuple[Mark, ...] = ()
    aspects: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    skipped: int = 0


def pieces(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text in order; what they say of it together is the text itself, but for what ``skipped`` counts."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.number or 0, mark.anchor))
    found: list[Piece] = []
    end = 0
    for window in _windows(len(text), ordered):
        if window[0] > end:
            found.append(Piece(skipped=window[0] - end))
        found += _window(text, ordered, window)
        end = window[1]
    if end < len(text):
        found.append(Piece(skipped=len(text) - end))
    return tuple(found)


def _windows(length: int, marks: Sequence[Mark]) -> Iterator[Span]:
    """The stretches to show: everything, or of a very long text its head and the surroundings of every mark."""
    if length <= WHOLE:
        yield 0, length
        return
    start, end = 0, _HEAD
    for mark in marks:
        left = max(0, mark.start - _AROUND)
        right = min(length, min(mark.end, mark.start + _LONGEST) + _AROUND)
        if left > end:
            yield start, end
            start, end = left, right
        end = max(end, right)
    yield start, end


def _window(text: str, marks: Sequence[Mark], window: Span) -> Iterator[Piece]:
    start, end = window
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    borders = {start, end}
    borders.update(place for mark in inside for place in (mark.start, mark.end) if start < place < end)
    active: list[Mark] = []
    coming = iter([*inside, None])
    following = next(coming)
    for left, right in pairwise(sorted(borders)):
        active = [mark for mark in active if mark.end > left]
        opens: list[Mark] = []
        while following is not None and following.start <= left:
            active.append(following)
            if following.start == left:
                opens.append(following)
            following = next(coming)
        yield _piece(text[left:right], opens, active)


def _piece(text: str, opens: Sequence[Mark], active: Sequence[Mark]) -> Piece:
    return Piece(
        parts=tuple(_parts(text)),
        opens=tuple(opens),
        aspects=tuple(dict.fromkeys(mark.aspect for mark in active)),
        numbers=tuple(sorted({mark.number for mark in active if mark.number is not None})),
    )


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    text = text.replace("\r\n", "\n")
    if nothing_hides(text.replace("\n", "")):
        yield text, False
        return
    end = 0
    for match in HIDDEN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield visible(match.group()), True
        end = match.end()
    if end < len(text):
        yield text[end:], False
