"""Adds to a quantity what the words around it say: its bound, its sign, and what it is told per."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor.figures.cues import bound_of
from auditor.figures.quantities import Quantity
from auditor.text.lazy import lazy

__all__ = ["bounded", "exact", "per_what", "plain", "rated", "signed"]

_YEARLY = lazy(r"\s?(?:(?:a|per|each|every) year\b|annually\b|/年|每年|per annum\b|/year\b)", re.IGNORECASE)
_YEARLY_BEFORE = lazy(r"(?:年均|每年|annual(?:ly)?|yearly|(?<!\d)年(?:投入|产))[^，。,.;；]{0,6}$", re.IGNORECASE)
_PER_AFTER = lazy(
    r"\s?(?:/|每|(?:per|a|an)\s)\s?(?P<unit>平方米|平米|公里|千米|小时|公斤|千克|人次|千瓦时|立方米|吨|斤|亩|股|人|户|套|件|台|辆|天|日|月|晚|度|个|只|瓶|桶|盒|kWh|kg|km|hour|h|day|week|month|night|person|head|capita"
    r"|share|tonne|ton|barrel|kilo|kilogram|litre|liter|gallon|unit|square (?:foot|metre|meter)|sq ft|sqm|mile|kilometre|kilometer|household|second|s|minute|min)(?![A-Za-z])",
)
_PER_STARTS, _PER_SIGNS = frozenset("/每pa"), frozenset("每均价薪")
_PER_BEFORE = lazy(
    r"(?:每(?P<unit>股|吨|斤|人|亩|户|平方米|平米|公斤|千克|天|日|月|小时|公里|件|套|张|台|桶|度|晚|碗|杯|瓶|只|升|毫升|次|箱|袋|克|盒|票|平方公里|公顷)|(?P<mean>人均|户均|亩均|日均|月均|单价|月薪|时薪|日薪))[^，。；,;\d]{0,8}$"
)


# What the last character before a negative number is.
_SIGNS = frozenset("−-–－下负")
_BEFORE_MINUS = frozenset(" (（\n\t:：=为是到至、，,和与及或达比润流")
# 同比-3.2%: a dash between a word and a rate is a sign.
_DASHES, _RATES = frozenset("-–－"), frozenset({"share", "growth", "percent-point"})


def exact(start: int, end: int, value: Decimal, dimension: str, unit: str) -> Quantity:
    """A quantity that no rounding and no bound touches."""
    return Quantity(start, end, value, value, value, Decimal(0), dimension, unit)


def plain(start: int, end: int, value: Decimal, step: Decimal, dimension: str, unit: str | None) -> Quantity:
    """A quantity that its wording leaves exact."""
    return Quantity(start, end, value, value, value, step, dimension, unit)


def signed(text: str, found: Quantity) -> Quantity:
    """A minus sign in front, where it is no dash between two words or numbers."""
    if text[found.start - 1 : found.start] not in _SIGNS:
        return found
    before = text[max(0, found.start - 2) : found.start]
    minus = before[-1] == "−" or (before[-1] == "-" and (len(before) == 1 or before[0] in _BEFORE_MINUS))
    minus = minus or (before[-1] in _DASHES and found.dimension in _RATES and "\u4e00" <= before[0] <= "\u9fff")
    if before.endswith(("零下", "负")) and before not in {"胜负", "自负", "抱负", "肩负", "担负", "背负"}:
        width = 2 if before == "零下" else 1
    elif minus:
        width = 1
    else:
        return found
    if found.value is None or found.value < 0:
        return found
    return replace(found, start=found.start - width, value=-found.value, low=-found.value, high=-found.value)


def rated(text: str, found: Quantity, *, high: Decimal | None = None) -> Quantity:
    """Adds bound words and what the amount is told per: a year, a tonne, a head."""
    before = text[max(0, found.start - 16) : found.start]
    yearly = _YEARLY.match(text, found.end) is not None
    if not yearly and ("年" in before or "l" in before.lower()):
        yearly = _YEARLY_BEFORE.search(text, max(0, found.start - 16), found.start) is not None
    per = None if yearly else per_what(text, found.start, found.end)
    return bounded(text, replace(found, yearly=yearly, per=per) if yearly or per else found, high=high)


def per_what(text: str, start: int, end: int) -> str | None:
    """What an amount is told per: 吨 in 元/吨, hour, 人均; ``None`` for a total."""
    if text[end : end + 2].lstrip()[:1] in _PER_STARTS and (match := _PER_AFTER.match(text, end)):
        return match["unit"]
    if _PER_SIGNS.isdisjoint(text[max(0, start - 14) : start]):
        return None
    match = _PER_BEFORE.search(text, max(0, start - 14), start)
    return (match["unit"] or match["mean"]) if match else None


def bounded(text: str, found: Quantity, *, high: Decimal | None = None) -> Quantity:
    """Applies the bound words around a quantity, and the upper end that 余 or 多 gives, to its interval."""
    bound, value = bound_of(text, found.start, found.end), found.value
    if value is None:
        return found
    if high is not None and bound in {"exact", "at_least", "approximately"}:
        return replace(found, bound="at_least", low=value, high=high)
    if high is not None:  # 不过二十几块
        return replace(found, bound=bound, low=None, high=high)
    if bound == "at_least":
        return replace(found, bound=bound, low=value, high=None)
    if bound in {"at_most", "nearly"}:
        return replace(found, bound=bound, low=None, high=value)
    if bound == "approximately":
        return replace(found, bound=bound, low=None, high=None)
    return found
