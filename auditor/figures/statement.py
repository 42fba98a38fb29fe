"""A statement: what a figure says, or what figures of one article imply, in a form that can be stored and compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from auditor.figures.interval import Interval

__all__ = ["Imprint", "Operand", "Statement"]


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a statement rests on: its span in the text of the path, and its words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One comparable amount or rate.

    kind: level, growth (a yearly rate or the change of one period), rate; compared inside its article only: excess (a part
    greater than its own whole), step (from one level to another), total (what the rows of a table come to), portions (what shares
    of one whole come to); compared between reports of one event only:
    share, change, aside; compared with levels only: sum (what the places inside a place come to at least). ``low`` and ``high``
    in base units, ``None`` open. ``first`` and ``last`` are months since year 0, ``None`` where the text gives no period. ``formula`` says how a
    derived statement follows from its operands; a stated one has none. ``context`` is its clause without places, dates and
    numbers: what it is of in the article's own words; ``about``, where the place is unknown, the names that the article gives
    beside it. A ``part`` is said to be a share of all such: never all of them.
    ``timed`` where its own sentence gives the period.
    """

    kind: str
    head: str
    modifiers: tuple[str, ...]
    behaviour: str
    subject: str | None
    place: str | None
    unit: str
    status: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    first: int | None
    last: int | None
    operands: tuple[Operand, ...]
    formula: str = ""
    inherited: int = 0
    bound: str = "exact"
    listed_metric: bool = True
    context: str = ""
    part: bool = False
    about: tuple[str, ...] = ()
    timed: bool = False

    @property
    def interval(self) -> Interval:
        """The admitted values."""
        return Interval(self.low, self.high)

    @property
    def metric(self) -> str:
        """Modifiers and head in one name."""
        return "_".join([*self.modifiers, self.head])

    @property
    def months(self) -> int:
        """The length of its period; 0 where the text gives none."""
        return 0 if self.first is None or self.last is None else self.last - self.first + 1

    @property
    def dated(self) -> bool:
        """Whether the text gives a period."""
        return self.last is not None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the figures check keeps of a document.

    ``day`` is its date as an ordinal, ``days`` those of a month that it names, ``names`` whom and what it names first.
    """

    id: str
    key: str
    statements: tuple[Statement, ...]
    day: int | None = None
    days: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
