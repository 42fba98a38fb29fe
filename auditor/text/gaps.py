"""Finds the gaps that were put into words (上 海, c.a.s.i.n.o, 加*微*信) and leaves those between words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.text.census import (
    DIGIT,
    HAN,
    ORNAMENT,
    POINT,
    SEPARATOR,
    SHIFT,
    SPACE,
    WORD,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["gaps"]

_LONGEST_GAP = 3
# Three single letters in a row make a spaced word; two are initials.
_LEAST_LETTERS = 3
_WORD, _SIGN, _HAN, _ORNAMENT = (mask >> SHIFT for mask in (WORD, SEPARATOR | ORNAMENT, HAN, ORNAMENT))
# At both ends of a text there is room to look at neighbours.
_MARGIN = _LONGEST_GAP + 2


def gaps(coded: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """A mask of the characters to take out, or ``None`` where there are none; characters are coded, with their kinds.

    Out go gaps inside runs of single letters, and ornaments between Han characters. A gap between two Han characters is
    one when either stands alone: in ordinary text Han characters that belong together are not spaced, so what is joined
    there would be read together anyway.
    """
    import numpy as np

    word, sign = _padded(kinds, _WORD), _padded(kinds, _SIGN)
    lone, decked = _lone(word, sign), _decked(kinds)
    row = lone[_LEAST_LETTERS - 1 :] - lone[: 1 - _LEAST_LETTERS] <= (_LEAST_LETTERS - 1) * (_LONGEST_GAP + 1)
    if not len(decked) and not row.any() and not (kinds[lone - _MARGIN] & np.uint8(_HAN)).any():
        return None
    before = lone[sign[lone - 1]]
    length = _lengths(before - 1, -1, word, sign)
    begun = np.zeros(len(word), dtype=bool)
    begun[lone[sign[lone + 1]] + 1] = begun[(before - length)[length > 0]] = begun[decked] = True
    ends = np.flatnonzero(begun)
    length = _lengths(ends, 1, word, sign)
    ends, length = ends[length > 0], length[length > 0]
    joined = _joined(coded, word, ends, ends + length)
    if not joined.any():
        return None
    gone = np.zeros(len(coded), dtype=bool)
    first, length = ends[joined] - _MARGIN, length[joined]
    for step in range(_LONGEST_GAP):
        gone[first[length > step] + step] = True
    return gone


def _padded(kinds: NDArray[np.uint8], mask: int) -> NDArray[np.bool_]:
    import numpy as np

    padded = np.zeros(len(kinds) + 2 * _MARGIN, dtype=bool)
    np.not_equal(kinds & np.uint8(mask), 0, out=padded[_MARGIN:-_MARGIN])
    return padded


def _lone(word: NDArray[np.bool_], sign: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where a character stands alone beside a sign. All places are those of the padded text."""
    import numpy as np

    alone = (word[1:-1] > word[:-2]) & (word[1:-1] > word[2:]) & (sign[:-2] | sign[2:])
    return np.flatnonzero(alone) + 1


def _decked(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where an ornament follows an ideograph."""
    import numpy as np

    ornament = kinds & np.uint8(_ORNAMENT) != 0
    if not ornament.any():
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(ornament[1:] & (kinds[:-1] & np.uint8(_HAN) != 0)) + _MARGIN + 1


def _lengths(at: NDArray[np.int64], step: int, word: NDArray[np.bool_], sign: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How long the gaps are that begin with the signs there and go on by ``step``; 0 for what is longer or open."""
    import numpy as np

    second, third = sign[at + step], sign[at + 2 * step]
    two = np.where(
        second & word[at + 2 * step],
        2,
        np.where(second & third & word[at + 3 * step], 3, 0),
    )
    return np.where(word[at + step], 1, two)


def _joined(
    coded: NDArray[np.uint32],
    word: NDArray[np.bool_],
    ends: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """For each gap whether it is to go."""
    import numpy as np

    lone, follower = ~word[ends - 2], ~word[starts + 1]
    length = starts - ends
    ends, starts = ends - _MARGIN, starts - _MARGIN
    both, char = coded[ends - 1] & coded[starts], coded[ends]
    ornament = (char & coded[(ends + starts) // 2] & coded[starts - 1] & np.uint32(ORNAMENT)) != 0
    by_han: NDArray[np.bool_] = (both & np.uint32(HAN) != 0) & (lone | follower | ornament)
    single = lone & follower & (both & np.uint32(DIGIT) == 0)
    if np.count_nonzero(single) < _LEAST_LETTERS - 1:
        return by_han
    follows = ends[1:] - 1 == starts[:-1]
    # In "n.e.e.d a l.o.a.n" the spaces part words: a space beside another separator joins nothing.
    space = char & np.uint32(POINT) == SPACE
    other = single & ~space
    beside = np.concatenate(([False], other[:-1] & follows)) | np.concatenate((other[1:] & follows, [False]))
    single &= ~space | ~beside
    same = follows & single[1:] & single[:-1] & (length[1:] == length[:-1]) & (char[1:] == char[:-1])
    by_run: NDArray[np.bool_] = single & (np.concatenate(([False], same)) | np.concatenate((same, [False])))
    return np.asarray(by_han | by_run)
