"""Aligns what two texts share: stretches of equal shingles, in step on both sides, a word or two apart at most.

The function is plain arithmetic on sequences, so that it runs on lists as it is and on arrays when compiled.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["runs"]

_TRIES = 8  # places in the other text at which a stretch is tried: more only matters where a text repeats itself
_FEWEST = 5  # shingles in a stretch: fewer are set phrases


def runs(  # noqa: C901, PLR0912  # a compiler takes one plain function, not five
    a: Sequence[int], b: Sequence[int], lows: Sequence[int], highs: Sequence[int], order: Sequence[int], spread: int
) -> list[tuple[int, int, int, int]]:
    """Aligned stretches as (first, last) shingle of a and (first, last) shingle of b, in the order of a.

    ``a`` and ``b`` are shingle hashes; shingle i of a stands in b at ``order[lows[i]:highs[i]]``, ascending. Stretches
    that continue each other after at most ``spread`` other shingles on both sides are one.
    """
    found = [(0, 0, 0, 0)][:0]  # an empty list whose type a compiler can tell
    start, end, head, tail = -1, -1, -1, -1
    i = 0
    while i < len(a):
        low, high = lows[i], highs[i]
        if low >= high:
            i += 1
            continue
        near = -1
        if end >= 0 and i - end <= spread:
            left, right = low, high
            while left < right:
                middle = (left + right) // 2
                if order[middle] <= tail:
                    left = middle + 1
                else:
                    right = middle
            if left < high and order[left] - tail <= spread:
                near = order[left]
        best, length = near, 0
        for place in range(low, min(high, low + _TRIES)):
            j = order[place] if near < 0 else near
            k = 1
            while i + k < len(a) and j + k < len(b) and a[i + k] == b[j + k]:
                k += 1
            if k > length:
                best, length = j, k
            if near >= 0:
                break
        if near >= 0:
            end, tail = i + length - 1, best + length - 1
        elif length >= _FEWEST:
            if end >= 0:
                found.append((start, end, head, tail))
            start, end, head, tail = i, i + length - 1, best, best + length - 1
        i += length
    if end >= 0:
        found.append((start, end, head, tail))
    return found
