"""What parts that an article lists add up to: exports and imports to trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from auditor.figures.content import FIGURE
from auditor.figures.statement import Statement
from auditor.figures.vocabulary import vocabulary

__all__ = ["named", "sums"]


def sums(stated: Iterable[Statement]) -> Iterator[Statement]:
    """The sum of the heads that the vocabulary says make up another, each stated once for one place, time and subject."""
    groups: dict[tuple[object, ...], dict[str, list[Statement]]] = {}
    for s in stated:
        if s.kind == "level" and s.dated and s.value is not None and not s.modifiers and not s.formula:
            same = (s.place, s.unit, s.first, s.last, s.status)
            groups.setdefault(same, {}).setdefault(s.head, []).append(s)
    wholes = [head for head in vocabulary().heads.values() if head.sum_of]
    for by_head in groups.values():
        for whole in wholes:
            listed = [by_head.get(part, []) for part in whole.sum_of]
            if whole.id not in by_head and all(len(found) == 1 for found in listed):
                yield _sum(whole.id, [found[0] for found in listed])


def _sum(head: str, terms: list[Statement]) -> Statement:
    def added(ends: list[Decimal | None]) -> Decimal | None:
        known = [end for end in ends if end is not None]
        return sum(known, Decimal(0)) if len(known) == len(ends) else None

    return replace(
        terms[0],
        head=head,
        behaviour=vocabulary().heads[head].kind,
        value=added([s.value for s in terms]),
        low=added([s.low for s in terms]),
        high=added([s.high for s in terms]),
        operands=tuple(operand for s in terms for operand in s.operands),
        formula=" + ".join("ab"[: len(terms)]),
        context=named(head, terms[0].context),
        inherited=max(s.inherited for s in terms),
    )


def named(head: str, context: str) -> str:
    """The clause of an implied amount: a term of the vocabulary for its head, in the language of a clause."""
    han = any("\u4e00" <= char <= "\u9fff" for char in context)
    return f"{vocabulary().terms_of[head][0 if han else 1]} {FIGURE}"
