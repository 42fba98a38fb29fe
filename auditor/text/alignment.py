"""Aligns what two texts share: stretches of equal shingles, in step on both sides, a word or two apart at most.

The function is plain arithmetic on sequences, so that it runs on lists as it is and on arrays when compiled.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["runs"]

_TRIES = 8  # places in the other text from which a stretch may start; a commoner shingle is met from its neighbours
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
        near = -1
        if low < high and end >= 0 and i - end <= spread:
            left, right = low, high
            while left < right:
                middle = (left + right) // 2
                if order[middle] <= tail:
                    left = middle + 1
                else:
                    right = middle
            if left < high and order[left] - tail <= spread:
                near = order[left]
        if low >= high or (near < 0 and high - low > _TRIES):
            i += 1
            continue
        best, back, length = near, 0, 0
        for place in range(low, high):
            j = order[place] if near < 0 else near
            k = 1
            while i + k < len(a) and j + k < len(b) and a[i + k] == b[j + k]:
                k += 1
            before = 0
            while near < 0 and i - before - 1 > end and j > before and a[i - before - 1] == b[j - before - 1]:
                before += 1
            if k + before > length:
                best, back, length = j, before, k + before
            if near >= 0:
                break
        ahead = length - back
        if near >= 0:
            end, tail = i + ahead - 1, best + ahead - 1
        elif length >= _FEWEST:
            if end >= 0:
                found.append((start, end, head, tail))
            start, end, head, tail = i - back, i + ahead - 1, best - back, best + ahead - 1
        i += ahead
    if end >= 0:
        found.append((start, end, head, tail))
    return found
