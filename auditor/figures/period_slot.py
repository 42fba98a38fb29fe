"""Decides the period of a figure: the date of its sentence that is its own, or the one that its paragraph told before."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from auditor.figures.context import Context
from auditor.figures.figure import Origin, Slot
from auditor.figures.period_base import CHANGES, begins_next, is_base, is_measured_from, is_since
from auditor.figures.period_each import told_together
from auditor.figures.periods import Period
from auditor.figures.quantities import Dated, Quantity
from auditor.figures.relative import han_count
from auditor.figures.sentence import Sentence, distance
from auditor.text.lazy import lazy

__all__ = ["carried_period", "period_slot"]

_OF_YEAR = lazy(r"(?:19|20)\d\d|年|\b(?:last|this|previous)\b", re.IGNORECASE)
_YEAR, _MONTHS_NAMED = 12, 3
"""Months of a year, and at most of what is named without one: a month, a season."""
_NONE: Slot[Period] = Slot(None, Origin.UNKNOWN)
_OUTRIGHT = lazy(r"[\s(]*(?:in|by|for|during|over|as of|at)?\s?(?:the\s)?", re.IGNORECASE)
_NOW = lazy(
    r"目前|现有|现已|迄今|至今|累计|如今|\bnow\b|\bcurrently\b|\btoday\b|\bso far\b|\bto date\b|\bexisting\b",
    re.IGNORECASE,
)
# Nor is a time told before that of what is told of some years after it.
_LATER = lazy(
    r"(?:[一两二三四五六七八九十几数\d]|多)(?:年|个月)[之以]?后|[翌次]年|第[二三四五]年|\b(?:years?|months?|decades?) (?:later|after|on)\b|\bthe (?:following|next) (?:year|month)\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\s*(?:其中|of (?:which|these|this|them)\b|among (?:them|these)\b)", re.IGNORECASE)
_TWO_YEARS = 23  # months between the first and the last of two years
_STARTS = lazy(r"(?:\bfrom|[由从])\s?(?:about |around )?\S?$")
_ENDS = lazy(r"(?:\bfrom [^.;]{3,30} to|[增升提扩降减][长加升高大至到]*[至到]了?)\s?(?:about |around |nearly )?\S?$")
# Part of a year, told apart from the year itself: "third-quarter revenue of $3 million in 2024", 2024年，公司上半年.
_PART_OF_YEAR = lazy(
    r"\b(?P<ordinal>first|second|third|fourth|final|latter)[ -](?P<unit>quarter|half)\b(?!-)|(?<![A-Za-z\d])(?P<code>[QH][1-4])(?![\w-])"
    r"|(?P<han>上半年|下半年|前三季度|[一二三四]季度)",
    re.IGNORECASE,
)
_PART_WORDS = frozenset({"quarter", "half", "q", "h"})  # Q4 holds the word q
_HAN_PARTS = {"上半年": (0, 6), "下半年": (6, 6), "前三季度": (0, 9)}
_ORDINALS = {"first": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "final": 4}
_PART_REACH = 60  # characters before or behind a figure in which it stands
_FIGURES_OF_A_YEAR = lazy(r"(?:19|20)\d\d|[QH][1-4]")
_BEHIND = 8  # a date before the figure is nearer than one after it
_PLANNED = 100  # characters before a figure in which such words stand
# 三年新获批: counted in years of the plan that the article tells.
_WITHIN_YEARS = lazy(
    r"(?P<years>[一两二三四五六七八九十]|\d{1,2})年(?:内|间)?(?=新|累计|共|将|力争|建|培育|引进|实现|完成)[^。；;\n]*$"
)


def period_slot(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    context: Context,
    *,
    carried: Period | None = None,
    taken: Collection[Period | None] | None = None,
) -> Slot[Period]:
    """The date of the sentence that is nearest and no base of comparison; else ``carried``, for what is told as a fact.

    ``taken``, for what is still to come, are the times of what the sentence tells as facts: what is over is no time of a plan.
    """
    if quantity.dimension == "growth" and (quantity.unit == "ratio/year" or _has_since(text, sentence)):
        span = _rate_span(text, sentence, context)
        if span is not None:
            return Slot(span, Origin.STATED)
    if context.plan is not None and _in_plan(text, sentence, quantity, context.plan):
        return Slot(context.plan, Origin.STATED)
    own = [dated for dated in sentence.dates if not begins_next(text, sentence, quantity, dated)]
    if len(own) > 1:
        own.sort(key=lambda d: (_date_distance(sentence, quantity, text, d), d.start))
    nearest = next((dated for dated in own if not is_base(text, dated, quantity)), None)
    if nearest is not None:
        return _stated(text, sentence, quantity, context, nearest, taken)
    goes_on = context.published is not None or _OF_WHICH.match(text, sentence.span[0])
    if carried is None or taken is not None or not goes_on or _NOW.search(text, *sentence.span):
        return _NONE
    return _NONE if _LATER.search(text, sentence.span[0], quantity.start) else Slot(carried, Origin.INHERITED)


def _stated(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    context: Context,
    dated: Dated,
    taken: Collection[Period | None] | None,
) -> Slot[Period]:
    """The period that the nearest date tells, unless it is over for a plan, or to come for a fact."""
    period = dated.period if len(sentence.dates) == 1 else told_together(text, sentence, quantity, dated)
    if period is None or period.yearless or _LATER.search(text, dated.end, max(dated.end, quantity.start)):
        return _NONE
    if context.published is not None:
        if taken is None and period.first > context.published.last:
            return _NONE
        if taken is not None and period.last < context.published.first:
            if dated.end <= quantity.start and period in taken:
                return _NONE
            period = _next_time(text, dated, context.published)
    return Slot(
        _part_of_year(text, sentence, quantity, _end_of_change(text, sentence, quantity, period)), Origin.STATED
    )


def _next_time(text: str, dated: Dated, published: Period) -> Period:
    """A month without a year that is still to come: from April it will be 12 pounds."""
    period = dated.period
    months = period.last - period.first + 1
    if months > _MONTHS_NAMED or _OF_YEAR.search(text, dated.start, dated.end):
        return period
    later = replace(period, first=period.first + _YEAR, last=period.last + _YEAR)
    return later if later.first > published.first else period


def _in_plan(text: str, sentence: Sentence, quantity: Quantity, plan: Period) -> bool:
    """Whether a figure is told for as many years as the article's plan has, with no date of its own between."""
    told = _WITHIN_YEARS.search(text, max(sentence.span[0], quantity.start - _PLANNED), quantity.start)
    if told is None or any(told.start() < dated.start < quantity.start for dated in sentence.dates):
        return False
    return han_count(told["years"]) == plan.last_year - plan.first_year + 1


def _part_of_year(text: str, sentence: Sentence, quantity: Quantity, period: Period) -> Period:
    """A whole year, or the half or quarter of it that the same clause tells, with no other amount in between."""
    if period != Period.year(period.first_year):
        return period
    low = max((b for b in sentence.breaks if b < quantity.start), default=sentence.span[0])
    high = min((b for b in sentence.breaks if b >= quantity.end), default=sentence.span[1])
    low, high = max(low, quantity.start - _PART_REACH), min(high, quantity.end + _PART_REACH)
    told = text[low:high]
    if sentence.words.isdisjoint(_PART_WORDS) and "季度" not in told and "半年" not in told:
        return period
    for match in _PART_OF_YEAR.finditer(text, low, high):
        between = (
            text[match.end() : quantity.start] if match.end() <= quantity.start else text[quantity.end : match.start()]
        )
        if not any(map(str.isdigit, _FIGURES_OF_A_YEAR.sub("", between))):
            first, months = _months_of(match)
            return Period(period.first + first, period.first + first + months - 1)
    return period


def _months_of(match: re.Match[str]) -> tuple[int, int]:
    """The first month of a part of the year, counted from 0, and how many it has."""
    if match["han"]:
        return _HAN_PARTS.get(match["han"]) or (3 * "一二三四".index(match["han"][0]), 3)
    code = match["code"]
    months = (3 if code[0] in "Qq" else 6) if code else 3 if match["unit"].lower() == "quarter" else 6
    number = int(code[1]) if code else _ORDINALS[match["ordinal"].lower()]
    return months * (min(number, 12 // months) - 1), months


def _has_since(text: str, sentence: Sentence) -> bool:
    return any(is_since(text, dated) for dated in sentence.dates)


def _date_distance(sentence: Sentence, quantity: Quantity, text: str, dated: Dated) -> int:
    """A date before the figure is nearer than one after it, but "58 billion in 2025" says it outright."""
    if dated.start >= quantity.end and _OUTRIGHT.fullmatch(text, quantity.end, dated.start):
        return 0
    return distance(sentence, quantity, dated.start, dated.end) + (_BEHIND if dated.start > quantity.start else 0)


def _rate_span(text: str, sentence: Sentence, context: Context) -> Period | None:
    """The years that a yearly rate is for: from the first to the last year of the sentence, or "since" one of them."""
    for dated in _dated(sentence):
        if is_since(text, dated):
            return _since(dated.period, sentence, context)
    years = [dated.period for dated in _dated(sentence) if not is_measured_from(text, dated)]
    if not years:
        return None
    first, last = min(years, key=lambda p: p.first), max(years, key=lambda p: p.last)
    return first if first == last else first.to(last)


def _end_of_change(text: str, sentence: Sentence, quantity: Quantity, period: Period) -> Period:
    """From 2015 to 2024 it grew from 5.1 GW (in 2015) to 7.6 GW (in 2024)."""
    if not period.span or quantity.dimension in CHANGES or period.last - period.first < _TWO_YEARS:
        return period
    before = text[max(sentence.span[0], quantity.start - 40) : quantity.start]
    if _STARTS.search(before):
        return Period.year(period.first_year)
    if _ENDS.search(before):
        return Period.year(period.last_year)
    return period


def _dated(sentence: Sentence) -> list[Dated]:
    return [dated for dated in sentence.dates if not dated.period.yearless]


def _since(start: Period, sentence: Sentence, context: Context) -> Period | None:
    """From a year to the last one that the sentence tells, or that of the article."""
    later = [dated.period for dated in _dated(sentence) if dated.period.last > start.last]
    end = max(later, key=lambda period: period.last) if later else context.published
    if end is None:
        return None
    whole = start.last - start.first == 11  # noqa: PLR2004  # a year
    return start.to(Period.year(end.last_year) if whole else end)


def carried_period(text: str, dates: Sequence[Dated], context: Context) -> Period | None:
    """The time that goes without saying in the next sentence: the first one that is over and is no base.

    In an article without a date nobody can tell what is over: there only "of which" goes on with it.
    """
    over = [
        dated.period
        for dated in dates
        if not dated.period.yearless
        and not is_base(text, dated)
        and not (context.published and dated.period.first > context.published.last)
    ]
    return over[0] if over else None
