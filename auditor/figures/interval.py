"""Interval arithmetic on exact decimals: what a figure's wording admits, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from auditor.figures.quantities import Quantity

__all__ = ["Interval", "of_quantity"]

# "About" is read as ± 10 % when two figures are compared and ± 5 % inside a formula, where errors multiply; "nearly"
# leaves a tenth below. Measured on hand-made pairs: narrower calls rounding a conflict, wider hides real ones.
_ABOUT = {True: Decimal("0.05"), False: Decimal("0.10")}
_NEARLY = Decimal("0.9")
# "Over 1.2 trillion" is said up to the next round amount; a quarter more holds for the amounts of the seeds and pairs.
_OVER = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval; ``None`` is an open end."""

    low: Decimal | None
    high: Decimal | None

    def apart(self, other: Interval, factor: Decimal) -> bool:
        """Whether the two stay disjoint when the lower end of the higher one is divided by ``factor``."""
        return _below(self.high, other.low, factor) or _below(other.high, self.low, factor)

    def divided(self, other: Interval) -> Interval:
        """Quotient of two positive intervals."""
        return Interval(
            None if self.low is None or not other.high else self.low / other.high,
            None if self.high is None or not other.low else self.high / other.low,
        )

    def times(self, other: Interval) -> Interval:
        """Product of two positive intervals."""
        return Interval(
            None if self.low is None or other.low is None else self.low * other.low,
            None if self.high is None or other.high is None else self.high * other.high,
        )


def _below(high: Decimal | None, low: Decimal | None, factor: Decimal) -> bool:
    if high is None or low is None or high >= low:
        return False
    return (high * factor if high > 0 else high / factor) < low


def of_quantity(quantity: Quantity, *, formula: bool = False) -> Interval:
    """What the wording of a quantity admits: half of its last digit, its bound words, its range.

    Bound words speak of the size of a fall: "fell by more than 5 %" admits −5 % and below.
    """
    value = quantity.value
    if value is None:
        return Interval(quantity.low, quantity.high)
    if value >= 0:
        return _admitted(quantity, value, formula=formula)
    mirrored = _admitted(quantity, -value, formula=formula)
    return Interval(_negated(mirrored.high), _negated(mirrored.low))


def _negated(end: Decimal | None) -> Decimal | None:
    return None if end is None else -end


def _top(quantity: Quantity, value: Decimal, *, formula: bool) -> Decimal | None:
    """Where "over N" ends: nowhere when compared; inside a formula what a writer would still call "over N"."""
    if quantity.high is not None and quantity.high >= value:
        return quantity.high
    return max(value * _OVER, value + quantity.step) if formula else None


def _admitted(quantity: Quantity, value: Decimal, *, formula: bool) -> Interval:
    """The interval of an amount that is not negative."""
    slack = quantity.step / 2
    if quantity.bound == "at_least":
        return Interval(value - slack, _top(quantity, value, formula=formula))
    if quantity.bound == "at_most":
        return Interval(Decimal(0), value + slack)
    if quantity.bound == "nearly":
        return Interval(value * _NEARLY, value + slack)
    if quantity.bound == "approximately" or quantity.words:
        width = max(value * _ABOUT[formula], slack)
        return Interval(value - width, value + width)
    return Interval(value - slack, value + slack)
