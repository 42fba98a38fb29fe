"""What figures say and imply: part ÷ share = the whole, two levels = a growth rate, level and growth = the level before.

Everything implied is computed when a document is examined and posted under what it is about, so that two documents meet
there though neither states it. Each derived statement keeps its operands and prints from its formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from auditor.figures.figure import Figure, Metric, Origin
from auditor.figures.interval import Interval, of_quantity
from auditor.figures.statement import Operand, Statement
from auditor.figures.vocabulary import vocabulary

__all__ = ["DEFAULT_GROWTH_METRIC", "statements", "yearly_rate"]

_UNNAMED = Metric("", kind="flow", known=False)
_YEAR = 12  # months
_BESIDE = 40  # characters between a level and the growth that it is said to have had
# A growth since another year, or of a month, does not lead back to the year before.
_NOT_YEARLY = re.compile(r"\bsince\b|\bfrom\b|环比|较20|比20|自20|累计", re.IGNORECASE)
_LEVELS = frozenset({"money", "count", "mass", "volume", "area", "length", "other"})
DEFAULT_GROWTH_METRIC = Metric("industry_scale", kind="flow")
"""What grows when an article on an industry says only "28 % yearly growth": the industry."""

# Twenty-eight digits are more than any text means; the exponents are bounded so that nothing overflows.
_ARITHMETIC = Context(prec=28, Emax=10_000, Emin=-10_000)


def statements(text: str, figures: Sequence[Figure], offset: int = 0) -> tuple[Statement, ...]:
    """All statements of one article; operand spans count from the start of the page (``offset`` is the article's)."""
    with localcontext(_ARITHMETIC):
        stated = {i: s for i, figure in enumerate(figures) if (s := _stated(text, figure, offset)) is not None}
        for figure in figures:
            if figure.whole and figure.whole.place is None and figure.whole.part in stated:
                stated[figure.whole.part] = replace(stated[figure.whole.part], part=True)
        implied = [
            *_wholes(text, figures, stated, offset),
            *_previous_levels(text, figures, stated, offset),
            *_rates(stated.values()),
        ]
        return (*stated.values(), *implied)


def _stated(text: str, figure: Figure, offset: int) -> Statement | None:
    quantity = figure.quantity
    kind = "level" if quantity.dimension in _LEVELS else quantity.dimension
    metric = figure.metric
    if kind == "growth" and metric is None and figure.subject.known and quantity.unit == "ratio/year":
        metric = DEFAULT_GROWTH_METRIC
    if kind not in {"level", "growth"} or (kind == "growth" and metric is None):
        return None
    metric = metric or _UNNAMED
    counted = quantity.dimension == "count" or (quantity.dimension == "other" and quantity.unit is None)
    unit = "count" if counted else quantity.unit
    if unit is None or (quantity.dimension == "money" and quantity.currency is None):
        return None
    if quantity.per is not None or quantity.yearly:
        return None  # a price or a yearly sum is no level
    span = of_quantity(quantity)
    period = figure.period.value
    return Statement(
        kind=kind,
        head=metric.head,
        modifiers=tuple(sorted(metric.modifiers)),
        behaviour=metric.kind,
        subject=figure.subject.value,
        place=figure.place.value,
        unit=unit,
        status=figure.status,
        value=quantity.value,
        low=span.low,
        high=span.high,
        # A state at the end of a year is no flow over the year: it starts and ends in its last month.
        first=None if period is None else period.last if period.end_of else period.first,
        last=None if period is None else period.last,
        operands=(_operand(text, quantity.start, quantity.end, offset),),
        inherited=sum(slot.origin is Origin.INHERITED for slot in (figure.place, figure.subject))
        + (figure.metric is None),
        bound=quantity.bound,
        listed_metric=metric.known,
        context=figure.context,
    )


def _operand(text: str, start: int, end: int, offset: int) -> Operand:
    return Operand(offset + start, offset + end, text[start:end])


def _wholes(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int) -> Iterator[Statement]:
    """Part ÷ share = the whole."""
    for figure in figures:
        whole = figure.whole
        if whole is None or whole.part is None or figure.quantity.dimension != "share":
            continue
        part = stated.get(whole.part)
        share = of_quantity(figure.quantity, formula=True)
        if part is None or not share.low or share.low <= 0 or not share.high or share.high >= 1:
            continue
        exact, quantity = figures[whole.part].quantity, figure.quantity
        total = of_quantity(exact, formula=True).divided(share)
        value = None if not quantity.value or part.value is None else part.value / quantity.value
        yield replace(
            _renamed(part, whole.words),
            place=whole.place or part.place,
            value=value,
            low=total.low,
            high=total.high,
            operands=(*part.operands, _operand(text, quantity.start, quantity.end, offset)),
            formula="part / share",
            bound="exact" if value is not None else "range",
            part=False,
        )


def _renamed(part: Statement, words: str) -> Statement:
    """The whole under the noun that its own words name ("of all graduates"), and with what they add to the part's."""
    nouns = vocabulary().nouns.find(words, 0, len(words))
    if not nouns:
        return replace(part, context=f"{part.context} {words}")
    return replace(
        part, head=f"{nouns[-1].ids[0]}_count", modifiers=(), behaviour="count", context=words, listed_metric=True
    )


def _previous_levels(
    text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int
) -> Iterator[Statement]:
    """Level ÷ (1 + growth) = the level of the year before, where one sentence gives both."""
    for index, figure in enumerate(figures[1:], start=1):
        quantity = figure.quantity
        level = stated.get(index - 1)
        if (
            quantity.dimension != "growth"
            or quantity.unit != "ratio"
            or quantity.value is None
            or level is None
            or level.kind != "level"
        ):
            continue
        between = text[figures[index - 1].quantity.end : quantity.start]
        if len(between) > _BESIDE or "。" in between or _NOT_YEARLY.search(between) or quantity.value <= -1:
            continue
        if level.first is None or level.last is None or level.months != _YEAR:
            continue
        growth = of_quantity(quantity, formula=True)
        factor = Interval(
            None if growth.low is None else 1 + growth.low, None if growth.high is None else 1 + growth.high
        )
        before = of_quantity(figures[index - 1].quantity, formula=True).divided(factor)
        yield replace(
            level,
            value=None if level.value is None else level.value / (1 + quantity.value),
            low=before.low,
            high=before.high,
            first=level.first - 12,
            last=level.last - 12,
            operands=(*level.operands, _operand(text, quantity.start, quantity.end, offset)),
            formula="level / (1 + growth)",
        )


def _rates(stated: Iterable[Statement]) -> Iterator[Statement]:
    """Two levels of different years = the yearly growth between them."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in stated:
        if s.kind == "level" and s.months == 12 and s.behaviour != "instance":  # noqa: PLR2004  # a whole year
            groups.setdefault((s.head, s.modifiers, s.subject, s.place, s.unit), []).append(s)
    for group in groups.values():
        ordered = sorted(group, key=lambda s: (s.last or 0, s.operands[0].start))
        first, last = ordered[0], ordered[-1]
        rate = yearly_rate(first, last)
        if rate is not None:
            yield rate


def yearly_rate(first: Statement, last: Statement) -> Statement | None:
    """The compound yearly growth between two levels; ``None`` where it cannot be computed."""
    if first.last is None or last.last is None:
        return None
    years = (last.last - first.last) // 12
    ends = (first.low, first.high, last.low, last.high, first.value, last.value)
    if years < 1 or any(end is None or end <= 0 for end in ends[4:]):
        return None
    power = Decimal(1) / years

    def rate(a: Decimal | None, b: Decimal | None) -> Decimal | None:
        return None if a is None or b is None or a <= 0 or b <= 0 else (b / a) ** power - 1

    return replace(
        last,
        kind="growth",
        unit="ratio/year",
        value=rate(first.value, last.value),
        low=rate(first.high, last.low),
        high=rate(first.low, last.high),
        first=first.first,
        last=last.last,
        status="forecast" if "forecast" in (first.status, last.status) else last.status,
        operands=(*first.operands, *last.operands),
        formula=f"(last / first) ^ (1/{years}) - 1",
    )
