"""The parts of an article's amounts against their wholes: bounds, lists, tables, shares and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.figures.levels import judge_sum
from auditor.figures.statement import Imprint, Statement
from auditor.figures.told import remark
from auditor.figures.vocabulary import vocabulary
from auditor.figures.words import amount, explain
from auditor.model import Relation

__all__ = ["own_parts"]

_BESIDE = 120  # characters


def own_parts(imprint: Imprint) -> Iterator[Relation]:
    """Parts that exceed their wholes, and parts that do not come to their total."""
    yield from _own_bounds(imprint)
    yield from _own_excesses(imprint)
    yield from _own_totals(imprint)
    yield from _own_portions(imprint)
    yield from _own_sums(imprint)


def _own_bounds(imprint: Imprint) -> Iterator[Relation]:
    """An amount that exceeds all that could bound it in the same article: money invested against the funds named."""
    wholes: dict[tuple[str, str | None, str], list[Statement]] = defaultdict(list)
    for s in imprint.statements:
        if s.kind == "level" and not s.formula and s.value is not None:
            wholes[s.head, s.place, s.unit].append(s)
    bounded = [key for key in wholes if _bound_of(key[0])]
    for head, place, unit in sorted(bounded, key=str):
        parts, bound = wholes[head, place, unit], _bound_of(head)
        limits = _distinct(wholes.get((bound, place, unit), ())) if bound else []
        total = sum((limit.value for limit in limits if limit.value is not None), Decimal(0))
        for part in _distinct(parts):
            if limits and part.value is not None and part.value > total:
                yield _slip(imprint, part, limits, total)


def _bound_of(head: str) -> str | None:
    known = vocabulary().heads.get(head)
    return known.bounded_by if known else None


def _distinct(found: Sequence[Statement]) -> list[Statement]:
    return list({s.value: s for s in reversed(found)}.values())[::-1]


def _slip(imprint: Imprint, part: Statement, limits: Sequence[Statement], total: Decimal) -> Relation:
    value = part.value if part.value is not None else Decimal(0)
    quotes = "” + “".join(limit.operands[0].quote for limit in limits)
    quote = part.operands[0].quote
    words = (
        f"“{quote}” is more than all that could hold it in this article (“{quotes}”): a slip of magnitude?",
        f"“{quote}”超过文中能容纳它的全部数额（“{quotes}”）：是否数量级有误？",
    )
    computed = {"a": value, "b": total, "ratio": value / total}
    held = [limit.operands[0] for limit in limits]
    return remark(imprint, "magnitude-slip", (part.operands[:1], held), "a <= sum(b)", computed, words, confidence=0.6)


def _own_excesses(imprint: Imprint) -> Iterator[Relation]:
    """A part that its own sentence makes greater than its whole."""
    for s in imprint.statements:
        if s.kind != "excess":
            continue
        part, whole = s.operands
        words = (
            f"“{part.quote}” is said to be part of “{whole.quote}”, which is less.",
            f"“{part.quote}”被称为“{whole.quote}”的一部分，却大于后者。",
        )
        computed = {} if s.value is None else {"a": s.value}
        yield remark(imprint, "part-exceeds-whole", ([part], [whole]), s.formula, computed, words)


def _own_totals(imprint: Imprint) -> Iterator[Relation]:
    """The rows of a table, or the parts of a list, against their total."""
    for s in imprint.statements:
        if s.kind != "total" or s.value is None:
            continue
        total, *rows = s.operands
        come = amount(s.value, s.unit)
        words = (
            (f"The parts before “{total.quote}” come to {come}.", f"“{total.quote}”之前各项相加为 {come}。")
            if s.formula == "sum(list)"
            else (
                f"The rows above “{total.quote}” come to {come}, as the other columns show that none is missing.",
                f"“{total.quote}”以上各行相加为 {come}，而其他栏表明行数齐全。",
            )
        )
        yield remark(imprint, "derived-conflict", ([total], rows), s.formula, {"sum": s.value}, words)


def _own_portions(imprint: Imprint) -> Iterator[Relation]:
    """Shares of one whole that come to more than it."""
    for s in imprint.statements:
        if s.kind != "portions" or s.value is None:
            continue
        first, *others = s.operands
        come, shares = amount(s.value, s.unit), " + ".join(operand.quote for operand in s.operands)
        words = (
            f"{shares} = {come}: shares of one whole come to more than 100 %.",
            f"{shares} = {come}：同一整体的各占比相加超过 100 %。",
        )
        yield remark(imprint, "derived-conflict", ([first], others), f"{s.formula} <= 1", {"sum": s.value}, words)


def _beside(parts: Statement, whole: Statement) -> bool:
    """Whether a whole without a date may stand in the sentence of its parts."""
    first, last = parts.operands[0].start, parts.operands[-1].end
    return first - _BESIDE <= whole.operands[0].start <= last + _BESIDE


def _own_sums(imprint: Imprint) -> Iterator[Relation]:
    """The places inside a place against what the article says of it."""
    sums = [s for s in imprint.statements if s.kind == "sum"]
    for parts in sums:
        for whole in imprint.statements:
            if whole.kind != "level" or whole.formula or not (parts.dated or _beside(parts, whole)):
                continue
            if (verdict := judge_sum(parts, whole)) is None:
                continue
            words = explain(verdict.kind, parts, whole, verdict.ratio)
            computed = {} if parts.value is None else {"sum": parts.value}
            formula = f"{parts.formula} <= whole"
            yield remark(
                imprint,
                verdict.kind,
                (parts.operands, whole.operands),
                formula,
                computed,
                words,
                confidence=verdict.confidence,
            )
