"""Gives the numbers of a list the unit that only its last one carries: 300 and 450 buses; 288m, 140m and 207m tonnes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.figures.cues import change_of
from auditor.figures.elliptic import FAR, TOLD_BEHIND, cents_of, led_from, led_to, measured_as
from auditor.figures.quantities import Quantity
from auditor.text.lazy import lazy

__all__ = ["shared"]

_JOINT = re.compile(
    r"(?:\s[a-z]{3,12}(?=,|\sand))?(?:\s?[,，、]\s?(?:and\s|or\s)?|\s(?:and|or|versus|against)\s|\s?[和与及或]\s?)",
    re.IGNORECASE,
)


def shared(text: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities with bare members of a list measured as the member behind them is."""
    found = list(quantities)
    for index in range(len(found) - 2, -1, -1):
        bare, last = found[index], found[index + 1]
        if bare.value is not None and _points(text, bare, last):
            found[index] = _point(text, bare, last)
        if not _lists(text, bare, last):
            continue
        if bare.dimension == "other" and bare.unit is None:
            found[index] = measured_as(text, bare, last)
        elif _MILLIONS.fullmatch(text, bare.start, bare.end) and _MILLIONS.match(text, last.start):
            found[index] = _millions(text, bare, last)
    for index in range(1, len(found)):
        found[index - 1] = cents_of(text, led_from(text, found[index - 1], found[index]), found[index])
        found[index] = cents_of(text, found[index], found[index - 1])
        found[index] = _changed_too(text, found[index - 1], led_to(text, found[index - 1], found[index]))
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
    if last.start - first.end > FAR or first.value is None or last.value is None or first.value == last.value:
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


def _lists(text: str, bare: Quantity, last: Quantity) -> bool:
    if last.unit is None or last.dimension not in TOLD_BEHIND or bare.value is None or last.value is None:
        return False
    return last.end - last.start <= 40 and _JOINT.fullmatch(text, bare.end, last.start) is not None  # noqa: PLR2004  # a number and its unit


_MILLIONS = lazy(r"(?P<digits>\d[\d,]*(?:\.\d+)?)m(?![A-Za-z])")


def _millions(text: str, bare: Quantity, last: Quantity) -> Quantity:
    """288m before "140m tonnes" is 288 million tonnes and no length."""
    match = _MILLIONS.match(text, bare.start)
    if match is None or bare.dimension != "length":
        return bare
    value = Decimal(match["digits"].replace(",", "")) * 10**6
    step = bare.step * 10**6
    return measured_as(text, replace(bare, value=value, low=value, high=value, step=step), last)


# 分别提高1.8个和下降0.6个百分点: what there are 1.8 of stands behind the last number.
_POINTS = lazy(
    r"\s?[、和与及]\s?(?:分别|各)?(?:提高|上升|上涨|增加|增长|扩大|提升|回升|下降|回落|降低|减少|收窄|缩小|下滑)?了?"
)


def _points(text: str, bare: Quantity, last: Quantity) -> bool:
    """Whether a number of 个 counts the percentage points that the next number does."""
    return (
        last.dimension == "percent-point"
        and bare.dimension == "count"
        and text[bare.end - 1] == "个"
        and _POINTS.fullmatch(text, bare.end, last.start) is not None
    )


def _point(text: str, bare: Quantity, last: Quantity) -> Quantity:
    value = bare.value * change_of(text, bare.start, bare.end).sign / 100 if bare.value is not None else None
    return replace(
        bare,
        value=value,
        low=value,
        high=value,
        step=bare.step / 100,
        dimension=last.dimension,
        unit=last.unit,
        noun=None,
    )
