"""Reads what follows a numeral and makes it a quantity: a ratio, money, a unit, a measure word, or the noun it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from auditor.figures.lexicon import Unit, units
from auditor.figures.masks import end_of_token
from auditor.figures.money import OPEN_AFTER, money
from auditor.figures.nouns import counted_noun, speaks_of_money
from auditor.figures.numerals import Number
from auditor.figures.quantities import Quantity
from auditor.figures.ratios import ratio
from auditor.figures.wording import bounded, per_what, plain, signed

__all__ = ["completed"]

_HALF = re.compile(r"半(?!导|岛|径|场|年报|数|夜|成品|决)")
_HUNDREDTHS = re.compile(r"\d{2}(?!\d)")
# A 亩 is two thousand thirds of a square metre: beyond twenty digits the third shows.
_EXACT = Context(prec=20)
_CLASS = re.compile(r"元?级(?!别)")
_OF_THE = re.compile(r"\s(?:out )?of (?:the|its|their|these|those|our|all|every|them|whom|which)\b", re.IGNORECASE)
_HAN_COUNTED = re.compile(r"[万余多]$")
_BILLION = Decimal(10**9)
_THOUSAND = Decimal(1000)


def completed(text: str, first: Number, last: Number) -> Quantity | int:
    """The quantity of the numeral ``last`` with what follows it; its span and prefix begin at ``first``."""
    for reader in (ratio, money, _measured, _classed, _classified):
        found = reader(text, first, last)
        if found is not None:
            return found
    if text[last.end : last.end + 1].isascii() and text[last.end : last.end + 1].isalpha():
        return end_of_token(text, last.end)
    return _counted(text, first, last)


def _measured(text: str, first: Number, last: Number) -> Quantity | None:
    lexicon = units()
    gap = re.match(r"个(?=半)|[余多](?=[年月天小公里米吨斤平亩个])", text[last.end : last.end + 2])
    end = last.end + (gap.end() if gap else 0)
    value, high = last.value, last.high
    if gap and gap.group() == "个":
        value, end = value + Decimal("0.5"), end + 1
    match = lexicon.unit_after.match(text, end)
    if match is None or not _is_unit(text, last, match):
        return None
    unit = _unit(match["word"])
    end = match.end()
    if gap is None and unit.dimension != "area" and (half := _HALF.match(text, end)):
        value, end = value + Decimal("0.5"), half.end()
    if (gap and gap.group() != "个") or "多" in match["word"]:
        high = value + 1
    elif high is None and OPEN_AFTER.match(text, end):  # 三年多
        end, high = end + 1, value + 1
    if unit.id == "second" and (hundredths := _HUNDREDTHS.match(text, end)):  # 9秒83
        value, end = value + Decimal(hundredths.group()) / 100, hundredths.end()
    with localcontext(_EXACT):
        base, step = value * unit.factor, last.step * unit.factor
    found = plain(first.start, end, base, step, unit.dimension, unit.id)
    high = None if high is None else high * unit.factor
    return bounded(text, replace(signed(text, found), per=per_what(text, found.start, end)), high=high)


def _is_unit(text: str, number: Number, match: re.Match[str]) -> bool:
    """Whether a unit word after the numeral is one: 三方 are parties, 5 in a sentence is no unit of length."""
    word = match["word"]
    if number.script == "han" and word in units().collective and number.value < 10:  # noqa: PLR2004  # one digit
        return False
    if len(word) == 1 and word.isascii():
        return text[match.start()] != " " or word not in {"m", "L"} or not text[match.end() : match.end() + 1].isalpha()
    return True


def _unit(word: str) -> Unit:
    table = units().units
    return table[word] if word in table else table[word.lower()]


def _classed(text: str, first: Number, last: Number) -> Quantity | None:
    """百亿级: a size class, its amount and more."""
    match = _CLASS.match(text, last.end) if last.scale >= 10**8 else None
    if match is None:
        return None
    return Quantity(first.start, match.end(), last.value, last.value, None, last.step, "money", None, None, "at_least")


def _classified(text: str, first: Number, last: Number) -> Quantity | None:
    """A number with a measure word: 16家, 20余项."""
    lexicon = units()
    match = lexicon.classifier_after.match(text, last.end)
    if match is None or (first.script == "han" and match["word"] in lexicon.collective and last.value < 10):  # noqa: PLR2004
        return None
    high = last.value + 1 if match["more"] and last.high is None else last.high
    noun = re.compile(r"(?:以上|左右|以内|以下)?(?:的)?\s?(?P<noun>[\u4e00-\u9fff]{1,12})").match(text, match.end())
    found = plain(first.start, match.end(), last.value, last.step, "count", lexicon.classifiers[match["word"]])
    return bounded(text, replace(found, noun=noun.span("noun") if noun else None), high=high)


def _counted(text: str, first: Number, last: Number) -> Quantity | int:
    """A number without a unit: what it counts is the English noun after it, where there is one."""
    if first.script == "word" and text[last.end : last.end + 1] == "-":
        return end_of_token(text, last.end + 1)
    found = signed(text, plain(first.start, last.end, last.value, last.step, "other", None))
    if last.value == last.value.to_integral_value() and (noun := counted_noun(text, last.end)):
        span, unit = noun
        found = replace(found, dimension="count", unit=unit, noun=span)
    elif _OF_THE.match(text, last.end):
        found = replace(found, dimension="count")
    elif last.scale >= _THOUSAND:
        found = replace(found, dimension=_large_dimension(text, first.start, last))
    return bounded(text, found, high=last.high)


def _large_dimension(text: str, start: int, last: Number) -> str:
    """What a large number without a unit is: money where money is spoken of, else a count up to a billion."""
    money = speaks_of_money(text, start)
    if money is not None:
        return "money" if money else "count"
    if last.value >= _BILLION or text[last.end - 1] == "亿":
        return "money"
    return "count" if _HAN_COUNTED.search(text, last.end - 1, last.end) else "other"
