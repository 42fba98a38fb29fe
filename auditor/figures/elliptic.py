"""Gives a bare number what the figure beside it is told in: from 3 to 5 million shares; 14 ships, compared with 9 in May."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor.figures.quantities import Quantity
from auditor.text.lazy import lazy

__all__ = ["FAR", "TOLD_BEHIND", "cents_of", "led_from", "led_to", "measured_as"]

_LED_TO = re.compile(
    r"(?:\s[a-z]{2,14}){0,3},?\s(?:to|versus|against|compared with)\s(?:(?:only|just|about|around|over|under|nearly|almost|some|roughly|fewer|less|more|than|as|many|at|least|most|a|mere|barely) ){0,4}"
    r"|.?[降升增减涨跌扩缩][^，。；\d]{0,3}[至到为成](?:了|约|近|超过|不足|不到)?"
)
_FROM = lazy(r"\bfrom\s(?:\w+\s){0,3}$|[从由自][^，。；]{0,12}$", re.IGNORECASE)
# What its unit is told by: a word behind the number. Money before it ($3, 4 and 5) is told by its sign.
TOLD_BEHIND = frozenset(
    {"count", "share", "growth", "mass", "length", "area", "volume", "duration", "percent-point", "other"}
)
"""Dimensions of what a word behind the number tells."""
# "14 ships, compared with 9 in the same period", "85 people in Warsaw and 40 in Vilnius": the noun goes without saying.
FAR = 40
"""Characters between a number and the one that is told like it."""
_THOUSAND = 1000
_CONTRAST = lazy(
    r"(?:\s[A-Za-z\d]+){0,4},?\s(?:compared (?:with|to)|versus|against|up from|down from)\s(?:just\s|only\s|about\s)?"
)
_ELSEWHERE = lazy(r"\sin\s(?:the\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}(?:,|,?\sand)\s(?:a further\s|another\s)?")
# "93 nations took part, 21 more than in 2008"
_MORE_THAN = lazy(r"\s(?:more|fewer) than\b")
_SO_FAR = lazy(r"[^.;:\d\n]{0,40}, $")
_IN = lazy(r"\s(?P<word>in|at|on)\s(?:the\s)?[A-Za-z\d]")
_DIGITS = lazy(r"\d[\d,]*(?:\.\d+)?")
_SIZED_TO = lazy(r"\sto\s(?:about\s|around\s|nearly\s|over\s|some\s|almost\s)?[^\s\w]?")
_CENT = lazy(r"\bcents?$")
_CENTS = frozenset({"EUR", "AUD", "CAD", "NZD", "SGD", "HKD", "ZAR"})
_LIKE = 10  # from 3 to 5 million: numbers of one size are told in one magnitude, 40 and 1.2 are not
_SCALE = lazy(r"\s?(?P<scale>trillion|billion|million|thousand|tn|bn|mn|m(?=\s)|万亿|万|亿)", re.IGNORECASE)
_SCALES = {
    "trillion": 10**12, "tn": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "m": 10**6,
    "thousand": 1000, "万亿": 10**12, "万": 10**4, "亿": 10**8,
}  # fmt: skip


def led_to(text: str, before: Quantity, bare: Quantity) -> Quantity:
    """A bare number that the one before it led to: shrunk from 1,400 animals to fewer than 600."""
    if bare.unit is not None or bare.dimension not in {"other", "count"} or before.dimension not in TOLD_BEHIND:
        return bare
    if before.unit is None or before.value is None or bare.value is None or bare.value < 0 < before.value:
        return bare
    if before.dimension == "count" and _elliptic(text, before, bare):
        return measured_as(text, bare, before)
    if (
        _LED_TO.fullmatch(text, before.end, bare.start) is None
        or _FROM.search(text, max(0, before.start - 24), before.start) is None
    ):
        return bare
    return measured_as(text, bare, before)


def _elliptic(text: str, before: Quantity, bare: Quantity) -> bool:
    """Whether a bare number counts what the one before it counts."""
    start = before.noun[1] if before.noun else before.end
    if _MORE_THAN.match(text, bare.end) and _SO_FAR.fullmatch(text, start, bare.start):
        return True
    if not 0 < bare.start - start <= FAR or (behind := _IN.match(text, bare.end)) is None:
        return False
    if _CONTRAST.fullmatch(text, start, bare.start):
        return True
    return behind["word"] == "in" and _ELSEWHERE.fullmatch(text, start, bare.start) is not None


def led_from(text: str, bare: Quantity, last: Quantity) -> Quantity:
    """A bare number as what it led to is told: from 3 to 5 million shares, from 2 to 3 percent."""
    if bare.value is None or last.value is None or bare.unit not in {None, last.currency} or bare.value >= _THOUSAND:
        return bare
    if bare.dimension not in {"other", "money"} or bare.currency != last.currency:
        return bare
    if (
        _SIZED_TO.fullmatch(text, bare.end, last.start) is None
        or _FROM.search(text, max(0, bare.start - 24), bare.start) is None
    ):
        return bare
    times = _magnitude(text, last)
    if not Decimal(1) / _LIKE <= bare.value * times / (abs(last.value) or Decimal(1)) <= _LIKE and times > 1:
        return bare
    if last.unit is not None and last.dimension in TOLD_BEHIND - {"count"} and bare.dimension == "other":
        return measured_as(text, bare, last)
    if last.dimension not in {"count", "money"}:
        return bare
    value = bare.value * times
    return replace(
        bare, value=value, low=value, high=value, step=bare.step * times, noun=last.noun, dimension=last.dimension,
        unit=last.unit,
    )  # fmt: skip


def cents_of(text: str, found: Quantity, near: Quantity) -> Quantity:
    """An amount in cents, of the euro or another dollar where the amount beside it is told in that: 60 cents to €13.50."""
    if found.currency != "USD" or near.currency not in _CENTS or not _CENT.search(text, found.start, found.end):
        return found
    apart = max(found.start, near.start) - min(found.end, near.end)
    return replace(found, currency=near.currency, unit=near.currency) if apart <= FAR else found


def _magnitude(text: str, found: Quantity) -> int:
    """The magnitude that is written behind the digits of a quantity."""
    digits = _DIGITS.search(text, found.start, found.end)
    scale = _SCALE.match(text, digits.end()) if digits else None
    return _SCALES[scale["scale"].lower()] if scale else 1


def measured_as(text: str, bare: Quantity, last: Quantity) -> Quantity:
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


def _times(text: str, last: Quantity) -> Decimal:
    """What the last member's unit makes of the number as written."""
    match = _DIGITS.search(text, last.start, last.end)
    if match is None or last.value is None or last.dimension == "count":
        return Decimal(1)
    written = Decimal(match.group().replace(",", ""))
    scale = _SCALE.match(text, match.end())
    written *= _SCALES[scale["scale"].lower()] if scale else 1
    return abs(last.value) / written if written else Decimal(1)
