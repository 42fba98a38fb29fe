"""Reads what follows a numeral and makes it a quantity: a ratio, money, a unit, a measure word, or the noun it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from auditor.figures.bare import after_bound, counts_people, dimension_of, is_age
from auditor.figures.lexicon import Unit, units
from auditor.figures.masks import end_of_token
from auditor.figures.money import OPEN_AFTER, money
from auditor.figures.nouns import counted_noun
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
# 41.3C is a temperature where the weather is spoken of; 3C and 5F are not.
_TEMPERATURE = re.compile(r"\s?°?(?P<scale>[CF])(?![A-Za-z0-9])")
_WEATHER = re.compile(r"temperature|degrees|heat|cold|warm|cool|\bhigh of|\blow of|weather|气温|温度|°", re.IGNORECASE)
_TITLED = re.compile(r"[ \t-]?[A-Z][a-z]{2,3}(?![A-Za-z])")
_POWER = re.compile(r"\^[23](?!\d)|\s(?:squared|cubed)(?![A-Za-z])")
_POUNDS = re.compile(
    r"(?P<joint>[ -])(?P<word>pounds?)(?![A-Za-z])(?P<of>\sof\s(?!sterling|debt|taxpayer|public|fund|invest|aid|money|cash|saving|support|spending|damage))?(?!\s(?:note|coin|fine|deal|bill|prize|contract|loan|budget|sterling))"
)
_WEIGHS = re.compile(r"weigh|heavy|overweight|\blost\b|\bgained\b|\blift", re.IGNORECASE)
_POUND = Decimal("0.45359237")
_HAN_NOUN = re.compile(r"(?:以上|左右|以内|以下)?(?:的)?\s?(?P<noun>[\u4e00-\u9fff]{1,12})")
_GAP = re.compile(r"个(?=半)|[余多](?=[年月天小公里米吨斤平亩个])")
_HOUR_BEFORE = re.compile(r"(?:小时|钟头)[零又]?$")
_SECONDS = re.compile(r"[\d一二三四五六七八九十]{1,4}秒")
_TIMES = frozenset({"day", "week", "month", "year", "hour", "minute"})
_OIL = re.compile(r"油[^，。；,;]{0,10}$")
_BARREL = "barrels"


def completed(text: str, first: Number, last: Number) -> Quantity | int:
    """The quantity of the numeral ``last`` with what follows it; its span and prefix begin at ``first``."""
    for reader in (ratio, _pounds, money, _measured, _classed, _classified):
        found = reader(text, first, last)
        if found is not None:
            return found
    if text[last.end : last.end + 1].isascii() and text[last.end : last.end + 1].isalpha():
        return _temperature(text, first, last) or end_of_token(text, last.end)
    return _counted(text, first, last)


def _measured(text: str, first: Number, last: Number) -> Quantity | None:
    lexicon = units()
    gap = _GAP.match(text, last.end)
    end = gap.end() if gap else last.end
    value, high = last.value, last.high
    if gap and gap.group() == "个":
        value, end = value + Decimal("0.5"), end + 1
    if time := _time(text, first, last, end):
        return time
    match = lexicon.unit_after.match(text, end) or _titled(text, end)
    if match is None or not _is_unit(text, last, match):
        return None
    unit = _unit(match["word"])
    end = end + match.end() if match.string is not text else match.end()
    if power := _POWER.match(text, end):
        return _powered(text, first, last, unit, power)
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


def _time(text: str, first: Number, last: Number, end: int) -> Quantity | None:
    """两小时零八分, 2分55秒: 分 is a minute beside an hour or seconds; and 18周岁 is an age."""
    if text.startswith("周岁", end):
        return bounded(text, plain(first.start, end + 2, last.value, last.step, "duration", "year"), high=last.high)
    if not text.startswith("分", end) or text.startswith(("分之", "分钟"), end):
        return None
    if _HOUR_BEFORE.search(text, max(0, first.start - 4), first.start) or _SECONDS.match(text, end + 1):
        return plain(first.start, end + 1, last.value, last.step, "duration", "minute")
    return None


def _titled(text: str, end: int) -> re.Match[str] | None:
    """A unit in title case: 24-Hour, 3 Days. The match is in a string of its own."""
    word = _TITLED.match(text, end)
    return units().unit_after.match(word.group().lower()) if word else None


def _pounds(text: str, first: Number, last: Number) -> Quantity | None:
    """A weight in pounds, where the words around speak of one: a 12-pound turkey, pounds of beef."""
    match = _POUNDS.match(text, last.end)
    if match is None or not (
        match["joint"] == "-" or match["of"] or _WEIGHS.search(text, max(0, first.start - 30), first.start)
    ):
        return None
    found = plain(first.start, match.end("word"), last.value * _POUND, last.step * _POUND, "mass", "kg")
    return bounded(text, found)


def _powered(text: str, first: Number, last: Number, unit: Unit, power: re.Match[str]) -> Quantity:
    """4 km^3, 20 metres squared: the power of a length."""
    exponent = 2 if power.group().strip() in {"^2", "squared"} else 3
    if unit.dimension != "length":
        return bounded(
            text, plain(first.start, power.end(), last.value * unit.factor, last.step * unit.factor, "other", unit.id)
        )
    dimension, base = ("area", "m2") if exponent == 2 else ("volume", "m3")  # noqa: PLR2004  # the square
    with localcontext(_EXACT):
        factor = unit.factor**exponent
        found = plain(first.start, power.end(), last.value * factor, last.step * factor, dimension, base)
    return bounded(text, found)


def _is_unit(text: str, number: Number, match: re.Match[str]) -> bool:
    """Whether a unit word after the numeral is one: 三方 are parties, 5 in a sentence is no unit of length."""
    word = match["word"]
    if number.script == "han" and word in units().collective and number.value < 10:  # noqa: PLR2004  # one digit
        return False
    if len(word) == 1 and word.isascii():
        return text[match.start()] != " " or word not in {"m", "L"} or not text[match.end() : match.end() + 1].isalpha()
    return True


def _temperature(text: str, first: Number, last: Number) -> Quantity | None:
    """41.3C: degrees whose sign is left out."""
    match = _TEMPERATURE.match(text, last.end)
    around = text[max(0, first.start - 60) : last.end + 30]
    if match is None or last.scale != 1 or not _WEATHER.search(around):
        return None
    found = plain(first.start, match.end(), last.value, last.step, "other", "degree")
    return bounded(text, signed(text, found))


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
    noun = _HAN_NOUN.match(text, match.end())
    counted = lexicon.classifiers[match["word"]]
    if counted == "barrel" and _OIL.search(text, max(0, first.start - 14), first.start):
        unit = _unit(_BARREL)
        found = plain(first.start, match.end(), last.value * unit.factor, last.step * unit.factor, "volume", unit.id)
        return bounded(text, found)
    if counted == "year of age":
        found = plain(first.start, match.end(), last.value, last.step, "duration", "year")
        return bounded(text, found, high=high)
    found = plain(first.start, match.end(), last.value, last.step, "count", counted)
    return bounded(text, replace(found, noun=noun.span("noun") if noun else None), high=high)


def _counted(text: str, first: Number, last: Number) -> Quantity | int:
    """A number without a unit: what it counts is the English noun after it, where there is one."""
    if first.script == "word" and text[last.end : last.end + 1] == "-":
        return end_of_token(text, last.end + 1)
    found = signed(text, plain(first.start, last.end, last.value, last.step, "other", None))
    if last.value == last.value.to_integral_value() and (noun := counted_noun(text, after_bound(text, last.end))):
        span, unit = noun
        if unit in _TIMES:  # six straight weeks
            return bounded(text, replace(found, dimension="duration", unit=unit, noun=span), high=last.high)
        found = replace(found, dimension="count", unit=unit, noun=span)
    elif _OF_THE.match(text, last.end):
        found = replace(found, dimension="count")
    elif last.value == last.value.to_integral_value() and counts_people(text, first.start, last.end):
        found = replace(found, dimension="count", unit="person")
    elif is_age(text, first.start, last):
        found = replace(found, dimension="duration", unit="year")
    else:
        found = replace(found, dimension=dimension_of(text, first.start, last))
    return bounded(text, found, high=last.high)
