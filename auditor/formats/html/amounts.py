"""Says amounts the way a reader of English or Chinese writes them: 86 billion CNY, 860亿元."""

from __future__ import annotations

from decimal import Decimal

from auditor.formats.html.both import Both
from auditor.formats.html.measures import unit as named
from auditor.model import Claim

__all__ = ["amount", "claimed", "exact", "whole"]

_ENGLISH = ((Decimal(10**12), " trillion"), (Decimal(10**9), " billion"), (Decimal(10**6), " million"))
_CHINESE = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_LARGE = {
    "kg": (Decimal(1000), Both("tonnes", "吨")),
    "m": (Decimal(1000), Both("km", "公里")),
    "m2": (Decimal(10**6), Both("km²", "平方公里")),
}
_DIGITS = 6  # significant ones: more than any headline carries; the exact number stands beside it
_MOST = 40  # digits before the point; beyond them a number is shown with its exponent
_BOUNDS = {
    "approximately": ("about ", "约"),
    "at_least": ("at least ", "至少"),
    "at_most": ("at most ", "至多"),
    "nearly": ("nearly ", "近"),
}


def claimed(claim: Claim) -> Both:
    """What a claim says, with its bound: "at least 120 billion CNY"."""
    if claim.value is None and claim.low is not None and claim.high is not None:
        low, high = amount(claim.low, None), amount(claim.high, claim.unit)
        return Both(f"{low.en} – {high.en}", f"{low.zh}至{high.zh}")
    said = amount(claim.value if claim.value is not None else claim.low or claim.high, claim.unit)
    before = _BOUNDS.get(claim.bound, ("", ""))
    return Both(before[0] + said.en, before[1] + said.zh)


def amount(value: Decimal | None, unit: str | None) -> Both:
    """A number with its unit; shares and growth in per cent, masses, lengths and areas in what a reader would take."""
    if value is None or not value.is_finite():
        return Both("–", "–")
    if unit and unit.startswith("ratio"):
        percent = _short(value * 100)
        yearly = unit.endswith("/year")
        return Both(f"{percent} %" + (" a year" if yearly else ""), ("每年" if yearly else "") + f"{percent}%")
    of = named(unit, many=value != 1) or Both("", "")
    if unit in _LARGE and abs(value) >= _LARGE[unit][0]:
        value, of = value / _LARGE[unit][0], _LARGE[unit][1]
    after = of.zh if of.zh[:1] > "\u3400" else f" {of.zh}"
    return Both(f"{_scaled(value, _ENGLISH)} {of.en}".rstrip(), f"{_scaled(value, _CHINESE)}{after}".rstrip())


def exact(value: Decimal | None) -> str:
    """All digits of a number, in groups of three."""
    if value is None or not value.is_finite():
        return ""
    return f"{value:,f}" if abs(value.adjusted()) <= _MOST else str(value)


def whole(value: Decimal) -> bool:
    """Whether an amount shows every digit of the value."""
    return len(value.normalize().as_tuple().digits) <= _DIGITS


def _scaled(value: Decimal, scales: tuple[tuple[Decimal, str], ...]) -> str:
    for scale, name in scales:
        if abs(value) >= scale:
            return _short(value / scale) + name
    return _short(value)


def _short(value: Decimal) -> str:
    if abs(value.adjusted()) > _MOST:
        return f"{value:.3e}"
    places = max(0, _DIGITS - 1 - value.adjusted()) if value else 0
    text = f"{value:,.{min(places, 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
