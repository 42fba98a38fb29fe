"""What one figure states, as a statement: an amount, a rate of its own, or a growth."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.figures.figure import Figure, Metric, Origin
from auditor.figures.interval import Interval, of_quantity
from auditor.figures.mended import mended
from auditor.figures.statement import Operand, Statement
from auditor.figures.vocabulary import vocabulary

__all__ = ["DEFAULT_GROWTH_METRIC", "UNNAMED", "operand", "stated"]

UNNAMED = Metric("", kind="flow", known=False)
"""What an amount is of that no metric is known for."""
_LEVELS = frozenset({"money", "count", "mass", "volume", "area", "length", "other"})
DEFAULT_GROWTH_METRIC = Metric("industry_scale", kind="flow")
"""What grows when an article on an industry says only "28 % yearly growth": the industry."""

_YEARS = (1000, 2100)
_IN = re.compile(r"\b(?:in|since|of|by|until|around|circa)\s\Z", re.IGNORECASE)
_MONTHLY = re.compile(r"\bmonthly\b|月租|月薪|月均工资", re.IGNORECASE)
_TOLD_MONTHLY = frozenset({"rent", "wage", "minimum_wage", "price", "pension_level"})
# 每千人口床位8.8张: an amount per so many is no amount.
_PER_SO_MANY = re.compile(
    r"每[十百千万][^，。,;；\d]{0,10}\Z|\bper (?:thousand|million|1,000|100,000|10,000)\b[^.,;\d]{0,30}\Z",
    re.IGNORECASE,
)
_PER_AFTER = re.compile(r"\s?[\w-]{0,20}\s?per (?:thousand|million|1,000|100,000|10,000)\b", re.IGNORECASE)
_SO_MANY_REACH = 40
_SEQUENTIAL = re.compile(
    r"环比|(?:previous|preceding|prior) (?:quarter|month)|(?:quarter|month)[- ](?:on|over)[- ](?:quarter|month)|(?:quarter|month) (?:earlier|before)",
    re.IGNORECASE,
)
_BASE_REACH = 70
# What consumer prices rose by within a year is the rate of inflation.
_YEAR_ON_YEAR = re.compile(
    r"同比|year[- ](?:on|over)[- ]year|\by[/-]?o[/-]?y\b|\b(?:a|one|the) year (?:earlier|before|ago)|\bannual(?:ly)?\b|previous year",
    re.IGNORECASE,
)

# What an amount is told per, in one name for both languages; an amount per anything else is compared with nothing.
_PER = {
    **dict.fromkeys(("平方米", "平米", "square metre", "square meter", "sqm"), "m2"),
    **dict.fromkeys(("square foot", "sq ft"), "sqft"),
    **dict.fromkeys(("吨", "tonne", "ton"), "t"),
    **dict.fromkeys(("公斤", "千克", "kilo", "kilogram", "kg"), "kg"),
    **dict.fromkeys(("人", "人均", "person", "head", "capita"), "person"),
    **dict.fromkeys(("月", "月薪", "month"), "month"),
    **dict.fromkeys(("天", "日", "day"), "day"),
    **dict.fromkeys(("小时", "时薪", "hour", "h"), "hour"),
    **dict.fromkeys(("股", "share"), "share"),
    **dict.fromkeys(("亩", "亩均"), "mu"),
    **dict.fromkeys(("户", "户均", "household"), "household"),
    **dict.fromkeys(("度", "千瓦时", "kWh"), "kWh"),
    **dict.fromkeys(("桶", "barrel"), "barrel"),
}


def stated(text: str, figure: Figure, offset: int) -> Statement | None:
    """The statement of a figure; ``None`` for what has no unit, no currency, or nothing that it could be compared by."""
    quantity, metric = figure.quantity, figure.metric
    kind = _kind(text, figure)
    if kind == "growth" and metric is None and figure.subject.known and quantity.unit == "ratio/year":
        metric = DEFAULT_GROWTH_METRIC
    unit = None if _bare_year(text, figure) else _unit(figure)
    before = text[max(0, quantity.start - _SO_MANY_REACH) : quantity.start]
    if _PER_SO_MANY.search(before) or _PER_AFTER.match(text, quantity.end):
        return None
    if kind is None or unit is None or (kind == "growth" and metric is None):
        return None
    metric = metric or UNNAMED
    span = of_quantity(quantity)
    value, head = quantity.value, metric.head
    if head == "net_loss":
        # A loss is a profit below zero: the two contradict each other by their sign.
        head, span, value = "profit", Interval(_minus(span.high), _minus(span.low)), _minus(value)
    period = figure.period.value
    return Statement(
        kind=kind,
        head=head,
        modifiers=tuple(sorted(metric.modifiers)),
        behaviour="rate" if "/" in unit and kind == "level" else metric.kind,
        subject=figure.subject.value,
        place=figure.place.value,
        unit=unit,
        status=figure.status,
        value=value,
        low=span.low,
        high=span.high,
        # A state at the end of a year is no flow over the year: it starts and ends in its last month.
        first=None if period is None else period.last if period.end_of else period.first,
        last=None if period is None else period.last,
        operands=(operand(text, quantity.start, quantity.end, offset),),
        inherited=sum(slot.origin is Origin.INHERITED for slot in (figure.place, figure.subject))
        + (figure.metric is None),
        bound=quantity.bound,
        listed_metric=metric.known,
        context=_with_base(text, figure) if kind == "growth" else mended(text, figure),
        timed=figure.period.origin is Origin.STATED,
    )


def _kind(text: str, figure: Figure) -> str | None:
    """``level``, ``growth``, or ``rate`` for a share that is a measure of its own: the unemployment rate."""
    quantity = figure.quantity
    dimension = quantity.dimension
    if dimension in _LEVELS:
        return "level"
    if dimension == "growth":
        around = text[max(0, quantity.start - _SO_MANY_REACH) : quantity.end + _BASE_REACH]
        prices = figure.metric is not None and figure.metric.head == "inflation" and quantity.unit == "ratio"
        return "rate" if prices and _YEAR_ON_YEAR.search(around) else "growth"
    if dimension != "share" or figure.whole is not None or figure.metric is None:
        return None
    head = vocabulary().heads.get(figure.metric.head)
    return "rate" if head is not None and head.kind == "rate" and "share" in head.dimensions else None


def _unit(figure: Figure) -> str | None:
    """The unit of a statement: a currency, a base unit, ``count``, or one of them per something (``CNY/m2``)."""
    quantity = figure.quantity
    if quantity.unit == "year of age":
        return None
    counted = quantity.dimension == "count" or (quantity.dimension == "other" and quantity.unit is None)
    unit = "count" if counted else quantity.unit
    if unit is None or (quantity.dimension == "money" and quantity.currency is None) or quantity.yearly:
        return None  # a yearly sum is no level
    head = figure.metric.head if figure.metric else ""
    if (
        quantity.dimension == "money"
        and quantity.per is None
        and head in _TOLD_MONTHLY
        and _MONTHLY.search(figure.context)
    ):
        return f"{unit}/month"
    if quantity.dimension in {"share", "growth"} or quantity.per is None:
        return unit
    # Income per head is told per head whether its figure says so or not.
    if head in {"income_per_head", "gdp_per_head", "wage"} and _PER.get(quantity.per) == "person":
        return unit
    return f"{unit}/{_PER[quantity.per]}" if quantity.per in _PER and quantity.dimension == "money" else None


def _with_base(text: str, figure: Figure) -> str:
    """The clause of a growth, with the base that it is told on: a date of its own, that is cut out of the clause."""
    quantity, context = figure.quantity, mended(text, figure)
    around = text[max(0, quantity.start - _SO_MANY_REACH) : quantity.end + _BASE_REACH]
    return f"{context} sequentially" if _SEQUENTIAL.search(around) else context


def _bare_year(text: str, figure: Figure) -> bool:
    """Whether a bare number of no metric, or after "in", reads as a year that the scan did not take for a date."""
    quantity = figure.quantity
    if quantity.dimension != "other" or quantity.unit is not None or quantity.value is None:
        return False
    dated = bool(_IN.search(text, max(0, quantity.start - _SO_MANY_REACH), quantity.start))
    unnamed = figure.metric is None or not figure.metric.known
    return (dated or unnamed) and _YEARS[0] <= quantity.value <= _YEARS[1]


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def operand(text: str, start: int, end: int, offset: int) -> Operand:
    """A figure's span, from the start of the page, and its words."""
    return Operand(offset + start, offset + end, text[start:end])
