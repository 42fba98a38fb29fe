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
        found[index] = _led_to(text, found[index - 1], found[index])
    return tuple(found)


def _led_to(text: str, before: Quantity, bare: Quantity) -> Quantity:
    """A bare number that the one before it led to: shrunk from 1,400 animals to fewer than 600."""
    if bare.unit is not None or bare.dimension not in {"other", "count"} or before.dimension not in _SHARED:
        return bare
    if before.unit is None or before.value is None or bare.value is None or bare.value < 0 < before.value:
        return bare
    if (
        _LED_TO.fullmatch(text, before.end, bare.start) is None
        or _FROM.search(text, max(0, before.start - 24), before.start) is None
    ):
        return bare
    return _measured(text, bare, before)


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
