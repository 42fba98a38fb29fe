"""What only another report of the same event can be held against: shares of a whole, durations, changes of nobody says what."""

from __future__ import annotations

import re

from auditor.figures.figure import Figure, Origin
from auditor.figures.interval import of_quantity
from auditor.figures.mended import mended
from auditor.figures.stated import UNNAMED, operand
from auditor.figures.statement import Statement
from auditor.figures.unlisted import FIGURE

__all__ = ["aside"]

_CLAUSE, _SIGN = 100, re.compile(r"[，。；;！？!?\n：:（）()]|, |\. |\.\Z")
_NO_ASIDES = frozenset({"rank", "date", "age"})


def aside(text: str, figure: Figure, offset: int) -> Statement | None:
    """What nothing but another report of the same event can be held against: the share of a whole, a duration, a change.

    It is of kind ``share``, ``aside`` or ``change``.
    """
    quantity, metric = figure.quantity, figure.metric or UNNAMED
    unit = quantity.currency or quantity.unit
    if unit is None and quantity.dimension == "money" and not figure.context.isascii():
        unit = "CNY"  # 收入103.5亿: what a Chinese text leaves unsaid
    if unit is None or quantity.dimension in _NO_ASIDES:
        return None
    span, period = of_quantity(quantity), figure.period.value
    # What a share is bound to is often the amount that it is a share of.
    share = quantity.dimension == "share"
    return Statement(
        kind="share" if share else "change" if quantity.dimension == "growth" else "aside",
        head="" if share else metric.head, modifiers=() if share else tuple(sorted(metric.modifiers)),
        behaviour=metric.kind, subject=figure.subject.value, place=figure.place.value, unit=unit, status=figure.status,
        value=quantity.value, low=span.low, high=span.high,
        first=None if period is None else period.first, last=None if period is None else period.last,
        operands=(operand(text, quantity.start, quantity.end, offset),),
        inherited=sum(slot.origin is Origin.INHERITED for slot in (figure.place, figure.subject)),
        bound=quantity.bound, listed_metric=metric.known and not share,
        context=_clause(text, quantity.start, quantity.end) if share else mended(text, figure),
        timed=figure.period.origin is Origin.STATED,
    )  # fmt: skip


def _clause(text: str, start: int, end: int) -> str:
    """The clause of a share with its figure cut out: what stands between it and the next sign on either side."""
    low, high = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    before = _SIGN.split(text[low:start])
    own = before[-1] if len(before[-1].strip()) > 1 or len(before) == 1 else "".join(before[-2:])
    return f"{own}{FIGURE}{_SIGN.split(text[end:high])[0]}"
