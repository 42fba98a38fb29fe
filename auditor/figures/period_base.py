"""Tells the dates that are no figure's own time: bases of comparison, foundings, and the times of the amount beside it."""

from __future__ import annotations

import re

from auditor.figures.quantities import Dated, Quantity
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["CHANGES", "begins_next", "is_base", "is_measured_from", "is_since"]

CHANGES = frozenset({"growth", "percent-point", "multiple"})
"""What is measured from one time to another."""
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
# Words that lead to what a change is measured from.
_BASE = lazy(
    r"(?:\bthan|\bversus|\bvs\.?|\bagainst|\bcompared (?:with|to)|比|较|高于|低于|超过|同比|相比于?)\s?(?:the\s|in\s|that of\s|those of\s)?$",
    re.IGNORECASE,
)
_BASE_WORDS = ("than", "versus", "vs", "against", "compared", *"比较于过")
_BASE_ENDS = ("than", "versus", "vs", "vs.", "against", "with", "to", "the", "in", "of", *"比较于过")
# 高于2023年的580万: what stands right behind the base is of that time.
_OF_BASE = lazy(
    r"\s?(?:的|['’]s\s)(?:约|近|超|about |some |nearly )?|\s(?:figure|total|level|record|tally|peak|average)\s(?:of|at)\s(?:about |some |nearly )?"
)
_SINCE_REACH = 10  # characters in which "since" stands
_SINCE = re.compile(r"(?:\bsince|自)\s?$", re.IGNORECASE)
_BASE_REACH = 32  # characters in which such words stand
# "advancing 36 places from the previous year": what a change is measured from is no other figure's time either.
_MOVED_FROM = lazy(
    r"\b(?:by|up|down|advanc|improv|climb|ris|rose|fall|fell|drop|gain|los|increas|decreas|jump|slip|mov)[a-z]{0,4}\s(?:by\s)?\d[\d.,]{0,8}%?\s(?:[a-z]+\s){0,2}(?:from|on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_CHANGED_FROM = lazy(r"\b(?:from|on|over)\s(?:the\s)?$", re.IGNORECASE)
# "3,200 tonnes, up from 2,900 in 2023": the date is that of the second amount.
_CONTRASTED = lazy(
    r"\b(?:up from|down from|compared (?:with|to)|against|versus)\s[^.;\n]{0,40}?\d[^.;,\n]{0,30}$", re.IGNORECASE
)
# "from 61% in 2022 to 74%", 从2020年的5200人增至7400人: nor is a date of the first amount that of the second.
_LED_TO = lazy(
    r"(?:\bfrom|[从由])(?P<start>(?:[^.;。；]|\.(?=\d)){1,60}?)(?:\sto|[增升提扩降减涨跌缩][长加高升大小少短至到]*[至到]了?)\s?(?:about |nearly |over |[约近])?\S?$"
)
_LEADS = ("from", "从", "由")
_OTHER_AMOUNT = 80  # characters between a figure and a date in which another amount may stand
_AMOUNT = lazy(r"[\d一二三四五六七八九十百千万亿]")
_FROM_ENDS = ("from", "on", "the")


def is_base(text: str, dated: Dated, quantity: Quantity | None = None) -> bool:
    """Whether a date is a base of comparison, a founding date or the start of a span: not the figure's own time.

    "38 GW against 34 GW a year earlier": the base is the own time of the figure that stands right before it.
    """
    before = text[max(0, dated.start - 60) : dated.start].rpartition("\n")[2]
    told = before.rstrip().lower()
    last = max(0, len(before) - _BASE_REACH)
    if quantity is not None and (_of_the_second(text, dated, quantity) or _of_the_first(text, dated, quantity)):
        return True
    if quantity is not None and _OF_BASE.fullmatch(text, dated.end, quantity.start):
        return False
    if (
        told.endswith(_BASE_ENDS)
        and any(map(told[-_BASE_REACH:].__contains__, _BASE_WORDS))
        and _BASE.search(before, last)
    ):
        return True
    if quantity is not None and quantity.dimension in CHANGES and _CHANGED_FROM.search(before, last):
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


def is_since(text: str, dated: Dated) -> bool:
    """Whether "since" stands before a date."""
    return _SINCE.search(text[max(0, dated.start - _SINCE_REACH) : dated.start]) is not None


def is_measured_from(text: str, dated: Dated) -> bool:
    """Whether a word of comparison stands right before a date."""
    return _BASE.search(text[max(0, dated.start - _BASE_REACH) : dated.start]) is not None


def begins_next(text: str, sentence: Sentence, quantity: Quantity, dated: Dated) -> bool:
    """Whether a date opens a later Chinese clause: 新开航线96条，计划2025年新增60条 says when the 60 are."""
    if dated.start < quantity.end or text[dated.start : dated.end].isascii():
        return False
    return any(text[b] in "，,；;" for b in sentence.breaks if quantity.end <= b < dated.start)
