"""Judges two amounts: of one thing or not, at one time or not, and how far apart after all that wording leaves open.

Silence is the rule: target against actual, other scopes, other kinds, unknown slots never conflict. Tolerance comes from
the writing; it widens with every assumption that the comparison needs.
"""

from __future__ import annotations

from decimal import Decimal

from auditor.figures.alike import shared
from auditor.figures.difference import differ
from auditor.figures.fx import converted, convertible
from auditor.figures.interval import Interval
from auditor.figures.judgement import Judgement, confidence, ratio_of, same_time
from auditor.figures.keys import ADDITIVE, LASTING, canonical, digits, is_money, mantissa, roll_up
from auditor.figures.places import gazetteer
from auditor.figures.plain import plain
from auditor.figures.sameness import (
    akin,
    may_be_one,
    named_alike,
    one_place,
    one_thing,
    same_metric,
    same_words,
    says_no_more,
)
from auditor.figures.shares import PORTION
from auditor.figures.statement import Statement

__all__ = ["judge_levels", "judge_sum"]

# How far apart two intervals must stay before they conflict, by what the comparison assumes (measured on unrelated
# articles: narrower factors called definitions conflicts).
_DATED = Decimal("1.05")
_DERIVED = Decimal("1.25")
_UNDONE = Decimal("1.08")
_UNDATED = Decimal("1.5")
# A dated stock against one without a date: the years between may have doubled it.
_MIXED = Decimal(3)
# Undated small counts ("3 cases", "59 cases") are other events, not other values of one stock.
_SMALL_COUNT = 100
# Two sources that differ by more than this count different things ("212 homestays carried the highest grade" of 19,800).
_OTHER_THING = Decimal(5)
# A swapped currency or a slipped magnitude shows only in a mantissa that is unlikely to recur by chance.
_SWAP_DIGITS = 2
_SLIP_DIGITS = 3
# A part may exceed an undated whole by what the two were counted apart in time.
_PART = Decimal("1.15")
# Digits that do not recur by chance for one place, unit and year.
_TELLING_DIGITS = 3
# What may stand between two values of one thing: roundings; "about" in one of them; "about" in both, or a formula.
_NEAR = (Decimal("1.03"), Decimal("1.1"), Decimal("1.15"))
_NEAR_UNDONE = Decimal("1.04")
# Words that two clauses on one named thing share.
_SHARED_NAMES = 2
_SLIPS = frozenset(Decimal(10) ** k for k in (1, 2, 3, 4, 8))


def judge_levels(a: Statement, b: Statement) -> Judgement | None:
    """What two amounts have to do with each other; ``None`` for nothing."""
    if a.status != b.status:
        return None
    if a.unit != b.unit:
        return _judge_currencies(a, b)
    if one_place(a, b):
        return _judge_same_place(a, b)
    if a.place is None and b.place is None:
        # A bare number in a text of one name ("SETSERIAL 8") says nothing.
        of_something = a.unit != "count" or (a.head and b.head)
        return _judge_same_place(a, b) if of_something and a.dated and b.dated and named_alike(a, b) else None
    if a.place is not None and b.place in roll_up(a.place):
        return _judge_part(a, b)
    if b.place is not None and a.place in roll_up(b.place):
        return _judge_part(b, a)
    return None


def judge_sum(parts: Statement, whole: Statement) -> Judgement | None:
    """What the parts of a place that one article lists have to do with what a place around them has."""
    around = parts.place is not None and whole.place in (parts.place, *roll_up(parts.place))
    alike = (parts.unit, parts.status, parts.dated) == (whole.unit, whole.status, whole.dated) and not whole.part
    return _judge_part(parts, whole) if around and alike else None


def _judge_same_place(a: Statement, b: Statement) -> Judgement | None:
    time, same = same_time(a, b), same_metric(a, b)
    if time is False:
        return _agreement(a, b, Decimal(1)) if _recurs(a, b) else None
    if a.interval.apart(b.interval, _factor(a, b, time=time)):
        return _disagreement(a, b, time=time, same=same)
    if same and _agree(a, b) and not _contrast(a, b):
        return _agreement(a, b, ratio_of(a, b))
    return _judge_described(a, b, time=time)


def _judge_described(a: Statement, b: Statement, *, time: bool | None) -> Judgement | None:
    """Agreement of two amounts whose metrics the vocabulary does not equate: their own words and digits have to."""
    if not may_be_one(a, b):
        return None
    if "instance" in (a.behaviour, b.behaviour):
        named = len(differ(a.context, b.context).shared) >= _SHARED_NAMES
        return _agreement(a, b, Decimal(1)) if named and _recurs(a, b) else None
    if _recurs(a, b):
        return _agreement(a, b, Decimal(1))
    if not time or not _agree(a, b):
        return None
    if _coarser(a, b) >= _TELLING_DIGITS and not _contrast(a, b):
        return _agreement(a, b, ratio_of(a, b))
    return _agreement(a, b, ratio_of(a, b)) if akin(a, b) and not (_contrast(a, b) and a.value != b.value) else None


def _recurs(a: Statement, b: Statement) -> bool:
    """Whether both give the very same telling digits for one place, and no year speaks against it."""
    if a.formula or b.formula or a.value is None or a.value != b.value or digits(a.value) < _TELLING_DIGITS:
        return False
    if a.context.isascii() == b.context.isascii() and _contrast(a, b) and not shared(a.context, b.context)[0]:
        return False  # as many buses as staff
    return may_be_one(a, b) and (a.last is None or b.last is None or a.last // 12 == b.last // 12)


def _coarser(a: Statement, b: Statement) -> int:
    """The significant digits of the rounder of two values."""
    return min(digits(s.value) for s in (a, b) if s.value) if a.value and b.value else 0


def _contrast(a: Statement, b: Statement) -> bool:
    """Whether each clause names, in words of the vocabulary or of its own, what the other does not.

    What is said to be a part of a total is not all of it, whatever else is said.
    """
    difference = differ(a.context, b.context)
    if (difference.more_a and a.formula == PORTION) or (difference.more_b and b.formula == PORTION):
        return True
    return difference.contrast and not difference.counted


def _agreement(a: Statement, b: Statement, ratio: Decimal | None) -> Judgement:
    return Judgement("corroborates", confidence(a, b, dated=a.dated and b.dated), ratio)


def _factor(a: Statement, b: Statement, *, time: bool | None) -> Decimal:
    """How far apart two intervals must stay: what the dates and the derivations leave open."""
    if same_words(a, b):
        return _DATED
    doubt = _doubt(a, b)
    return max(_DATED, doubt) if time else (_UNDATED if a.dated == b.dated else _MIXED) * doubt


def _doubt(a: Statement, b: Statement) -> Decimal:
    """What derivation adds to the tolerance: little for a growth undone, more for a share, whose whole is often loose."""
    formulas = {s.formula for s in (a, b)} - {""}
    if not formulas:
        return Decimal(1)
    return _UNDONE if all("growth" in formula or "+" in formula for formula in formulas) else _DERIVED


def _disagreement(a: Statement, b: Statement, *, time: bool | None, same: bool) -> Judgement | None:
    """Two values that stay apart: a contradiction where both measure one thing and may be compared at all."""
    retold = same_words(a, b)
    if not (retold or _may_conflict(a, b, dated=bool(time))) or not _comparable(a, b):
        return None
    # Without a date only the vocabulary says what is one thing; so it does of the wholes that shares imply.
    derived = any("share" in s.formula for s in (a, b))
    kind = "derived-conflict" if a.formula or b.formula else _slip(a, b)
    slipped = kind == "magnitude-slip" and _telling_slip(a, b)
    if not (retold or (same and derived) or (slipped and time) or (one_thing(a, b) and (same or time))):
        return None
    return Judgement(kind, confidence(a, b, dated=bool(time)), ratio_of(a, b))


def _may_conflict(a: Statement, b: Statement, *, dated: bool) -> bool:
    """Instances need their names, flows their period; undated counts that are small or of no stated place never conflict."""
    if "instance" in (a.behaviour, b.behaviour):
        return False
    if dated:
        return True
    if a.behaviour not in LASTING:
        # An implied whole against a stated one needs no date to be of one order of magnitude.
        return bool(a.formula or b.formula) and a.behaviour == "flow"
    if (a.inherited or b.inherited) and not (a.formula or b.formula):
        return False
    return all(s.value is None or s.value >= _SMALL_COUNT for s in (a, b))


def _comparable(a: Statement, b: Statement) -> bool:
    """Whether two amounts can be two values of one thing: beyond a factor they count different things, or slipped."""
    ratio = ratio_of(a, b)
    return ratio is None or ratio <= _OTHER_THING or bool(a.formula or b.formula) or _slip(a, b) == "magnitude-slip"


def _slip(a: Statement, b: Statement) -> str:
    """``magnitude-slip`` when the written digits are the same and only the magnitude differs, else ``conflicts``."""
    if a.value and b.value and mantissa(a.value) == mantissa(b.value) and digits(a.value) >= _SWAP_DIGITS:
        return "magnitude-slip" if max(a.value, b.value) / min(a.value, b.value) in _SLIPS else "conflicts"
    return "conflicts"


def _telling_slip(a: Statement, b: Statement) -> bool:
    """Whether digits that do not recur by chance stand in clauses that have more in common than the digits."""
    difference = differ(a.context, b.context)
    if difference.contrast or (a.listed_metric and b.listed_metric and canonical(a.head) != canonical(b.head)):
        return False
    return bool(a.value) and digits(a.value or Decimal(0)) >= _SLIP_DIGITS and bool(difference.counted or akin(a, b))


def _agree(a: Statement, b: Statement) -> bool:
    """Whether overlapping intervals mean one value: both bounded and near, and more than a round small number."""
    if a.value is None or b.value is None or not a.value or not b.value:
        return all(s.low and s.high and s.high / s.low <= _DERIVED for s in (a, b))
    ratio = ratio_of(a, b) or Decimal(0)
    limit = _NEAR[2 if a.formula or b.formula else (a.bound != "exact") + (b.bound != "exact")]
    if any("growth" in s.formula or "+" in s.formula for s in (a, b)):
        limit = _NEAR_UNDONE
    telling = max(digits(a.value), digits(b.value)) >= _SWAP_DIGITS or a.dated or a.behaviour in {"stock", "flow"}
    telling = telling or bool(a.formula and b.formula)
    if a.behaviour == "instance":
        telling = a.value == b.value and digits(a.value) >= _SLIP_DIGITS
    return ratio <= limit and telling


def _judge_part(part: Statement, whole: Statement) -> Judgement | None:
    """A part of an additive amount cannot exceed its whole."""
    dated = same_time(part, whole)
    if dated is False or part.behaviour not in (ADDITIVE if dated else LASTING):
        return None
    if not _may_conflict(part, whole, dated=bool(dated)) or part.low is None or whole.high is None:
        return None
    factor = (_DATED if dated else _PART if part.dated == whole.dated else _MIXED) * (_PART if whole.formula else 1)
    if part.low <= whole.high * factor:
        return None
    if not _of_one_thing(part, whole):
        return None
    ratio = part.low / whole.high if whole.high else None
    return Judgement("part-exceeds-whole", confidence(part, whole, dated=bool(dated)), ratio)


def _of_one_thing(part: Statement, whole: Statement) -> bool:
    """Whether a part and a whole count one thing.

    What narrows the part makes it smaller still; what narrows the whole may leave the part outside it.
    """
    difference, lists = differ(part.context, whole.context), plain()
    if same_metric(part, whole) and (whole.formula or not difference.more_b):
        # Output of what? The head alone does not say.
        return part.head not in lists.light or bool(difference.shared - lists.light)
    return bool(difference.counted - lists.broad - lists.light) and says_no_more(part, whole)


def _judge_currencies(a: Statement, b: Statement) -> Judgement | None:
    """Amounts in two currencies: the same digits swapped, or one amount at the yearly mean rate, or neither."""
    if not (is_money(a) and is_money(b)):
        return None
    if a.value is not None and a.value == b.value:
        return _judge_swap(a, b)
    time = same_time(a, b)
    if time is False or not convertible(a.unit, b.unit) or not one_place(a, b):
        return None
    if "instance" in (a.behaviour, b.behaviour):
        return None
    year = None if a.last is None or b.last is None else a.last // 12
    other = converted(Interval(b.low, b.high), b.unit, a.unit, year)
    if other is None:
        return None
    return _judge_converted(a, b, other, time=time)


def _judge_converted(a: Statement, b: Statement, other: Interval, *, time: bool | None) -> Judgement | None:
    same, one = same_metric(a, b), one_thing(a, b)
    if not a.interval.apart(other, Decimal(1)):
        near = time and (same or one) and _bounded(a.interval) and _bounded(other)
        return Judgement("corroborates", confidence(a, b, dated=True) - 0.05, converted=True) if near else None
    if not time:
        # Only the wholes that shares imply are compared without a date: the means of ten years are allowed for.
        if not (same and any("share" in s.formula for s in (a, b))) or not a.interval.apart(other, _UNDATED):
            return None
        return Judgement("derived-conflict", confidence(a, b, dated=False), converted=True)
    if not one or not a.interval.apart(other, _DERIVED) or a.interval.apart(other, _OTHER_THING):
        return None
    kind = "derived-conflict" if a.formula or b.formula else "conflicts"
    return Judgement(kind, confidence(a, b, dated=True) - 0.05, converted=True)


def _bounded(interval: Interval) -> bool:
    """Whether both ends are known and near: an open amount agrees with everything."""
    return bool(interval.low and interval.high and interval.high / interval.low <= _UNDATED)


def _judge_swap(a: Statement, b: Statement) -> Judgement | None:
    """The same digits and magnitude of one metric in two currencies, for places of which one holds the other."""
    if a.formula or b.formula or a.value is None:
        return None
    if not (same_words(a, b) or same_metric(a, b) or one_thing(a, b) or _telling_slip(a, b)):
        return None
    named = a.place is None and b.place is None and named_alike(a, b)
    here = one_place(a, b) or named
    outright = here and a.dated and bool(same_time(a, b))
    if not outright and digits(a.value) < _SWAP_DIGITS:
        return None
    if a.dated and b.dated and not same_time(a, b):
        return None
    places = gazetteer()
    if not here and not (places.within(a.place or "", b.place or "") or places.within(b.place or "", a.place or "")):
        return None
    return Judgement("currency-swap", confidence(a, b, dated=a.dated and b.dated))
