"""Gives the numbers of a list the unit that only its last one carries: 300 and 450 buses; 288m, 140m and 207m tonnes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.figures.quantities import Quantity
from auditor.text.lazy import lazy

__all__ = ["shared"]

_JOINT = re.compile(
    r"(?:\s[a-z]{3,12}(?=,|\sand))?(?:\s?[,，、]\s?(?:and\s|or\s)?|\s(?:and|or|versus|against)\s|\s?[和与及或]\s?)",
    re.IGNORECASE,
)
_LED_TO = re.compile(
    r"(?:\s[a-z]{2,14}){0,3},?\s(?:to|versus|against|compared with)\s(?:(?:only|just|about|around|over|under|nearly|almost|some|roughly|fewer|less|more|than|as|many|at|least|most) ){0,4}"
    r"|.?[降升增减涨跌扩缩][^，。；\d]{0,3}[至到为成](?:了|约|近|超过|不足|不到)?"
)
_FROM = lazy(r"\bfrom\s(?:\w+\s){0,3}$|[从由自][^，。；]{0,12}$", re.IGNORECASE)
# What its unit is told by: a word behind the number. Money before it ($3, 4 and 5) is told by its sign.
_SHARED = frozenset(
    {"count", "share", "growth", "mass", "length", "area", "volume", "duration", "percent-point", "other"}
)


def shared(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities with bare members of a list measured as the member behind them is."""
    found = list(quantities)
    for index in range(len(found) - 2, -1, -1):
        bare, last = found[index], found[index + 1]
        if not _lists(text, bare, last):
            continue
        if bare.dimension == "other" and bare.unit is None:
            found[index] = _measured(text, bare, last)
        elif _MILLIONS.fullmatch(text, bare.start, bare.end) and _MILLIONS.match(text, last.start):
            found[index] = _millions(text, bare, last)
    for index in range(1, len(found)):
        found[index] = _changed_too(text, found[index - 1], _led_to(text, found[index - 1], found[index]))
    return tuple(_ranged(text, found))


# 零下3℃到零上2℃, 九成到九成五之间: both ends are read whole, with signs and tails of their own.
_TO = lazy(r"\s?(?:到|至|[~～—–])\s?(?:零上)?")


def _ranged(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with two that a range joins made one."""
    kept: list[Quantity] = []
    for last in found:
        first = kept[-1] if kept else None
        if first is not None and _ends_of_range(text, first, last):
            low, high = sorted((first.value, last.value))  # type: ignore[type-var]  # checked by the test before
            kept[-1] = replace(last, start=first.start, value=None, low=low, high=high, bound="range")
        else:
            kept.append(last)
    return kept


def _ends_of_range(text: str, first: Quantity, last: Quantity) -> bool:
    if last.start - first.end > _FAR or first.value is None or last.value is None or first.value == last.value:
        return False
    alike = (first.dimension, first.unit) == (last.dimension, last.unit)
    if last.unit == "degree":
        alike = alike or (first.dimension == "other" and first.unit is None)
    elif not text.startswith("之间", last.end):
        return False
    return alike and _TO.fullmatch(text, first.end, last.start) is not None


# rose 2.1%, 1.4% and 0.6%: what the verb says of the first rate it says of all.
_RATES = lazy(r",\s(?:and\s)?|\sand\s(?:by\s)?|[、和与]")
_OF = lazy(r"\s?(?:of\b|的)")


def _changed_too(text: str, before: Quantity, rate: Quantity) -> Quantity:
    """A percentage that stands in a list behind a rise or fall is one as well, with its sign."""
    if rate.dimension != "share" or before.dimension != "growth" or before.value is None or rate.value is None:
        return rate
    if not _RATES.fullmatch(text, before.end, rate.start) or _OF.match(text, rate.end):
        return rate
    if before.value > 0:
        return replace(rate, dimension="growth", unit=before.unit)
    low, high = (None if end is None else -end for end in (rate.high, rate.low))
    return replace(rate, dimension="growth", unit=before.unit, value=-rate.value, low=low, high=high)


def _led_to(text: str, before: Quantity, bare: Quantity) -> Quantity:
    """A bare number that the one before it led to: shrunk from 1,400 animals to fewer than 600."""
    if bare.unit is not None or bare.dimension not in {"other", "count"} or before.dimension not in _SHARED:
        return bare
    if before.unit is None or before.value is None or bare.value is None or bare.value < 0 < before.value:
        return bare
    if before.dimension == "count" and _elliptic(text, before, bare):
        return _measured(text, bare, before)
    if (
        _LED_TO.fullmatch(text, before.end, bare.start) is None
        or _FROM.search(text, max(0, before.start - 24), before.start) is None
    ):
        return bare
    return _measured(text, bare, before)


# "14 ships, compared with 9 in the same period", "85 people in Warsaw and 40 in Vilnius": the noun goes without saying.
_FAR = 40
_CONTRAST = lazy(
    r"(?:\s[A-Za-z\d]+){0,4},?\s(?:compared (?:with|to)|versus|against|up from|down from)\s(?:just\s|only\s|about\s)?"
)
_ELSEWHERE = lazy(r"\sin\s(?:the\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}(?:,|,?\sand)\s(?:a further\s|another\s)?")
_IN = lazy(r"\s(?P<word>in|at|on)\s(?:the\s)?[A-Za-z\d]")


def _elliptic(text: str, before: Quantity, bare: Quantity) -> bool:
    """Whether a bare number counts what the one before it counts."""
    start = before.noun[1] if before.noun else before.end
    if not 0 < bare.start - start <= _FAR or (behind := _IN.match(text, bare.end)) is None:
        return False
    if _CONTRAST.fullmatch(text, start, bare.start):
        return True
    return behind["word"] == "in" and _ELSEWHERE.fullmatch(text, start, bare.start) is not None


def _lists(text: str, bare: Quantity, last: Quantity) -> bool:
    if last.unit is None or last.dimension not in _SHARED or bare.value is None or last.value is None:
        return False
    return last.end - last.start <= 40 and _JOINT.fullmatch(text, bare.end, last.start) is not None  # noqa: PLR2004  # a number and its unit


def _measured(text: str, bare: Quantity, last: Quantity) -> Quantity:
    """The bare number in the unit of the last: what a written unit multiplies, it multiplies for both."""
    times = _times(text, last)
    value = bare.value * times if bare.value is not None else None
    sign = Decimal(-1) if last.value is not None and last.value < 0 else Decimal(1)
    ends = [end if end is None else sign * end * times for end in (bare.low, bare.high)]
    low, high = ends if sign > 0 else reversed(ends)
    return replace(
        bare, value=None if value is None else sign * value, low=low, high=high, step=bare.step * times, noun=last.noun,
        dimension=last.dimension, unit=last.unit, yearly=last.yearly, per=last.per,
    )  # fmt: skip


_MILLIONS = lazy(r"(?P<digits>\d[\d,]*(?:\.\d+)?)m(?![A-Za-z])")


def _millions(text: str, bare: Quantity, last: Quantity) -> Quantity:
    """288m before "140m tonnes" is 288 million tonnes and no length."""
    match = _MILLIONS.match(text, bare.start)
    if match is None or bare.dimension != "length":
        return bare
    value = Decimal(match["digits"].replace(",", "")) * 10**6
    step = bare.step * 10**6
    return _measured(text, replace(bare, value=value, low=value, high=value, step=step), last)


_DIGITS = lazy(r"\d[\d,]*(?:\.\d+)?")


def _times(text: str, last: Quantity) -> Decimal:
    """What the last member's unit makes of the number as written."""
    match = _DIGITS.search(text, last.start, last.end)
    if match is None or last.value is None or last.dimension == "count":
        return Decimal(1)
    written = Decimal(match.group().replace(",", ""))
    scale = _SCALE.match(text, match.end())
    written *= _SCALES[scale["scale"].lower()] if scale else 1
    return abs(last.value) / written if written else Decimal(1)


_SCALE = lazy(r"\s?(?P<scale>trillion|billion|million|thousand|tn|bn|mn|m(?=\s)|万亿|万|亿)", re.IGNORECASE)
_SCALES = {
    "trillion": 10**12, "tn": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "m": 10**6,
    "thousand": 1000, "万亿": 10**12, "万": 10**4, "亿": 10**8,
}  # fmt: skip
