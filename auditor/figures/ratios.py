"""Reads percent, percentage points, tenths, discounts and multiples after a numeral."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor.figures.cues import change_of
from auditor.figures.han import DIGITS, is_digits
from auditor.figures.numerals import Number
from auditor.figures.quantities import Quantity
from auditor.figures.wording import bounded, plain, signed
from auditor.text.lazy import lazy

__all__ = ["multiple", "percent_after", "ratio", "share"]

_PERCENT = re.compile(
    r"\s?(?:(?P<sign>[%％﹪])|(?P<point>个百分点|百分点|-?percentage[\s-]points?|pp(?![A-Za-z])|个点(?![赞评子心])|points?(?![A-Za-z]))"
    r"|(?P<basis>个基点|基点|个?BPS?(?![A-Za-z])|basis[\s-]points?|bps?(?![A-Za-z]))|(?P<percent>-?per\s?cent(?![A-Za-z])|pc(?![A-Za-z])|pct(?![A-Za-z]))|(?P<mille>‰|per mille(?![A-Za-z])|per thousand(?![A-Za-z])))"
    r"|(?P<tenth>成(?P<tail>[一二三四五六七八九半](?![个家人]))?(?![一二三四五六七八九]?[立为功长员果交本都人分品就熟型效绩]))|(?P<discount>折(?![旧合算叠扣射]))",
    re.IGNORECASE,
)
_PERCENT_STARTS = frozenset("个百-pPbB基%％﹪‰成折")
_TIMES_STARTS = frozenset("余多倍tTfFxX×-")
_OFTEN = 1000  # 18 million times is a count: nothing is so many times another
_FACTORS = {
    "sign": "0.01",
    "percent": "0.01",
    "point": "0.01",
    "basis": "0.0001",
    "mille": "0.001",
    "tenth": "0.1",
    "discount": "0.1",
}
# "3.1 points lower" counts percent only after a percentage in the same sentence; a stock index has points too.
_PERCENT_SAID = lazy(
    r"(?:%|％|per\s?cent\b|\bturnout\b|\bapproval\b|\bvote share\b)(?:[^.;。；\n]|\.(?=\d)){0,60}$", re.IGNORECASE
)
_INDEX = lazy(r"\bindex|\bDow\b|Nasdaq|Nikkei|FTSE|S&P|Hang Seng|Sensex|\d{3}\s?$|composite", re.IGNORECASE)
_PERCENT_NEXT = lazy(
    r"[^.;,\n]{0,12} (?:to|from) (?:just |about |around |nearly )?\d{1,3}(?:\.\d{1,3})?\s?(?:%|per\s?cent\b)",
    re.IGNORECASE,
)
_TIMES = lazy(
    r"\s?(?P<more>[余多])?倍(?P<half>半)?(?![增率特])|[\s-]?(?:times(?![A-Za-z])(?!\s(?:a|an|per|in|this|last|each|every|since|before|during|at|on|by|after|when|he|she|they|for|to|with)\b|[.!?)]|$)|-?fold(?![A-Za-z])|[x×](?![A-Za-z0-9])(?!\s(?:a|per|each|every)\b))",
    re.IGNORECASE,
)


def percent_after(text: str, end: int) -> re.Match[str] | None:
    """A percent sign, percentage points, ‰, 成 or 折 right after a numeral."""
    if text[end : end + 2].lstrip()[:1] not in _PERCENT_STARTS:
        return None
    match = _PERCENT.match(text, end)
    if match and match["point"] and match["point"].lower().startswith("point"):
        if _INDEX.search(text, max(0, end - 40), end):
            return None
        said = _PERCENT_SAID.search(text, max(0, end - 90), end) or _PERCENT_NEXT.match(text, match.end())
        return match if said else None
    return match


def ratio(text: str, first: Number, last: Number) -> Quantity | None:
    """The percentage, tenth, discount or multiple that a numeral starts; ``None`` where none follows."""
    match = percent_after(text, last.end)
    if match:
        return _percent(text, first.start, last, match)
    if text[last.end : last.end + 2].lstrip()[:1] not in _TIMES_STARTS:
        return None
    times = _TIMES.match(text, last.end)
    if (
        times is None
        or (last.scale >= _OFTEN and "times" in times.group())
        or (last.script == "word" and text[times.start() : times.end()].strip().lower() == "x")
    ):
        return None
    value = last.value + (Decimal("0.5") if times["half"] else 0)
    more = times["more"] or (times.group().endswith("倍") and text[times.end() : times.end() + 1] == "多")
    return multiple(
        text,
        first.start,
        times.end() + (not times["more"] and bool(more)),
        value,
        high=value + 1 if more else last.high,
    )


def share(
    text: str, start: int, end: int, value: Decimal, step: Decimal, *, fraction: bool = False
) -> Quantity:  # as above
    """A share or a growth rate (what is around it decides), or for a fraction "x of y" a multiple."""
    change = change_of(text, start, end)
    if change.growth:
        unit = "ratio/year" if change.yearly else "ratio"
        return bounded(text, plain(start, end, change.sign * value, step, "growth", unit))
    if fraction and change.multiple:
        return bounded(text, plain(start, end, value, step, "multiple", "times"))
    return bounded(text, plain(start, end, value, step, "share", "ratio"))


def multiple(text: str, start: int, end: int, value: Decimal, *, high: Decimal | None = None) -> Quantity:
    """How many times something is something else."""
    found = plain(
        start, end, value, Decimal(1) if value == value.to_integral_value() else Decimal("0.1"), "multiple", "times"
    )
    return bounded(text, found, high=high)


def _percent(text: str, start: int, number: Number, match: re.Match[str]) -> Quantity:
    kind = next(name for name in _FACTORS if match[name])
    value, step = number.value, number.step
    if kind == "discount" and number.script == "han" and is_digits(text[number.start : number.end]) and value >= 10:  # noqa: PLR2004  # 八五折
        value /= 10
    if kind == "discount" and number.script == "arabic" and value >= 10:  # noqa: PLR2004  # 85折
        value /= 10
    if match["tail"]:
        value += Decimal("0.5") if match["tail"] == "半" else Decimal(DIGITS[match["tail"]]) / 10
    factor = Decimal(_FACTORS[kind])
    value, step = value * factor, step * factor
    if kind in {"point", "basis"}:
        sign = change_of(text, start, match.end()).sign
        return bounded(text, signed(text, plain(start, match.end(), sign * value, step, "percent-point", "ratio")))
    found = signed(text, share(text, start, match.end(), value, step))
    if found.start < start:
        return replace(found, dimension="growth")
    if kind == "tenth" and text[match.end() : match.end() + 1] == "多" and found.bound == "exact":  # 六成多
        return replace(found, end=match.end() + 1, bound="at_least", high=value + factor)
    return replace(found, high=number.high * factor, bound="at_least") if number.more and number.high else found
