"""Reads dates that are told in one breath: one date to one figure where 分别 says so, the span of them where all are summed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditor.figures.periods import Period
from auditor.figures.quantities import Dated, Quantity
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["told_together"]

_JOINT = lazy(r"\s?[和与及、]\s?|,?\s(?:and|or)\s(?:in\s)?|,\s")
_EACH = "分别"
_BETWEEN = lazy(r"\bbetween\s(?:late\s|early\s|mid-)?$", re.IGNORECASE)
_ENDS, _BEFORE = 2, 16  # dates of a span, and characters before it in which "between late" stands
_LIST_JOINT = lazy(r"[、和与及]")
_SUMMED = lazy(r"累计|共|合计|总计|\b(?:total|combined|together|altogether|cumulative|in all)", re.IGNORECASE)


def told_together(text: str, sentence: Sentence, quantity: Quantity, dated: Dated) -> Period | None:
    """The period of a date, or what the dates joined with it tell; ``None`` where they leave it open."""
    run = _run(text, sentence.dates, dated)
    if len(run) == 1:
        return dated.period
    if len(run) == _ENDS and _BETWEEN.search(text, max(sentence.span[0], run[0].start - _BEFORE), run[0].start):
        return run[0].period.to(run[1].period) if run[0].period.first < run[1].period.first else None
    at = text.find(_EACH, run[-1].end, quantity.start)
    if at >= 0:
        index = len(_LIST_JOINT.findall(text, at, quantity.start))
        return run[index].period if index < len(run) else None
    adjoining = all(one.period.last + 1 == other.period.first for one, other in pairwise(run))
    return run[0].period.to(run[-1].period) if adjoining and _SUMMED.search(text, *sentence.span) else None


def _run(text: str, dates: Sequence[Dated], dated: Dated) -> Sequence[Dated]:
    """The dates between which nothing but joints stand, around one of them; relative ones too."""
    first = last = dates.index(dated)
    while first and _JOINT.fullmatch(text, dates[first - 1].end, dates[first].start):
        first -= 1
    while last + 1 < len(dates) and _JOINT.fullmatch(text, dates[last].end, dates[last + 1].start):
        last += 1
    return dates[first : last + 1]
