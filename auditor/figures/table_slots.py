"""Decides what the numbers of a table are of: by the head of their column, the label of their row, and the caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.figures.ambiguous import resolved
from auditor.figures.context import NATION, Context
from auditor.figures.figure import Figure, Metric, Origin, Slot
from auditor.figures.metric_slot import metric_of
from auditor.figures.periods import Period
from auditor.figures.places import gazetteer
from auditor.figures.quantities import Quantity, Scan
from auditor.figures.scan import scan
from auditor.figures.sentence import read_sentence
from auditor.figures.tables import Cell, Table, unitless

__all__ = ["bound_in"]


def bound_in(table: Table, figures: Sequence[Figure], context: Context) -> tuple[Figure, ...]:
    """The figures of a table with the slots that its heads, labels and caption give."""
    words = _Words(context)
    bound = []
    for figure in figures:
        cell = table.at(figure.quantity.start)
        bound.append(figure if cell is None else _bound(table, cell, figure, words, context))
    return tuple(bound)


def _bound(table: Table, cell: Cell, figure: Figure, words: _Words, context: Context) -> Figure:
    head = table.heads[cell.column] if cell.column < len(table.heads) else ""
    told = (head, table.labels[cell.row], table.caption)
    period = next((time for text in told if (time := words.period(text))), None)
    place = next((name for text in (told[1], told[0], told[2]) if (name := words.place(text))), None)
    metric = words.first_metric(told, figure.quantity) or _beside(table, cell, figure.quantity, words)
    ahead = bool(period and context.published and period.first > context.published.last)
    return replace(
        figure,
        metric=metric or figure.metric,
        place=Slot(place, Origin.STATED)
        if place
        else Slot(context.place, Origin.INHERITED)
        if context.place
        else figure.place,
        period=Slot(period, Origin.STATED) if period else figure.period,
        status="forecast" if ahead else "actual",
        whole=None,
    )


def _beside(table: Table, cell: Cell, quantity: Quantity, words: _Words) -> Metric | None:
    """A rate without a metric of its own is of the level in the column before."""
    if quantity.dimension not in {"growth", "share"}:
        return None
    heads = reversed(table.heads[1 : cell.column])
    return words.first_metric(tuple(heads), replace(quantity, dimension="growth"))


class _Words:
    """What heads and labels say, each read once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._periods: dict[str, Period | None] = {}
        self._places: dict[str, str | None] = {}
        self._metrics: dict[tuple[str, str], Metric | None] = {}

    def period(self, text: str) -> Period | None:
        """The first time that a head or label tells."""
        if text not in self._periods:
            sentence = read_sentence(text, (0, len(text)), (), scan(text, self._context.published), self._context, None)
            dated = (found.period for found in sentence.dates if not found.period.yearless)
            self._periods[text] = next(dated, None)
        return self._periods[text]

    def place(self, text: str) -> str | None:
        """The place that a head or label names."""
        if text not in self._places:
            named = resolved(gazetteer().find(text, 0, len(text)), self._context)
            self._places[text] = next((mention.place for mention in named if mention.place != NATION), None)
        return self._places[text]

    def first_metric(self, told: Sequence[str], quantity: Quantity) -> Metric | None:
        """The metric of the first text that names one."""
        return next((found for text in told if text and (found := self.metric(text, quantity))), None)

    def metric(self, text: str, quantity: Quantity) -> Metric | None:
        """The metric that a head or label names for such a quantity."""
        key = (text, quantity.dimension)
        if key not in self._metrics:
            said = unitless(text.rpartition("\n")[2])
            phrase = f"{said}: "
            span = (0, len(phrase) + 1)
            sample = replace(quantity, start=len(phrase), end=len(phrase) + 1, noun=None)
            sentence = read_sentence(f"{phrase}1", span, (), Scan((), ()), self._context, None)
            found = metric_of(f"{phrase}1", sentence, sample, (), ())
            self._metrics[key] = found if found and found.known else None
        return self._metrics[key]
