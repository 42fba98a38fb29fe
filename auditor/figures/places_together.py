"""Tells a place that is named in one breath with others from one that stands alone: England and Wales, 杭州等12个城市."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.figures.places import Mention, gazetteer
from auditor.text.lazy import lazy

__all__ = ["told_together"]

_TOGETHER = lazy(r"(?:,?\s(?:and|or)\s(?:in\s)?(?:the\s)?|\s?(?:[、和与及]|以及)\s?)")
# 杭州等12个城市: what is told of Hangzhou and others is not Hangzhou's.
_AND_OTHERS = lazy(r"等(?:地|[省市国县区城多数\d一二三四五六七八九十两]|重点|主要|沿海|中西部)")
# Ghent and Bruges: a name that is no listed place stands beside one.
_BESIDE = lazy(r"(?:\A|[.!?]\s|\n|\b(?:in|at|from|across|of)\s)[A-Z][a-z-]{2,}\sand\s(?:the\s)?$")
_AND_NAME = lazy(r",?\sand\s(?:the\s)?[A-Z][a-z]")
_BESIDE_REACH = 32  # characters in which it stands
_ENUMERATED = lazy(r",\s(?:the\s)?")


def told_together(text: str, chosen: Mention, candidates: Sequence[Mention]) -> bool:
    """Whether a place is named in one breath with another beside it: what England and Wales have is not that of Wales."""
    if _AND_OTHERS.match(text, chosen.end):
        return True
    if _BESIDE.search(text, max(0, chosen.start - _BESIDE_REACH), chosen.start):
        before = candidates[: candidates.index(chosen)]
        if not any(_joined(text, mention, chosen) for mention in before):
            return True
    run = _run(text, candidates, candidates.index(chosen))
    if len(run) > 1 and _AND_NAME.match(text, run[-1].end):
        return True
    return any(
        _TOGETHER.fullmatch(text, one.end, other.start) is not None and _apart(one, other)
        for one, other in pairwise(run)
    )


def _run(text: str, candidates: Sequence[Mention], at: int) -> Sequence[Mention]:
    """The places of an enumeration that holds the one at ``at``: those between which nothing but joints stand."""
    first, last = at, at
    while first and _joined(text, candidates[first - 1], candidates[first]):
        first -= 1
    while last + 1 < len(candidates) and _joined(text, candidates[last], candidates[last + 1]):
        last += 1
    return candidates[first : last + 1]


def _joined(text: str, one: Mention, other: Mention) -> bool:
    return bool(_TOGETHER.fullmatch(text, one.end, other.start) or _ENUMERATED.fullmatch(text, one.end, other.start))


def _apart(one: Mention, other: Mention) -> bool:
    """Whether neither of two places lies in the other."""
    places = gazetteer()
    return (
        one.place != other.place
        and not places.within(one.place, other.place)
        and not places.within(other.place, one.place)
    )
