"""Takes boilerplate out of what documents share: headers, navigation and disclaimers make nobody an excerpt.

A block is boilerplate where it stands in many families whose remaining text differs. Copies of one text are one family,
so a flood of them never makes their text boilerplate; near-duplicates are judged on the full text and stay as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from auditor.model import Likeness, Span

__all__ = ["settle"]

FAMILIES = 5
"""Families that share a block before it is boilerplate: a quotation is seldom taken up by four unrelated texts in one
corpus, the navigation of a site stands on every page of it."""

STANDING = 20
"""Families where the block is also a document by itself: a news item that several pages carry in full is content."""

_MAIN = 0.5  # share of a document from which on the block is what the document says, not what stands around it
_CONTAINED = 0.8  # the contract's containment of an excerpt
_LEAST = 200  # the contract's characters of a passage
_REST = 100  # characters beside boilerplate with which an excerpt is still one: a paragraph of its own
_STANDS = ""  # no id: marks where a block is also a document by itself


def settle(lengths: Mapping[str, int], likenesses: Sequence[Likeness]) -> tuple[Likeness, ...]:
    """The likenesses without boilerplate; ``lengths`` are the characters of the documents, by id.

    An excerpt that boilerplate alone held together becomes a passage or goes; a passage that is all there is besides
    boilerplate becomes an excerpt.
    """
    partial = [like for like in likenesses if like.kind in {"excerpt", "passage"}]
    blocks = _boilerplate(lengths, partial, _groups(lengths, likenesses))
    if not blocks:
        return tuple(likenesses)
    kept = (_without(like, lengths, blocks) if like.kind in {"excerpt", "passage"} else like for like in likenesses)
    return tuple(like for like in kept if like is not None)


def _groups(lengths: Mapping[str, int], likenesses: Sequence[Likeness]) -> Mapping[str, str]:
    """For every id that shares most of its text with another, the id that stands for its group."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for like in likenesses:
        most = _size(like.spans_a) >= _MAIN * max(lengths[like.a], lengths[like.b])
        if like.kind in {"near-duplicate", "similar"} or most:
            one, two = sorted((find(like.a), find(like.b)))
            parent[two] = one
    return {name: find(name) for name in list(parent)}


def _boilerplate(
    lengths: Mapping[str, int], partial: Sequence[Likeness], groups: Mapping[str, str]
) -> Mapping[str, tuple[Span, ...]]:
    """The boilerplate of every document that has any."""
    shared: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for like in partial:
        for own, other, spans, its in _both(like):
            if _size(its) < _MAIN * lengths[other]:
                shared[own] += [(groups.get(other, other), span) for span in spans]
            if like.kind == "excerpt":
                shared[own] += [(_STANDS, span) for span in spans]
    found = {name: _crowded(listed) for name, listed in shared.items()}
    return {name: spans for name, spans in found.items() if spans}


def _both(like: Likeness) -> Iterator[tuple[str, str, tuple[Span, ...], tuple[Span, ...]]]:
    yield like.a, like.b, like.spans_a, like.spans_b
    yield like.b, like.a, like.spans_b, like.spans_a


def _crowded(shared: Sequence[tuple[str, Span]]) -> tuple[Span, ...]:
    """Where a document shares text with enough families, its own included."""
    events: dict[int, Counter[str]] = defaultdict(Counter)
    for group, (start, end) in shared:
        events[start][group] += 1
        events[end][group] -= 1
    over: Counter[str] = Counter()
    found: list[Span] = []
    for place, following in pairwise(sorted(events)):
        over.update(events[place])
        for group in events[place]:
            if not over[group]:
                del over[group]
        stands = _STANDS in over
        if len(over) - stands + 1 >= (STANDING if stands else FAMILIES):
            joins = bool(found) and found[-1][1] == place
            found.append((found.pop()[0] if joins else place, following))
    return tuple(found)


def _without(like: Likeness, lengths: Mapping[str, int], blocks: Mapping[str, Sequence[Span]]) -> Likeness | None:
    """The likeness with what is boilerplate on either side cut out of its spans; ``None`` when nothing is left."""
    one, two = blocks.get(like.a, ()), blocks.get(like.b, ())
    pairs = [piece for pair in zip(like.spans_a, like.spans_b, strict=True) for piece in _cut(*pair, one, two)]
    if pairs == list(zip(like.spans_a, like.spans_b, strict=True)):
        return like
    shared = sum(end - start for (start, end), _ in pairs)
    gone = _size(like.spans_a) - shared
    # What was cut on one side's account is gone from the other as well.
    left = min(lengths[like.a] - max(gone, _size(one)), lengths[like.b] - max(gone, _size(two)))
    long = [pair for pair in pairs if pair[0][1] - pair[0][0] >= _LEAST]
    if shared >= _REST and shared >= _CONTAINED * left:
        return replace(like, kind="excerpt", spans_a=_column(pairs, 0), spans_b=_column(pairs, 1))
    return replace(like, kind="passage", spans_a=_column(long, 0), spans_b=_column(long, 1)) if long else None


def _cut(a: Span, b: Span, one: Sequence[Span], two: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """What is left of an aligned pair of spans; inside it the two sides run in step, up to a word or two."""
    size = min(a[1] - a[0], b[1] - b[0])
    found = [(side[0], span) for side, spans in ((a, one), (b, two)) for span in spans]
    taken = ((max(0, start - base), min(size, end - base)) for base, (start, end) in found)
    inside = sorted(span for span in taken if span[0] < span[1])
    if not inside:
        yield a, b
        return
    place = 0
    for start, end in [*inside, (size, size)]:
        if start > place:
            yield (a[0] + place, a[0] + start), (b[0] + place, b[0] + start)
        place = max(place, end)


def _column(pairs: Sequence[tuple[Span, Span]], side: int) -> tuple[Span, ...]:
    return tuple(pair[side] for pair in pairs)


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)
