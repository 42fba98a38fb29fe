"""Which places stand close together: the company of an anchor, and the clusters that make one hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor.model import Span

__all__ = ["MAX_ANCHORS", "apart", "company", "merged"]

# Candidates looked at on each side of an anchor, and anchors of one part: a flood of one keyword is no more spam for
# being counted to its end, and would else cost minutes.
_NEAREST = 16
MAX_ANCHORS = 2000
# How long a keyword or hit may be that starts before the window and reaches into it.
_LONGEST = 120
# Parts of one hit that stand within a sentence's length of each other are one place.
_JOIN_WITHIN = 60


def company(anchor: Span, others: Sequence[tuple[Sequence[Span], bool]], within: int) -> list[Span]:
    """The anchor and, of every other list, the nearest span; but for surroundings it overlaps none chosen before."""
    chosen = [anchor]
    for spans, around in others:
        first = bisect_left(spans, (anchor[0] - within - _LONGEST, 0))
        last = bisect_left(spans, (anchor[1] + within + 1,))
        middle = bisect_left(spans, anchor)
        near = spans[max(first, middle - _NEAREST) : min(last, middle + _NEAREST)]
        free = [span for span in near if around or all(span[1] <= s or e <= span[0] for s, e in chosen)]
        best = min(free, key=lambda span: (_distance(anchor, span), span), default=None)
        if best is not None and _distance(anchor, best) <= within:
            chosen.append(best)
    return chosen


def apart(parts: Sequence[Sequence[Span]]) -> list[Span]:
    """One span of each part, the parts with fewest places first, none overlapping another."""
    chosen: list[Span] = []
    for spans in sorted(parts, key=len):
        free = (span for span in spans[:MAX_ANCHORS] if all(span[1] <= s or e <= span[0] for s, e in chosen))
        best = next(free, None)
        if best is not None:
            chosen.append(best)
    return chosen


def merged(spans: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """One hit for all parts of a unit that stand close together."""
    clusters: list[list[Span]] = []
    reach = -1
    for span in sorted(spans):
        if clusters and span[0] <= reach + _JOIN_WITHIN:
            clusters[-1].append(span)
        else:
            clusters.append([span])
        reach = max(reach, span[1])
    for cluster in clusters:
        yield (cluster[0][0], max(end for _, end in cluster)), tuple(key for key, _ in groupby(cluster))


def _distance(a: Span, b: Span) -> int:
    return max(b[0] - a[1], a[0] - b[1], 0)
