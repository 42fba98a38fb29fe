"""Amounts in another currency at the yearly mean rate, within 5 %: for comparison only, never as a figure of its own."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from auditor.figures.interval import Interval
from auditor.rules.home import home

__all__ = ["LATE", "converted", "convertible"]

# A rate moves within a year, and writers round it: a yearly mean holds within a twentieth.
_SLACK = Decimal("0.05")
# Without a date an amount may be of any recent year: the means of ten years span this much around the latest.
_UNDATED_SLACK = Decimal("0.12")
LATE = 2024
"""The year whose mean stands for an amount without a date."""


def convertible(a: str, b: str) -> bool:
    """Whether both are currencies with known rates, and not the same."""
    known = {"USD", *next(iter(_rates().values()))}
    return a != b and a in known and b in known


def converted(amount: Interval, source: str, target: str, year: int | None) -> Interval | None:
    """The amount in the target currency at the mean of the year; ``None`` for a year without rates."""
    rates = _rates().get(LATE if year is None else year)
    if rates is None:
        return None
    rate = rates.get(target, Decimal(1)) / rates.get(source, Decimal(1))
    slack = _UNDATED_SLACK if year is None else _SLACK
    return Interval(
        None if amount.low is None else amount.low * rate * (1 - slack),
        None if amount.high is None else amount.high * rate * (1 + slack),
    )


@cache
def _rates() -> Mapping[int, Mapping[str, Decimal]]:
    """Units of each currency for one US dollar, by year."""
    with (home() / "lexicons" / "fx.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {int(row.pop("year")): {code: Decimal(rate) for code, rate in row.items()} for row in rows}
