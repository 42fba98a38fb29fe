"""What an amount and a count imply of each other: total ÷ count = the average, average × count = the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from auditor.figures.content import content
from auditor.figures.interval import Interval
from auditor.figures.statement import Statement
from auditor.figures.sums import named
from auditor.figures.vocabulary import vocabulary

__all__ = ["averages"]


def averages(stated: Iterable[Statement]) -> Iterator[Statement]:
    """The averages and totals that follow where the vocabulary says what a head is the average of.

    Both operands are stated once, for one place and year; the people at its end stand for those during it.
    """
    groups: dict[tuple[object, ...], dict[str, list[Statement]]] = {}
    for s in stated:
        if (
            s.kind == "level"
            and s.last is not None
            and s.value
            and s.value > 0
            and not s.modifiers
            and s.subject is None
        ):
            groups.setdefault((s.place, s.last // 12, s.status), {}).setdefault(_head(s), []).append(s)
    means = [head for head in vocabulary().heads.values() if head.average_of]
    for by_head in groups.values():
        for mean in means:
            total, count = mean.average_of
            found = {head: by_head.get(head, []) for head in (mean.id, total, count)}
            if any(len(listed) > 1 for listed in found.values()) or not found[count]:
                continue
            if found[total] and not found[mean.id]:
                yield _quotient(mean.id, found[total][0], found[count][0])
            if found[mean.id] and not found[total]:
                yield _product(total, found[mean.id][0], found[count][0])


def _head(s: Statement) -> str:
    """The head; people are counted under their noun, and their clause says that they are a population."""
    return "population" if s.head == "person_count" and "population" in content(s.context).counted else s.head


def _quotient(head: str, total: Statement, count: Statement) -> Statement:
    return _implied(head, total, count, total.interval.divided(count.interval), "total / count")


def _product(head: str, mean: Statement, count: Statement) -> Statement:
    return _implied(head, mean, count, mean.interval.times(count.interval), "average * count")


def _implied(head: str, amount: Statement, count: Statement, span: Interval, formula: str) -> Statement:
    assert amount.value is not None  # noqa: S101  # the caller has looked
    assert count.value is not None  # noqa: S101  # as above
    return replace(
        amount,
        head=head,
        behaviour=vocabulary().heads[head].kind,
        value=amount.value / count.value if formula == "total / count" else amount.value * count.value,
        low=span.low,
        high=span.high,
        operands=(*amount.operands, *count.operands),
        formula=formula,
        context=named(head, amount.context),
        inherited=max(amount.inherited, count.inherited),
    )
