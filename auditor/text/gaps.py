"""Finds the gaps that were put into words (上 海, c.a.s.i.n.o, 加*微*信) and leaves those between words alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["gaps"]

# Signs that separate the letters of a spaced word; commas and full stops of Chinese are never such signs.
_SEPARATORS = " .-_·|/+^=,'`\"#"
# Signs that have no business between two Han characters: ornaments with which keywords are interrupted.
_NOISE = "*_~^`•●★☆♥❤♡◆■□▲△▼○◎♠♣♦✿❀✨"
_LONGEST_GAP = 3
_SPACE = 0x20

_OTHER, _LETTER, _DIGIT, _HAN, _SEPARATOR, _ORNAMENT = range(6)


def gaps(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """A mask of the characters to take out: gaps inside runs of single letters, and ornaments between Han characters.

    Three single letters in a row make a spaced word; two are initials. A gap between two Han characters is one when
    either stands alone: in ordinary text Han characters that belong together are not spaced, so what is joined there
    would be read together anyway.
    """
    import numpy as np

    gone = np.zeros(len(points), dtype=bool)
    kind = _kinds()[np.minimum(points, 0x323AF)]
    word = kind - np.uint8(1) < _HAN  # unsigned: letters, digits and ideographs
    padded = np.concatenate(([False], word, [False]))
    bounds = np.nonzero(padded[1:] != padded[:-1])[0]
    starts, ends = bounds[0::2].astype(np.int64), bounds[1::2].astype(np.int64)
    if len(starts) < 2:  # noqa: PLR2004  # a gap lies between two words
        return gone
    nth, joined = _joined(points, kind, starts, ends)
    if not joined.any():
        return gone
    first, last = ends[nth[joined]], starts[nth[joined] + 1]
    for step in range(_LONGEST_GAP):
        gone[first[last - first > step] + step] = True
    return gone


def _joined(
    points: NDArray[np.uint32], kind: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The gaps, by the number of the word before them, that could be squeezed, and for each whether it is to go."""
    import numpy as np

    lone = ends - starts == 1
    sign = kind[ends[:-1]]
    nth = np.nonzero((starts[1:] - ends[:-1] <= _LONGEST_GAP) & (sign >= _SEPARATOR))[0]
    nth = nth[lone[nth] | lone[nth + 1] | (sign[nth] == _ORNAMENT)]
    if not len(nth):
        return nth, np.zeros(0, dtype=bool)
    end, start = ends[nth], starts[nth + 1]
    length = start - end
    gap, ornament = np.ones(len(nth), dtype=bool), np.ones(len(nth), dtype=bool)
    for step in range(_LONGEST_GAP):
        between = kind[np.minimum(end + step, len(kind) - 1)]
        gap &= (between >= _SEPARATOR) | (length <= step)
        ornament &= (between == _ORNAMENT) | (length <= step)
    last, first = kind[end - 1], kind[start]
    both_han = (last == _HAN) & (first == _HAN)
    single = gap & lone[nth] & lone[nth + 1] & ~((last == _DIGIT) & (first == _DIGIT))
    char = points[end]
    follows = nth[1:] == nth[:-1] + 1
    # In "n.e.e.d a l.o.a.n" the spaces part words: a space beside another separator joins nothing.
    other = single & (char != _SPACE)
    beside = np.concatenate(([False], other[:-1] & follows)) | np.concatenate((other[1:] & follows, [False]))
    single &= (char != _SPACE) | ~beside
    same = follows & single[1:] & single[:-1] & (length[1:] == length[:-1]) & (char[1:] == char[:-1])
    by_run = single & (np.concatenate(([False], same)) | np.concatenate((same, [False])))
    return nth, np.asarray((both_han & ((gap & (lone[nth] | lone[nth + 1])) | ornament)) | by_run)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of every code point up to the last ideograph."""
    import numpy as np

    kinds = np.zeros(0x323B0, dtype=np.uint8)
    for low, high, kind in (
        (0xC0, 0x1FFF, _LETTER),
        (0x3040, 0x30FF, _LETTER),
        (0x61, 0x7A, _LETTER),
        (0x30, 0x39, _DIGIT),
        (0x3400, 0x9FFF, _HAN),
        (0x20000, 0x323AF, _HAN),
        (0x1F300, 0x1FAFF, _ORNAMENT),
    ):
        kinds[low : high + 1] = kind
    kinds[-1] = _OTHER  # stands for everything beyond
    kinds[[ord(sign) for sign in _SEPARATORS]] = _SEPARATOR
    kinds[[ord(sign) for sign in _NOISE]] = _ORNAMENT
    return kinds
