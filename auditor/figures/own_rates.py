"""The rates and changes that an article states against those that its own levels imply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from auditor.figures.statement import Imprint, Statement
from auditor.figures.told import evidence, remark
from auditor.figures.words import amount
from auditor.model import Evidence, Relation

__all__ = ["own_rates"]

_YEAR = 12  # months
_BOTH = 2
_BESIDE = 80  # characters before a change within which its two levels stand


def own_rates(imprint: Imprint, slack: Decimal) -> Iterator[Relation]:
    """Rates and changes that its levels deny by more than ``slack``, each told once."""
    yield from _own_rates(imprint, slack)
    changes = list(_own_changes(imprint, slack))
    yield from changes
    yield from _own_steps(imprint, slack, {found for relation in changes for found in relation.a})


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
    words = (
        f"“{first}” to “{last}” is {own}{yearly} ({implied.formula}), the article says {rate}.",
        f"从“{first}”到“{last}”，{yearly_zh}为 {own}（{implied.formula}），文中却称 {rate}。",
    )
    computed = {"stated": stated.value, "implied": implied.value}
    sides = stated.operands, implied.operands
    return remark(imprint, "growth-mismatch", sides, implied.formula, computed, words, confidence=0.9)
