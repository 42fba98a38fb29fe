"""How much of a document repeats itself: the share of text seen before, and the copies of the whole text.

Every window of 40 characters is hashed and looked up among the windows before it, which gives the answer of a suffix
array at a fraction of the cost, with offsets. White space is left out and time stamps are masked first, so neither
lines wrapped anew nor the date that a site glues between two copies hides a copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor.model import Document, Span
from auditor.signals.memo import signal
from auditor.text.shingles import WORD_FACTOR, code_points, mix, powers

__all__ = ["WINDOW", "Repetition", "repetition"]

WINDOW = 40
"""Characters in a window: longer than set phrases and names, shorter than the sentences people copy."""

MAX_CHARACTERS = 8_000_000
"""Characters looked at: beyond them a copy is the same finding, and memory stays under half a gigabyte."""

_RUN = 240  # bytes of UTF-8 in a copied stretch: 80 Han or 240 Latin letters; refrains, rows and code are shorter
_WHOLE = 0.5  # share of the distinct text that must recur before it counts as a copy of the whole text
_SOLID = 0.9  # share from which on stretches of any length count: the document consists of nothing else
_GAP = 40  # characters that may differ inside a copied stretch: a byline, a mended word; templates differ in more
_TWO_BYTES, _THREE_BYTES = 0x80, 0x800  # the first code points of that length in UTF-8
_FLOOD = 5  # recurrences from which a short unit is a flood
_UNIT = 6  # letters from which a unit says something: fewer are a pattern of characters
_FLOOD_SHOWN = 1000  # recurrences whose spans are kept
_STAMP = re.compile(r"\d{1,4}(?:[-/.:年月日时分T,]{1,2}\d{1,4}){1,6}[日时分秒号]?")
_BLANKS = np.array([chr(point).isspace() for point in range(0x3002)])  # the last white space of Unicode is U+3000

I64 = NDArray[np.int64]
U64 = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Repetition:
    """``share``: characters in windows seen before; ``copies``: how often the text occurs in full (1: once).

    ``first`` is the span of the first copy, ``spans`` are those of the later ones, in order.
    """

    share: float
    copies: int
    first: Span | None
    spans: tuple[Span, ...]


@signal
def repetition(doc: Document) -> Repetition:
    """The repetition inside one document; a text of fewer than 80 characters has none."""
    points, places = _squeeze(doc.text[:MAX_CHARACTERS])
    if points.size < 2 * WINDOW:
        return Repetition(0.0, 1, None, ())
    windows = _windows(points)
    if not _any_twice(windows):
        return Repetition(0.0, 1, None, ())
    if (period := _period(points, windows)) is not None:
        return _flood(points, places, period)
    earlier = _earlier(windows)
    share = _covered(np.flatnonzero(earlier >= 0), points.size) / points.size
    copies = _copies(_stretches(earlier), points)
    spans = tuple((int(places[start]), int(places[end - 1]) + 1) for start, end in copies)
    return Repetition(share, max(1, len(spans)), spans[0] if spans else None, spans[1:])


def _squeeze(text: str) -> tuple[NDArray[np.uint32], I64]:
    """Code points without white space and with time stamps taken out, and where each stood."""
    points = code_points(text)
    keep = ~_BLANKS[np.minimum(points, _BLANKS.size - 1)]
    for stamp in _STAMP.finditer(text):
        keep[stamp.start() : stamp.end()] = False
    places = np.flatnonzero(keep)
    return points[places], places


def _any_twice(windows: U64) -> bool:
    """Whether any window recurs; most texts end here."""
    ranked = np.sort(windows)
    return bool((ranked[1:] == ranked[:-1]).any())


def _period(points: NDArray[np.uint32], windows: U64) -> int | None:
    """The length of the short unit of which nearly the whole text is made, in letters; None for any other text.

    Windows of such a text overlap their own recurrence, and would be left out as the pattern of a rule or a table.
    """
    again = np.flatnonzero(windows == windows[windows.size // 2])
    if again.size < _FLOOD or np.diff(again).min() >= WINDOW:
        return None
    period = int(np.diff(again).min())
    unit = "".join(map(chr, points[int(again[0]) : int(again[0]) + period]))
    same = np.count_nonzero(points[period:] == points[:-period]) / (points.size - period)
    letters = sum(map(str.isalpha, unit))
    return period if same >= _SOLID and letters >= max(_UNIT, period / 2) else None


def _flood(points: NDArray[np.uint32], places: I64, period: int) -> Repetition:
    """A text made of one short unit: every recurrence is a copy."""
    heads = range(0, points.size - period + 1, period)
    spans = tuple((int(places[head]), int(places[head + period - 1]) + 1) for head in heads[:_FLOOD_SHOWN])
    return Repetition(1.0 - period / points.size, len(heads), spans[0], spans[1:])


def _earlier(windows: U64) -> I64:
    """For every window the start of the first equal window, or -1 where it is that one itself."""
    order = np.argsort(windows, kind="stable")
    ranked = windows[order]
    fresh = np.append(True, ranked[1:] != ranked[:-1])
    head = order[np.maximum.accumulate(np.where(fresh, np.arange(order.size), 0))]
    first = np.empty(order.size, np.int64)
    first[order] = head
    first[_patterned(order, fresh)] = -1
    return np.where(np.arange(order.size) == first, -1, first)


def _patterned(order: I64, fresh: NDArray[np.bool_]) -> I64:
    """Windows that overlap an equal one: runs of one character, rules, zero tables; a pattern is no copied text."""
    close = np.flatnonzero(~fresh[1:] & (np.diff(order) < WINDOW))
    return np.concatenate((order[close], order[close + 1]))


def _windows(points: NDArray[np.uint32]) -> U64:
    """A polynomial hash of every window, from prefix sums modulo 2⁶⁴ (Karp and Rabin 1987)."""
    spread = mix(points.astype(np.uint64) * np.uint64(WORD_FACTOR))
    forth, back = powers(points.size)
    total = np.zeros(points.size + 1, np.uint64)
    np.cumsum(spread * forth[: points.size], out=total[1:])
    return mix((total[WINDOW:] - total[:-WINDOW]) * back[: points.size - WINDOW + 1])


def _covered(starts: I64, size: int) -> int:
    """How many characters lie in the windows that begin at ``starts``."""
    edges = np.zeros(size + 1, np.int64)
    np.add.at(edges, starts, 1)
    np.add.at(edges, starts + WINDOW, -1)
    return int(np.count_nonzero(np.cumsum(edges[:-1])))


def _stretches(earlier: I64) -> I64:
    """Copied stretches in order, shape (n, 3): start, end, and start of what is copied; small gaps are bridged."""
    again = np.flatnonzero(earlier >= 0)
    if not again.size:
        return np.empty((0, 3), np.int64)
    source = earlier[again]
    cut = np.append(True, (np.diff(again) != 1) | (np.diff(source) != 1))
    heads = np.flatnonzero(cut)
    tails = np.append(heads[1:], again.size) - 1
    runs = zip(again[heads].tolist(), (again[tails] + WINDOW).tolist(), source[heads].tolist(), strict=True)
    merged: list[list[int]] = []
    for start, end, origin in runs:
        last = merged[-1] if merged else None
        if last and start - last[1] <= _GAP and 0 <= origin - last[2] - (last[1] - last[0]) + _GAP <= 2 * _GAP:
            last[1] = end
        else:
            merged.append([start, end, origin])
    return np.array(merged, np.int64).reshape(-1, 3)


def _copies(stretches: I64, points: NDArray[np.uint32]) -> list[tuple[int, int]]:
    """Where the copies of the whole text stand, the first included; empty when there is but one."""
    weight = np.append(0, np.cumsum(1 + (points >= _TWO_BYTES) + (points >= _THREE_BYTES)))
    long = stretches[weight[stretches[:, 1]] - weight[stretches[:, 0]] >= _RUN]
    for chosen, share in ((long, _WHOLE), (stretches, _SOLID)):
        depth = _depth(chosen, points.size)
        distinct = np.sort(depth[depth > 0])[::-1]
        copies = int(distinct[max(0, round(distinct.size * share) - 1)]) if distinct.size else 1
        if copies > 1:
            return _extents(chosen, depth, copies)
    return []


def _depth(stretches: I64, size: int) -> I64:
    """How often the text at each place occurs from there on; 0 where it is itself a later copy."""
    origin, target = np.zeros(size + 1, np.int64), np.zeros(size + 1, np.int64)
    starts, ends, sources = stretches.T
    np.add.at(origin, sources, 1)
    np.add.at(origin, np.minimum(sources + ends - starts, size), -1)
    np.add.at(target, starts, 1)
    np.add.at(target, ends, -1)
    return np.where(np.cumsum(target[:-1]) == 0, 1 + np.cumsum(origin[:-1]), 0)


def _extents(stretches: I64, depth: I64, copies: int) -> list[tuple[int, int]]:
    """Every copy's start and end: where one place that all copies share recurs, with as much around it as the unit has."""
    unit = np.flatnonzero(depth >= copies)
    exact = np.flatnonzero(depth == copies)
    anchor = int(exact[exact.size // 2])
    starts, ends, sources = stretches.T
    over = (sources <= anchor) & (anchor < sources + ends - starts)
    places = [anchor, *sorted((starts + anchor - sources)[over].tolist())]
    before, after = anchor - int(unit[0]), int(unit[-1]) + 1 - anchor
    heads = [max(0, place - before) for place in places]
    return [
        (head, max(head + 1, min(place + after, following)))
        for head, place, following in zip(heads, places, [*heads[1:], depth.size], strict=True)
    ]
