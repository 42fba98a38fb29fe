"""What one article says against itself: its rates against its levels, its parts against their wholes.

Inside one article only arithmetic counts: two of its amounts that differ are of two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.figures.statement import Imprint, Operand, Statement
from auditor.figures.vocabulary import vocabulary
from auditor.figures.words import amount
from auditor.model import Evidence, Relation, Severity

__all__ = ["evidence", "rounded", "within"]

_YEAR = 12  # months
_BOTH = 2
_BESIDE = 80  # characters before a change within which its two levels stand


def within(imprint: Imprint, slack: Decimal) -> Iterator[Relation]:
    """Relations inside one article. ``slack``: how far a stated rate may stay from what its levels give, as a ratio."""
    yield from _own_rates(imprint, slack)
    changes = list(_own_changes(imprint, slack))
    yield from changes
    yield from _own_steps(imprint, slack, {found for relation in changes for found in relation.a})
    yield from _own_bounds(imprint)
    yield from _own_excesses(imprint)
    yield from _own_totals(imprint)


def _own_rates(imprint: Imprint, slack: Decimal) -> Iterator[Relation]:
    """A stated yearly rate against the rate that the article's own levels of the same span imply."""
    rates = [s for s in imprint.statements if s.kind == "growth" and s.unit == "ratio/year"]
    for stated in (s for s in rates if not s.formula):
        for implied in (s for s in rates if s.formula):
            same = (stated.head, stated.modifiers, stated.subject, stated.place) == (
                implied.head, implied.modifiers, implied.subject, implied.place)  # fmt: skip
            spans = stated.dated and (stated.first, stated.last) == (implied.first, implied.last)
            if not same or not spans or stated.value is None or implied.value is None:
                continue
            if stated.low is None or stated.high is None or implied.low is None or implied.high is None:
                continue
            # The levels' own rounding is not held against a rate, but "about" in a level is: half of it counts.
            if abs(stated.value - implied.value) > slack:
                yield _growth_mismatch(imprint, stated, implied)


def _own_changes(imprint: Imprint, slack: Decimal) -> Iterator[Relation]:
    """A stated change against the two levels right before it: "from 2 to 3 billion, an increase of 25 %"."""
    levels = [s for s in imprint.statements if s.kind == "level" and not s.formula and s.months == _YEAR]
    for stated in imprint.statements:
        if stated.kind != "growth" or stated.unit != "ratio" or stated.formula or stated.value is None:
            continue
        end = stated.operands[0].start
        beside = [s for s in levels if s.metric == stated.metric and end - _BESIDE <= s.operands[0].start < end]
        if len(beside) != _BOTH or beside[0].unit != beside[1].unit or beside[0].place != beside[1].place:
            continue
        first, last = sorted(beside, key=lambda s: s.last or 0)
        implied = _change(first, last)
        if implied is not None and abs(stated.value - implied) > slack + _rounding(first, last):
            yield _growth_mismatch(imprint, stated, replace(_as_change(first, last), value=implied))


def _own_steps(imprint: Imprint, slack: Decimal, told: set[Evidence]) -> Iterator[Relation]:
    """A stated change against the two levels that it leads from and to, without their dates."""
    stated = {s.operands[0]: s for s in imprint.statements if s.kind == "growth" and not s.formula}
    for step in imprint.statements:
        said = stated.get(step.operands[-1]) if step.kind == "step" else None
        if said is None or said.low is None or said.high is None or step.low is None or step.high is None:
            continue
        gap = max(said.low, step.low) - min(said.high, step.high)
        if gap > slack and evidence(imprint, step.operands[-1]) not in told:
            yield _growth_mismatch(imprint, said, replace(step, operands=step.operands[:2]))


def _change(first: Statement, last: Statement) -> Decimal | None:
    """The change from one year's level to the next year's; over more years the wording may mean either rate."""
    if (
        first.last is None
        or last.last is None
        or last.last - first.last != _YEAR
        or not first.value
        or last.value is None
    ):
        return None
    return last.value / first.value - 1


def _rounding(first: Statement, last: Statement) -> Decimal:
    """What the last digits of two levels leave open of their ratio."""
    if not first.low or first.high is None or last.low is None or last.high is None:
        return Decimal(1)
    return (last.high / first.low - last.low / first.high) / 2


def _as_change(first: Statement, last: Statement) -> Statement:
    return replace(last, kind="growth", operands=(*first.operands, *last.operands), formula="last / first - 1")


def _growth_mismatch(imprint: Imprint, stated: Statement, implied: Statement) -> Relation:
    assert stated.value is not None  # noqa: S101  # the caller has looked
    assert implied.value is not None  # noqa: S101  # as above
    rate, own = amount(stated.value, "ratio"), amount(implied.value, "ratio")
    first, last = implied.operands[0].quote, implied.operands[-1].quote
    yearly, yearly_zh = (" a year", "年均增长") if stated.unit == "ratio/year" else ("", "增长")
    return Relation(
        kind="growth-mismatch",
        a=tuple(evidence(imprint, operand) for operand in stated.operands),
        b=tuple(evidence(imprint, operand) for operand in implied.operands),
        formula=implied.formula,
        computed={"stated": rounded(stated.value), "implied": rounded(implied.value)},
        severity=Severity.MINOR,
        confidence=0.9,
        explanation=f"“{first}” to “{last}” is {own}{yearly} ({implied.formula}), the article says {rate}.",
        explanation_zh=f"从“{first}”到“{last}”，{yearly_zh}为 {own}（{implied.formula}），文中却称 {rate}。",
    )


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
    return Relation(
        kind="magnitude-slip",
        a=(evidence(imprint, part.operands[0]),),
        b=tuple(evidence(imprint, limit.operands[0]) for limit in limits),
        formula="a <= sum(b)",
        computed={"a": rounded(value), "b": rounded(total), "ratio": rounded(value / total)},
        severity=Severity.MINOR,
        confidence=0.6,
        explanation=f"“{part.operands[0].quote}” is more than all that could hold it in this article (“{quotes}”): a slip of magnitude?",
        explanation_zh=f"“{part.operands[0].quote}”超过文中能容纳它的全部数额（“{quotes}”）：是否数量级有误？",
    )


def _own_excesses(imprint: Imprint) -> Iterator[Relation]:
    """A part that its own sentence makes greater than its whole."""
    for s in imprint.statements:
        if s.kind != "excess":
            continue
        part, whole = s.operands
        yield Relation(
            kind="part-exceeds-whole",
            a=(evidence(imprint, part),),
            b=(evidence(imprint, whole),),
            formula=s.formula,
            computed={} if s.value is None else {"a": rounded(s.value)},
            severity=Severity.MINOR,
            confidence=0.8,
            explanation=f"“{part.quote}” is said to be part of “{whole.quote}”, which is less.",
            explanation_zh=f"“{part.quote}”被称为“{whole.quote}”的一部分，却大于后者。",
        )


def _own_totals(imprint: Imprint) -> Iterator[Relation]:
    """The rows of a table, or the parts of a list, against their total."""
    for s in imprint.statements:
        if s.kind != "total" or s.value is None:
            continue
        total, *rows = s.operands
        come, listed = amount(s.value, s.unit), s.formula == "sum(list)"
        english = (
            f"The parts before “{total.quote}” come to {come}."
            if listed
            else f"The rows above “{total.quote}” come to {come}, as the other columns show that none is missing."
        )
        yield Relation(
            kind="derived-conflict",
            a=(evidence(imprint, total),),
            b=tuple(evidence(imprint, row) for row in rows),
            formula=s.formula,
            computed={"sum": rounded(s.value)},
            severity=Severity.MINOR,
            confidence=0.8,
            explanation=english,
            explanation_zh=f"“{total.quote}”之前各项相加为 {come}。"
            if listed
            else f"“{total.quote}”以上各行相加为 {come}，而其他栏表明行数齐全。",
        )


def evidence(imprint: Imprint, operand: Operand) -> Evidence:
    """Where an operand stands in its article."""
    return Evidence(imprint.id, imprint.key, operand.start, operand.end, operand.quote)


def rounded(value: Decimal) -> Decimal:
    """Six significant digits, without an exponent: what a reader can follow."""
    return Decimal(f"{value:.6g}") if value else Decimal(0)
