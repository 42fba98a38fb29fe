"""What tables and lists ask alike of parts and their total: plain amounts, their sum, and what rounding may move it by."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.figures.quantities import Quantity

__all__ = ["added", "far", "plain_amount", "slack_of"]

_ADDITIVE = frozenset({"money", "count", "mass", "area", "volume", "other"})
# Beyond half of its total a sum is of something else: rows within rows.
_FARTHEST = Decimal("0.5")


def plain_amount(quantity: Quantity) -> bool:
    """Whether an amount is a plain number of something that adds up."""
    return (
        quantity.value is not None
        and quantity.value >= 0
        and quantity.bound == "exact"
        and quantity.dimension in _ADDITIVE
        and quantity.per is None
    )


def added(found: Sequence[Quantity]) -> Decimal:
    """The sum of amounts."""
    return sum((q.value for q in found if q.value is not None), Decimal(0))


def slack_of(found: Sequence[Quantity]) -> Decimal:
    """What the rounding of its terms may move a sum by, with one more for the total."""
    return (len(found) + 1) * max(q.step for q in found) / 2


def far(value: Decimal, total: Decimal) -> bool:
    """Whether a sum is too far from a total to be meant as its own."""
    return abs(value - total) > _FARTHEST * total
