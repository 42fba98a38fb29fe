"""What changes imply: level ÷ (1 + growth) = the level before; two levels = the growth between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.figures.figure import Figure
from auditor.figures.interval import Interval, of_quantity
from auditor.figures.stated import operand
from auditor.figures.statement import Operand, Statement

__all__ = ["doubled", "led_to", "previous_levels", "rates", "steps", "yearly_rate"]

_YEAR = 12  # months
_STEP = ("level", "level", "growth")
_BESIDE = 40  # characters between a level and the growth that it is said to have had
# A growth since another year, or of a month, does not lead back to the year before.
_NOT_YEARLY = re.compile(r"\bsince\b|\bfrom\b|环比|较20|比20|自20|累计|previous|month", re.IGNORECASE)
# "Rose 15 % to 34.5 billion", "up 20 % on the year, output reached 3.6", 增长6%之后，…达5.3万: the growth stands first.
_FORWARD = re.compile(
    r"\s?(?:year[- ]on[- ]year |on the (?:year|previous year)[^.;。；]{0,40}|from (?:a|the) year (?:earlier|before) )?to\b|\s?on (?:the year before|the previous year|a year earlier|20\d\d)\b"
    r"|(?:之后|后|以后)[，,]|[，,]?\s?(?:达到?|至|到|升至|增至|增长至|增加到)",
    re.IGNORECASE,
)
_FORWARD_GAP = 60  # characters between a growth and the level that it led to
# "From 12 to 18, an increase of 20 %": two amounts and the change between them, whatever their dates.
_FROM = re.compile(r"(?:由|从|\bfrom\s)[^，。；,;.]{0,20}\Z", re.IGNORECASE)
_TO = re.compile(
    r"[^，。；,;]{0,16}(?:增|升|提高|提升|扩大|涨|降|减少|回落|跌|缩减)[长加高升少低落]?[至到]|[^，。；,;.]{0,24}\bto\s",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"[^。；;]{0,8}(?:增长|增幅|上升|上涨|涨幅|提高|下降|减少|降幅|跌幅)|[^.;]{0,12},?\s(?:up|down|an? (?:\w+ )?(?:increase|rise|gain|jump|growth|drop|fall|decline|decrease) of)\b",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"年均|复合|年化|annual|CAGR|compound|a year|per year|每年|累计", re.IGNORECASE)
_CHANGE_GAP = 32  # characters between the second amount and the change
_DOUBLED = re.compile(
    r"[，,]?\s?(?P<words>(?:同比|比上年|较上年|比去年)(?:实现)?(?:翻番|翻了?一番|增长一倍)|(?:double|twice) (?:the|that of the) (?:year before|previous year)(?:'s)?)",
    re.IGNORECASE,
)
_TWICE = Interval(Decimal("1.95"), Decimal("2.15"))


def previous_levels(
    text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int
) -> Iterator[Statement]:
    """Level ÷ (1 + growth) = the level of the year before, where one sentence gives both."""
    taken: set[int] = set()
    for index, figure in enumerate(figures):
        quantity = figure.quantity
        if quantity.dimension != "growth" or quantity.unit != "ratio" or not quantity.value or quantity.value <= -1:
            continue
        level = _its_level(text, figures, stated, index)
        if level is None or level in taken:
            continue
        before = _before(stated[level])
        if before is None:
            continue
        taken.add(level)
        growth = of_quantity(quantity, formula=True)
        factor = Interval(
            None if growth.low is None else 1 + growth.low, None if growth.high is None else 1 + growth.high
        )
        span = of_quantity(figures[level].quantity, formula=True).divided(factor)
        own = operand(text, quantity.start, quantity.end, offset)
        yield _undone(before, span, 1 + quantity.value, own, "level / (1 + growth)")


def _its_level(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], index: int) -> int | None:
    """The index of the level that a growth is of: the one right before it, or the one that it led to."""
    quantity = figures[index].quantity
    if index and (before := stated.get(index - 1)) is not None and before.kind == "level":
        between = text[figures[index - 1].quantity.end : quantity.start]
        if len(between) <= _BESIDE and not _ends(between) and not _NOT_YEARLY.search(between):
            return index - 1
    if index + 1 < len(figures) and (after := stated.get(index + 1)) is not None and after.kind == "level":
        return index + 1 if led_to(text, figures, index) else None
    return None


def led_to(text: str, figures: Sequence[Figure], index: int) -> bool:
    """Whether the growth at ``index`` stands before the level that it led to: "rose 10 % to 1,320"."""
    growth = figures[index].quantity
    if growth.dimension != "growth" or index + 1 >= len(figures):
        return False
    between = text[growth.end : figures[index + 1].quantity.start]
    return len(between) <= _FORWARD_GAP and not _ends(between) and bool(_FORWARD.match(between))


def _ends(between: str) -> bool:
    return "。" in between or ". " in between or "\n" in between or "；" in between or ";" in between


def _before(level: Statement) -> Statement | None:
    """The statement of the year before, still without its amount; ``None`` for what is of no year and no year's end."""
    if level.first is None or level.last is None:
        return None
    if level.months != _YEAR and not (level.months == 1 and level.last % _YEAR == _YEAR - 1):
        return None
    return replace(level, first=level.first - _YEAR, last=level.last - _YEAR)


def _undone(before: Statement, span: Interval, factor: Decimal, own: Operand, formula: str) -> Statement:
    return replace(
        before,
        value=None if before.value is None else before.value / factor,
        low=span.low,
        high=span.high,
        operands=(*before.operands, own),
        formula=formula,
    )


def doubled(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int) -> Iterator[Statement]:
    """Level ÷ 2 = the level of the year before, where the words say that it doubled."""
    for index, level in stated.items():
        quantity = figures[index].quantity
        match = _DOUBLED.match(text, quantity.end) if level.kind == "level" else None
        before = _before(level) if match else None
        if match is None or before is None:
            continue
        span = of_quantity(quantity, formula=True).divided(_TWICE)
        own = operand(text, *match.span("words"), offset)
        yield _undone(before, span, Decimal(2), own, "level / (1 + growth)")


def steps(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int) -> Iterator[Statement]:
    """From one level to another, right before the change that the article gives for them: what that change should be."""
    for index in range(len(figures) - 2):
        first, last, change = (stated.get(index + step) for step in range(3))
        if first is None or last is None or change is None or (first.kind, last.kind, change.kind) != _STEP:
            continue
        if first.unit != last.unit or not first.value or last.value is None or change.unit != "ratio":
            continue
        a, b, c = (figures[index + step].quantity for step in range(3))
        words = text[b.end : c.start]
        if not _FROM.search(text, max(0, a.start - _BESIDE), a.start) or not _TO.fullmatch(text, a.end, b.start):
            continue
        if len(words) > _CHANGE_GAP or not _CHANGE.match(words) or _COMPOUND.search(text, b.end, c.end + _CHANGE_GAP):
            continue
        span = last.interval.divided(first.interval)
        yield replace(
            change,
            kind="step",
            value=last.value / first.value - 1,
            low=None if span.low is None else span.low - 1,
            high=None if span.high is None else span.high - 1,
            operands=(*first.operands, *last.operands, operand(text, c.start, c.end, offset)),
            formula="last / first - 1",
        )


def rates(stated: Iterable[Statement]) -> Iterator[Statement]:
    """Two levels of different years = the yearly growth between them."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in stated:
        if s.kind == "level" and s.months == _YEAR and s.behaviour != "instance" and s.head:
            groups.setdefault((s.head, s.modifiers, s.subject, s.place, s.unit), []).append(s)
    for group in groups.values():
        ordered = sorted(group, key=lambda s: (s.last or 0, s.operands[0].start))
        rate = yearly_rate(ordered[0], ordered[-1])
        if rate is not None:
            yield rate


def yearly_rate(first: Statement, last: Statement) -> Statement | None:
    """The compound yearly growth between two levels; ``None`` where it cannot be computed."""
    if first.last is None or last.last is None:
        return None
    years = (last.last - first.last) // _YEAR
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
