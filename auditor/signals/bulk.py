"""Folding, signing and comparing thousands of texts at a time, as arrays, with the same results as one at a time.

A batch of texts is an array of code points and an array of offsets: text i is ``points[offsets[i]:offsets[i + 1]]``.
The compiled kernels load on first use (half a second), which a handful of documents must never wait for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.signals.sketch import VALUES, permutations
from auditor.text.shingles import code_points
from auditor.text.shingles import fold as fold_text

__all__ = ["bands_for", "candidates", "components", "fold", "pack", "sign"]

U32: TypeAlias = NDArray[np.uint32]
I64: TypeAlias = NDArray[np.int64]

_TABLE = 0x20000
_ITSELF = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4))  # ideographs and Hangul, which folding keeps
_COMMON = ((0x00, 0x250), (0x2010, 0x2040), (0x3000, 0x3040), (0xFF00, 0xFFF0))  # letters and punctuation
_JAMO = ((0x1161, 0x1176), (0x11A8, 0x11C3))  # vowels and finals of Hangul, which Unicode composes by arithmetic
_MARKS = frozenset({"Mn", "Mc"})  # what else composes with the one before it; few texts hold any
_RECALL = 0.9999  # of the pairs that stand exactly at the threshold, the share that must meet in a band
_DOUBT = 0.15  # how far below the threshold an estimate of 128 values may fall: four standard errors


def pack(texts: Sequence[str]) -> tuple[U32, I64]:
    """The texts as one array of code points with offsets; lone surrogates stay what they are."""
    encoded = [text.encode("utf-32-le", "surrogatepass") for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(raw) // 4 for raw in encoded], out=offsets[1:])
    return np.frombuffer(b"".join(encoded), np.uint32), offsets


def fold(texts: Sequence[str]) -> tuple[U32, I64]:
    """The folded texts, equal to :func:`auditor.text.shingles.fold` of each.

    Folding goes character by character; a text with a combining mark or a final sigma, which neighbours decide, or
    with a character not met before goes through Python.
    """
    from auditor.signals import _kernels

    points, offsets = pack(texts)
    table = _table()
    folded, ends, unsafe, fresh = _kernels.fold(points, offsets, table.image, table.pool)
    for point in fresh.tolist():
        table.learn(point)
    if not unsafe.any():
        return folded, ends
    parts = [
        code_points(fold_text(text)) if odd else folded[ends[n] : ends[n + 1]]
        for n, (text, odd) in enumerate(zip(texts, unsafe.tolist(), strict=True))
    ]
    np.cumsum([part.size for part in parts], out=ends[1:])
    return np.concatenate(parts), ends


def sign(points: U32, offsets: I64) -> U32:
    """The signatures of folded texts, shape (n, 128), as :func:`auditor.signals.sketch.sign` makes them."""
    from auditor.signals import _kernels

    found: U32 = _kernels.signatures(points, offsets, *permutations())
    return found


def bands_for(threshold: float) -> tuple[int, int]:
    """The most rows a band with which a pair at the threshold still meets with probability 0.9999; (bands, rows)."""
    for rows in range(8, 1, -1):
        bands = VALUES // rows
        if 1 - (1 - threshold**rows) ** bands >= _RECALL:
            return bands, rows
    return VALUES, 1


def candidates(values: U32, threshold: float, cap: int) -> tuple[NDArray[np.uint32], int]:
    """Pairs that may reach the threshold, shape (m, 2), and how many buckets were larger than ``cap``."""
    from auditor.signals import _kernels

    bands, rows = bands_for(threshold)
    least = max(1, ceil((threshold - _DOUBT) * VALUES))
    found: tuple[NDArray[np.uint32], int] = _kernels.band_pairs(values, bands, rows, least, cap)
    return found


def components(count: int, pairs: U32) -> I64:
    """For each of ``count`` texts, the smallest number among those that the pairs connect it with."""
    from auditor.signals import _kernels

    found: I64 = _kernels.components(count, pairs)
    return found


class _Table:
    """What folding makes of every character of the first two planes, learned as characters are met."""

    def __init__(self) -> None:
        from auditor.signals import _kernels

        self.image = np.full(_TABLE, _kernels.UNKNOWN, np.uint32)
        self.pool = np.empty(0, np.uint32)
        for low, high in _ITSELF:
            self.image[low:high] = np.arange(low, high)
        for low, high in _COMMON:
            for point in range(low, high):
                self.learn(point)

    def learn(self, point: int) -> None:
        from auditor.signals import _kernels

        character = chr(point)
        normal = unicodedata.normalize("NFKC", character)
        image = normal.lower()
        if _depends(character) or _depends(normal[:1]) or "Σ" in normal:
            self.image[point] = _kernels.UNSAFE
        elif image.isspace():
            self.image[point] = ord(" ")
        elif len(image) == 1:
            self.image[point] = ord(image)
        else:
            self.image[point] = _kernels.MANY + self.pool.size
            self.pool = np.concatenate((self.pool, np.array([len(image)], np.uint32), code_points(image)))


@cache
def _table() -> _Table:
    return _Table()


def _depends(character: str) -> bool:
    """Whether a character may be composed with, or ordered around, the one before it."""
    if unicodedata.combining(character) or any(low <= ord(character) < high for low, high in _JAMO):
        return True
    return unicodedata.category(character) in _MARKS and character in _seconds()


@cache
def _seconds() -> frozenset[str]:
    """The characters that stand second in a canonical decomposition."""
    decomposed = filter(None, map(unicodedata.decomposition, map(chr, range(_TABLE))))
    parts = [form.split() for form in decomposed]
    return frozenset(chr(int(part[1], 16)) for part in parts if len(part) == 2 and not part[0].startswith("<"))  # noqa: PLR2004  # a pair
