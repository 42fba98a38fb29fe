"""Finds the gaps that were put into words (上 海, c.a.s.i.n.o, 加*微*信) and leaves those between words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from auditor.text.census import DIGIT, HAN, ORNAMENT, POINT, SHIFT, SPACE, decked, parted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["gaps"]

# Up to three signs from one letter to the next, forwards and backwards.
_GAP, _GAP_BEFORE = re.compile(b"(?<=[Hw])-{1,3}(?=[Hw])"), re.compile(rb"(?<=[Hw])-{1,3}\Z")
_LONGEST_GAP = 3
_APART, _IDEOGRAPH = frozenset(b"-."), ord("H")
_HAN, _DIGIT, _ORNAMENT = (mask >> SHIFT for mask in (HAN, DIGIT, ORNAMENT))
# Letters alone and ornaments that are looked at: a flood of them is no more disguised for being undone to its end.
_MOST = 100_000
# Three single letters in a row make a spaced word; two are initials.
_LEAST_LETTERS = 3

Gap = tuple[int, int]
"""Where the first sign of a gap stands, and the letter after it."""


def gaps(coded: NDArray[np.uint32], kinds: bytes) -> NDArray[np.bool_] | None:
    """A mask of the characters to take out, or ``None`` where there are none; characters are coded, with their kinds.

    Out go gaps inside runs of single letters, and ornaments between Han characters. A gap between two Han characters is
    one when either stands alone: in ordinary text Han characters that belong together are not spaced, so what is joined
    there would be read together anyway.
    """
    import numpy as np

    classes = parted(kinds)
    joined: list[Gap] = []
    single: list[Gap] = []
    for start, end in _candidates(classes, kinds):
        lone, follower = classes[start - 1] in _APART, classes[end + 2] in _APART
        both = kinds[start - 1] & kinds[end]
        if both & _HAN and (lone or follower or kinds[start] & kinds[(start + end) // 2] & kinds[end - 1] & _ORNAMENT):
            joined.append((start, end))
        if lone and follower and not both & _DIGIT:
            single.append((start, end))
    if len(single) >= _LEAST_LETTERS - 1:
        joined += _runs(coded, single)
    if not joined:
        return None
    gone = np.zeros(len(coded), dtype=bool)
    for start, end in joined:
        gone[start:end] = True
    return gone


def _candidates(classes: bytes, kinds: bytes) -> Iterator[Gap]:
    """The gaps, ascending, between letters alone, beside ideographs alone, and with an ornament after an ideograph."""
    begun = {place + 1 for place in islice(decked(kinds), _MOST)}
    lone = _alone(classes)[:_MOST]
    begun.update([first + 1 for first, second in pairwise(lone) if second - first <= _LONGEST_GAP + 1])
    for place in lone:
        if classes[place] == _IDEOGRAPH:
            begun.add(place + 1)
            if before := _GAP_BEFORE.search(classes, max(0, place - _LONGEST_GAP), place):
                begun.add(before.start())
    for start in sorted(begun):
        if gap := _GAP.match(classes, start):
            yield start - 1, gap.end() - 1  # of the text, which begins after a full stop


def _alone(classes: bytes) -> list[int]:
    """Where a letter stands without another one beside it, ascending."""
    import numpy as np

    letters = np.frombuffer(classes, dtype=np.uint8) > max(_APART)
    places: list[int] = (np.flatnonzero(letters[1:-1] > (letters[:-2] | letters[2:])) + 1).tolist()
    return places


def _runs(coded: NDArray[np.uint32], single: Sequence[Gap]) -> Iterator[Gap]:
    """The gaps between single letters (ascending) that have another one of the same kind next to them."""
    signs = [sign & POINT for sign in coded[[start for start, _ in single]].tolist()]
    follow = [nth for nth in range(1, len(single)) if single[nth][0] - 1 == single[nth - 1][1]]
    # In "n.e.e.d a l.o.a.n" the spaces part words: a space beside another separator joins nothing.
    parting = {nth if signs[nth] == SPACE else nth - 1 for nth in follow if signs[nth] != signs[nth - 1]}
    parting = {nth for nth in parting if signs[nth] == SPACE}
    alike: set[int] = set()
    for nth in follow:
        if signs[nth] == signs[nth - 1] and _length(single[nth]) == _length(single[nth - 1]):
            alike.update({nth - 1, nth} if parting.isdisjoint((nth - 1, nth)) else ())
    return (single[nth] for nth in sorted(alike))


def _length(gap: Gap) -> int:
    return gap[1] - gap[0]
