"""How one statement stands to another, and what every judgement of two statements asks: time, status, confidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from auditor.figures.keys import LASTING
from auditor.figures.statement import Statement

__all__ = ["Judgement", "confidence", "ratio_of", "same_time"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How statement a stands to statement b, and whether one was converted into the other's currency for that.

    ``shared`` is how many figures two reports of one event have in common, where the two are compared as such.
    """

    kind: str
    confidence: float
    ratio: Decimal | None = None
    converted: bool = False
    shared: int = 0


def same_time(a: Statement, b: Statement) -> bool | None:
    """True for one period, False for different ones, ``None`` where a date is missing and the amount may be lasting."""
    if not a.dated and not b.dated:
        return None
    if a.dated != b.dated:
        return None if a.behaviour in LASTING else False
    return (a.first, a.last) == (b.first, b.last) or (a.behaviour in LASTING and a.last == b.last)


def ratio_of(a: Statement, b: Statement) -> Decimal | None:
    """How many times apart two statements are; ``None`` where one has no value."""
    if a.value and b.value and min(a.value, b.value) > 0:
        return max(a.value, b.value) / min(a.value, b.value)
    return None


def confidence(a: Statement, b: Statement, *, dated: bool) -> float:
    """Less for every slot that was inherited and for a missing date."""
    doubt = 0.05 * (a.inherited + b.inherited) + (0.0 if dated else 0.1) + (0.05 if a.formula or b.formula else 0.0)
    return round(max(0.5, 0.95 - doubt), 2)
