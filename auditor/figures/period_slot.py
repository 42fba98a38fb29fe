"""Decides the period of a figure: the date of its sentence that is its own, or the one that its paragraph told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.context import Context
from auditor.figures.figure import Origin, Slot
from auditor.figures.periods import Period
from auditor.figures.quantities import Dated, Quantity
from auditor.figures.relative import han_count
from auditor.figures.sentence import Sentence, distance
from auditor.text.lazy import lazy

__all__ = ["carried_period", "is_base", "period_slot"]

_NONE: Slot[Period] = Slot(None, Origin.UNKNOWN)
# "founded in 1992" dates the thing, not the figure.
_FOUNDED = lazy(
    r"(?:\b(?:beg[aiu]n|founded|established|started|launched|opened|created|set up|built|born|inaugurated|dat(?:es|ing))\b[^.;\n\d]{0,40}"
    r"|(?:成立|创办|创建|始建|建成|启用|诞生)于?|自)\s?$",
    re.IGNORECASE,
)
# What these patterns need, told by plain comparison: most dates have none of it before them.
# "89,000 babies were born in Hull in 2024": those who were are the figure, and the date is its own.
_COUNTED = lazy(
    r"(?:(?!\b(?:and|but|or|which|who|that)\b)[^.,;\n]){0,40}\b(?:were|been)\b[^.,;\n]{0,60}", re.IGNORECASE
)
_FOUNDED_ENDS = tuple("立办建成用生于自")
_FOUNDED_WORDS = (
    "beg",
    "found",
    "estab",
    "start",
    "launch",
    "open",
    "creat",
    "set up",
    "built",
    "born",
    "inaug",
    "dat",
)
_FOUNDED_AFTER = re.compile(r"\s?(?:年)?(?:\d{1,2}月)?(?:成立|创办|创建|始建|开业|建校|以来)")
_OUTRIGHT = lazy(r"[\s(]*(?:in|by|for|during|over|as of|at)?\s?(?:the\s)?", re.IGNORECASE)
_SINCE_REACH = 10  # characters in which "since" stands
_SINCE = re.compile(r"(?:\bsince|自)\s?$", re.IGNORECASE)
# Words that lead to what a change is measured from.
_BASE = lazy(
    r"(?:\bthan|\bversus|\bvs\.?|\bagainst|\bcompared (?:with|to)|比|较|高于|低于|超过|同比|相比于?)\s?(?:the\s|in\s|that of\s|those of\s)?$",
    re.IGNORECASE,
)
_BASE_WORDS = ("than", "versus", "vs", "against", "compared", *"比较于过")
_BASE_ENDS = ("than", "versus", "vs", "vs.", "against", "with", "to", "the", "in", "of", *"比较于过")
_BASE_REACH = 32  # characters in which such words stand
# "advancing 36 places from the previous year": what a change is measured from is no other figure's time either.
_MOVED_FROM = lazy(
    r"\b(?:by|up|down|advanc|improv|climb|ris|rose|fall|fell|drop|gain|los|increas|decreas|jump|slip|mov)[a-z]{0,4}\s(?:by\s)?\d[\d.,]{0,8}%?\s(?:[a-z]+\s){0,2}(?:from|on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_CHANGED_FROM = lazy(r"\b(?:from|on|over)\s(?:the\s)?$", re.IGNORECASE)
_NOW = lazy(
    r"目前|现有|现已|迄今|至今|累计|如今|\bnow\b|\bcurrently\b|\btoday\b|\bso far\b|\bto date\b|\bexisting\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\s*(?:其中|of (?:which|these|this|them)\b|among (?:them|these)\b)", re.IGNORECASE)
_TWO_YEARS = 23  # months between the first and the last of two years
_STARTS = lazy(r"(?:\bfrom|[由从])\s?(?:about |around )?\S?$")
_ENDS = lazy(r"(?:\bfrom [^.;]{3,30} to|[增升提扩降减][长加升高大至到]*[至到]了?)\s?(?:about |around |nearly )?\S?$")
# "3,200 tonnes, up from 2,900 in 2023": the date is that of the second amount.
_CONTRASTED = lazy(
    r"\b(?:up from|down from|compared (?:with|to)|against|versus)\s[^.;\n]{0,40}?\d[^.;,\n]{0,30}$", re.IGNORECASE
)
# "from 61% in 2022 to 74%", 从2020年的5200人增至7400人: nor is a date of the first amount that of the second.
_LED_TO = lazy(
    r"(?:\bfrom|[从由])(?P<start>[^.;。；]{1,60}?)(?:\sto|[增升提扩降减涨跌缩][长加高升大小少短至到]*[至到]了?)\s?(?:about |nearly |over |[约近])?\S?$"
)
_LEADS = ("from", "从", "由")
_OTHER_AMOUNT = 80  # characters between a figure and a date in which another amount may stand
_AMOUNT = lazy(r"[\d一二三四五六七八九十百千万亿]")
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
_FROM_ENDS = ("from", "on", "the")
# 三年新获批: counted in years of the plan that the article tells.
_WITHIN_YEARS = lazy(
    r"(?P<years>[一两二三四五六七八九十]|\d{1,2})年(?:内|间)?(?=新|累计|共|将|力争|建|培育|引进|实现|完成)[^。；;\n]*$"
)
_CHANGES = frozenset({"growth", "percent-point", "multiple"})


def period_slot(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    context: Context,
    *,
    status: str = "actual",
    carried: Period | None = None,
) -> Slot[Period]:
    """The date of the sentence that is nearest and no base of comparison; else ``carried``, for what is told as a fact."""
    if quantity.dimension == "growth" and (quantity.unit == "ratio/year" or _has_since(text, sentence)):
        span = _rate_span(text, sentence, context)
        if span is not None:
            return Slot(span, Origin.STATED)
    if context.plan is not None and _in_plan(text, sentence, quantity, context.plan):
        return Slot(context.plan, Origin.STATED)
    own = [dated for dated in sentence.dates if not _begins_next(text, sentence, quantity, dated)]
    if len(own) > 1:
        own.sort(key=lambda d: (_date_distance(sentence, quantity, text, d), d.start))
    nearest = next((dated for dated in own if not is_base(text, dated, quantity)), None)
    if nearest is not None:
        if nearest.period.yearless:
            return _NONE
        period = _end_of_change(text, sentence, quantity, nearest.period)
        return Slot(_part_of_year(text, sentence, quantity, period), Origin.STATED)
    goes_on = context.published is not None or _OF_WHICH.match(text, sentence.span[0])
    if carried is None or status != "actual" or not goes_on or _NOW.search(text, *sentence.span):
        return _NONE
    return Slot(carried, Origin.INHERITED)


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
    return any(_SINCE.search(text[max(0, dated.start - 8) : dated.start]) for dated in sentence.dates)


def _begins_next(text: str, sentence: Sentence, quantity: Quantity, dated: Dated) -> bool:
    """Whether a date opens a later Chinese clause: 新开航线96条，计划2025年新增60条 says when the 60 are."""
    if dated.start < quantity.end or text[dated.start : dated.end].isascii():
        return False
    return any(text[b] in "，,；;" for b in sentence.breaks if quantity.end <= b < dated.start)


def _date_distance(sentence: Sentence, quantity: Quantity, text: str, dated: Dated) -> int:
    """A date before the figure is nearer than one after it, but "58 billion in 2025" says it outright."""
    if dated.start >= quantity.end and _OUTRIGHT.fullmatch(text, quantity.end, dated.start):
        return 0
    return distance(sentence, quantity, dated.start, dated.end) + (_BEHIND if dated.start > quantity.start else 0)


def is_base(text: str, dated: Dated, quantity: Quantity | None = None) -> bool:
    """Whether a date is a base of comparison, a founding date or the start of a span: not the figure's own time.

    "38 GW against 34 GW a year earlier": the base is the own time of the figure that stands right before it.
    """
    before = text[max(0, dated.start - 60) : dated.start].rpartition("\n")[2]
    told = before.rstrip().lower()
    last = max(0, len(before) - _BASE_REACH)
    if quantity is not None and (_of_the_second(text, dated, quantity) or _of_the_first(text, dated, quantity)):
        return True
    if (
        told.endswith(_BASE_ENDS)
        and any(map(told[-_BASE_REACH:].__contains__, _BASE_WORDS))
        and _BASE.search(before, last)
    ):
        return True
    if quantity is not None and quantity.dimension in _CHANGES and _CHANGED_FROM.search(before, last):
        return not dated.period.span
    if told.endswith(_FROM_ENDS) and _MOVED_FROM.search(before):
        return True
    if (told.endswith(_FOUNDED_ENDS) or any(map(told.__contains__, _FOUNDED_WORDS))) and _FOUNDED.search(before):
        return quantity is None or not _COUNTED.fullmatch(text, quantity.end, dated.start)
    return bool(_SINCE.search(before[-_SINCE_REACH:]) or _FOUNDED_AFTER.match(text, dated.end))


def _of_the_second(text: str, dated: Dated, quantity: Quantity) -> bool:
    """Whether a date behind a figure stands behind the amount that it is compared with."""
    if not 0 <= dated.start - quantity.end <= _OTHER_AMOUNT:
        return False
    between = text[quantity.end : dated.start]
    return any(map(str.isdigit, between)) and _CONTRASTED.search(between) is not None


def _of_the_first(text: str, dated: Dated, quantity: Quantity) -> bool:
    """Whether a date before a figure is that of the amount from which it changed."""
    start = max(0, quantity.start - _OTHER_AMOUNT)
    if not start <= dated.start < quantity.start:
        return False
    leading = text[start : quantity.start]
    led = _LED_TO.search(text, start, quantity.start) if any(map(leading.__contains__, _LEADS)) else None
    if led is None or not led.start("start") <= dated.start < led.end("start"):
        return False
    return any(
        _AMOUNT.search(text, *part) for part in ((led.start("start"), dated.start), (dated.end, led.end("start")))
    )


def _rate_span(text: str, sentence: Sentence, context: Context) -> Period | None:
    """The years that a yearly rate is for: from the first to the last year of the sentence, or "since" one of them."""
    for dated in _dated(sentence):
        if _SINCE.search(text[max(0, dated.start - 8) : dated.start]):
            return _since(dated.period, sentence, context)
    years = [
        dated.period for dated in _dated(sentence) if not _BASE.search(text[max(0, dated.start - 24) : dated.start])
    ]
    if not years:
        return None
    first, last = min(years, key=lambda p: p.first), max(years, key=lambda p: p.last)
    return first if first == last else first.to(last)


def _end_of_change(text: str, sentence: Sentence, quantity: Quantity, period: Period) -> Period:
    """From 2015 to 2024 it grew from 5.1 GW (in 2015) to 7.6 GW (in 2024)."""
    if not period.span or quantity.dimension in _CHANGES or period.last - period.first < _TWO_YEARS:
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
