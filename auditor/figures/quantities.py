"""What a scan yields: quantities, dates, and where it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from auditor.figures.periods import Period
from auditor.model import Span

__all__ = ["MAX_FIGURES", "Dated", "Quantity", "Scan"]

# A document with more figures is a table or an attack; the rest is left unread and said so.
MAX_FIGURES = 5000


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as written. ``low`` and ``high`` are what its wording admits; ``None`` is open.

    ``step`` is the weight of the last digit that counts, in base units; ``noun`` spans the counted noun where there is
    one; ``per`` names what a rate divides by (元/吨, per hour), ``yearly`` says that this is a year.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    step: Decimal
    dimension: str
    unit: str | None
    currency: str | None = None
    bound: str = "exact"
    noun: Span | None = None
    yearly: bool = False
    words: bool = False
    per: str | None = None


class Dated(NamedTuple):
    """A date or span of time in the text."""

    start: int
    end: int
    period: Period


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a text found; ``cut`` is where reading stopped because there was too much, else ``None``."""

    quantities: tuple[Quantity, ...]
    dates: tuple[Dated, ...]
    cut: int | None = None
