"""A figure: a quantity with its meaning, in slots that say where they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from auditor.figures.periods import Period
from auditor.figures.scan import Quantity

__all__ = ["UNKNOWN", "Figure", "Metric", "Origin", "Slot", "Whole"]

V = TypeVar("V")


class Origin(StrEnum):
    """Same sentence: stated. Headline, another sentence, the article's date: inherited. Else unknown, and silent."""

    STATED = "stated"
    INHERITED = "inherited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Slot(Generic[V]):
    """A part of a figure's meaning and where it comes from."""

    value: V | None
    origin: Origin

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


UNKNOWN: Slot[str] = Slot(None, Origin.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: a head concept, what narrows it, and how such amounts behave.

    kind: stock, flow, rate, instance (of one named thing) or count. ``known`` is False when the head is a word outside
    the vocabulary.
    """

    head: str
    modifiers: frozenset[str] = frozenset()
    kind: str = "count"
    known: bool = True
    bounded_by: str | None = None

    @property
    def name(self) -> str:
        """The normalised name: modifiers in order, then the head."""
        return "_".join([*sorted(self.modifiers), self.head])

    @property
    def additive(self) -> bool:
        """Whether parts of a whole add up to it."""
        return self.kind in {"stock", "flow", "count"}


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole of a share: of which place, in what words, and which figure (its index) is the part, if one is.

    ``place`` is ``None`` for the whole of what the part's own sentence counts: "27 percent of all tickets".
    """

    place: str | None
    words: str = ""
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and what it is of."""

    quantity: Quantity
    metric: Metric | None = None
    subject: Slot[str] = UNKNOWN
    place: Slot[str] = UNKNOWN
    period: Slot[Period] = field(default_factory=lambda: Slot(None, Origin.UNKNOWN))
    status: str = "actual"
    whole: Whole | None = None
    context: str = ""
