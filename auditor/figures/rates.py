"""Judges two growths or two rates: of one thing, over one span, on one base."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.figures.difference import differ
from auditor.figures.judgement import Judgement, confidence
from auditor.figures.keys import digits
from auditor.figures.plain import plain
from auditor.figures.sameness import named_alike, says_no_more
from auditor.figures.statement import Statement

__all__ = ["judge_growths", "judge_rates"]

# Rates of overlapping but unequal spans conflict only when they differ by this much and by this factor.
_RATE_GAP = Decimal("0.10")
_RATE_FACTOR = Decimal(2)
_SAME_SPAN_GAP = Decimal("0.02")
_TELLING_DIGITS = 3
_TWO = 2
# Two readings of one rate may be rounded or seasonally adjusted apart by half a point.
_RATE_SLACK = Decimal("0.005")
_RATE_NEAR = Decimal("1.08")
_AGREE_PART, _AGREE_LEAST = 20, Decimal("0.002")
# On what base a growth is told: the period before, or the year before; in money of the day, or at constant prices.
_BASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"环比|sequentially|previous (?:quarter|month)|quarter[- ]on[- ]quarter|month[- ]on[- ]month|q[/-]?o[/-]?q|m[/-]?o[/-]?m|(?:quarter|month) earlier",
        r"名义|nominal",
        r"实际|不变价|可比价|real terms|inflation[- ]adjusted|constant prices|\breal\b",
    )
)


def judge_rates(a: Statement, b: Statement) -> Judgement | None:
    """Two shares that are rates of their own ("unemployment rate") for one place, or one name, and period."""
    if a.status != b.status or a.place != b.place or a.head != b.head or (a.place is None and not named_alike(a, b)):
        return None
    if not a.dated or (a.first, a.last) != (b.first, b.last) or a.modifiers != b.modifiers:
        return None
    if a.low is None or a.high is None or b.low is None or b.high is None or not a.value or not b.value:
        return None
    gap = max(a.low, b.low) - min(a.high, b.high)
    if gap <= 0:
        difference = differ(a.context, b.context)
        return None if difference.contrast else Judgement("corroborates", confidence(a, b, dated=True))
    apart = gap > _RATE_SLACK and max(a.value, b.value) / min(a.value, b.value) > _RATE_NEAR
    if apart and says_no_more(a, b):
        return Judgement("conflicts", confidence(a, b, dated=True))
    return None


def judge_growths(a: Statement, b: Statement) -> Judgement | None:
    """Two growths of one metric: over the same span they have to agree, over overlapping ones not to part widely."""
    if a.place is None or (a.status != b.status and not {a.status, b.status} <= {"actual", "forecast"}):
        return None
    if a.head != b.head or a.modifiers != b.modifiers or a.place != b.place or a.unit != b.unit:
        return None
    if a.low is None or a.high is None or b.low is None or b.high is None or a.value is None or b.value is None:
        return None
    if _bases(a) != _bases(b):
        return None
    if a.unit != "ratio/year":
        return _judge_changes(a, b)
    return _judge_yearly(a, b) if a.subject == b.subject else None


def _bases(s: Statement) -> tuple[bool, ...]:
    return tuple(bool(base.search(s.context)) for base in _BASES)


def _judge_changes(a: Statement, b: Statement) -> Judgement | None:
    """The change of one named period: as exact as a level."""
    assert a.low is not None  # noqa: S101  # the caller has looked
    assert b.low is not None  # noqa: S101  # as above
    assert a.high is not None  # noqa: S101  # as above
    assert b.high is not None  # noqa: S101  # as above
    if not a.dated or (a.first, a.last) != (b.first, b.last):
        return None
    gap = max(a.low, b.low) - min(a.high, b.high)
    difference = differ(a.context, b.context)
    if gap > _SAME_SPAN_GAP:
        # A subject that only a headline gives says no more where both clauses name what grows.
        same = difference.none and (a.subject == b.subject or bool(difference.counted - plain().broad))
        return Judgement("growth-mismatch", confidence(a, b, dated=True)) if same else None
    agree = gap <= 0 and a.value is not None and digits(a.value) >= _TWO and not difference.contrast
    return Judgement("corroborates", confidence(a, b, dated=True)) if agree else None


def _judge_yearly(a: Statement, b: Statement) -> Judgement | None:
    assert a.value is not None  # noqa: S101  # the caller has looked
    assert b.value is not None  # noqa: S101  # as above
    gap, low, high = abs(a.value - b.value), min(a.value, b.value), max(a.value, b.value)
    if a.dated and b.dated and (a.first, a.last) == (b.first, b.last):
        if _span_gap(a, b) > _SAME_SPAN_GAP:
            return Judgement("growth-mismatch", confidence(a, b, dated=True))
        near = gap <= max(abs(a.value) / _AGREE_PART, _AGREE_LEAST)
        return Judgement("corroborates", 0.6) if near else None
    overlap = not (a.dated and b.dated) or max(a.first or 0, b.first or 0) < min(a.last or 0, b.last or 0)
    if overlap and gap >= _RATE_GAP and (low <= 0 or high / low >= _RATE_FACTOR):
        return Judgement("growth-mismatch", confidence(a, b, dated=False))
    if a.value == b.value and digits(a.value) >= _TELLING_DIGITS:
        return Judgement("corroborates", confidence(a, b, dated=False))
    return None


def _span_gap(a: Statement, b: Statement) -> Decimal:
    """How far apart the admitted values of two rates stay."""
    lows, highs = [s.low for s in (a, b) if s.low is not None], [s.high for s in (a, b) if s.high is not None]
    return max(lows) - min(highs)
