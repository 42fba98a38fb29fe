"""Judges two statements: the same thing, part of it, or other things; and if the same, whether they agree.

Silence is the rule: target against actual, other scopes, other kinds, unknown slots never conflict. Tolerance comes from
the writing; it widens with every assumption that the comparison needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from auditor.figures.alike import narrowing, shared, understood
from auditor.figures.places import gazetteer
from auditor.figures.statement import Statement

__all__ = ["Judgement", "judge", "keys", "ratio_of"]

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
# Rates of overlapping but unequal spans conflict only when they differ by this much and by this factor.
_RATE_GAP = Decimal("0.10")
_RATE_FACTOR = Decimal(2)
_SAME_SPAN_GAP = Decimal("0.02")
# A swapped currency or a slipped magnitude shows only in a mantissa that is unlikely to recur by chance.
_SWAP_DIGITS = 2
_SLIP_DIGITS = 3
# A part may exceed an undated whole by what the two were counted apart in time.
_PART = Decimal("1.15")
_LASTING = frozenset({"stock", "count"})
# Digits that do not recur by chance for one place, unit and year.
_TELLING_DIGITS = 3
# What two clauses must share to speak of one thing: content units, and the part of the smaller clause that they are.
_SHARED_WORDS = 2
_SHARED_PART = 0.33
_NAMED_WORDS = 4
_NAMED_PART = 0.25
_SAME_WORDS = 0.5
_DESCRIBED_DOUBT = 0.1
# Nouns that say too little of what is counted: "42 deals", "1,835 transactions", "12 projects" are of anything.
_GENERIC = frozenset(
    f"{noun}_count"
    for noun in (
        *("person", "item", "visitor", "employee", "user", "deal", "event", "project", "product", "case", "center"),
        *("institution", "application", "job", "trip", "ticket", "course", "show", "vote"),
    )
) | {"visits", "employment"}
_SLIPS = frozenset(Decimal(10) ** k for k in (1, 2, 3, 4, 8))


@dataclass(frozen=True, slots=True)
class Judgement:
    """How statement a stands to statement b."""

    kind: str
    confidence: float
    ratio: Decimal | None = None


def keys(statement: Statement) -> Iterator[str]:
    """The keys under which a statement meets others.

    Dated levels meet under unit | place | year, whatever they are of; undated ones under metric | subject | place.
    A level also posts under the places that contain its own, where it may exceed a whole; money posts its mantissa.
    """
    s = statement
    if s.kind == "growth":
        if s.place is not None:
            yield f"g|{s.subject}|{s.place}"
        return
    if s.place is None and not s.dated:
        return
    yield _level_key(s, s.place)
    if s.dated and s.behaviour in _LASTING:
        yield _level_key(replace(s, first=None, last=None), s.place)
    if s.place is not None and s.behaviour in _LASTING and not s.formula:
        for container in _roll_up(s.place):
            yield _level_key(s, container)
    if s.value and not s.formula and _digits(s.value) >= _TELLING_DIGITS:
        yield f"v|{s.unit}|{s.place}|{_mantissa(s.value)}"
    if s.value and not s.formula and _is_money(s):
        yield f"~|{s.subject}|{s.head}|{_mantissa(s.value)}"


@cache
def _roll_up(place: str) -> tuple[str, ...]:
    """The places up to the country that contain a place: amounts of countries are not added up to continents."""
    places = gazetteer()
    country = places.country(place)
    return tuple(c for c in places.containers(place) if country and (c == country or places.within(c, country)))


def _level_key(s: Statement, place: str | None) -> str:
    """Two tiers: with a date the metric function decides later, without one the metric is part of the key."""
    if s.last is None:
        return f"u|{s.metric}|{s.subject}|{place}|{s.unit}"
    return f"d|{s.unit}|{place}|{s.last // 12}"


def _is_money(statement: Statement) -> bool:
    """Whether the unit is a currency (ISO 4217)."""
    return len(statement.unit) == 3 and statement.unit.isupper() and statement.unit != "TEU"  # noqa: PLR2004  # ISO 4217


def _mantissa(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def judge(a: Statement, b: Statement) -> Judgement | None:
    """What two statements of different articles have to do with each other; ``None`` for nothing."""
    if a.kind != b.kind or a.part != b.part:
        return None
    if a.kind == "growth":
        return _judge_growth(a, b) if a.subject == b.subject and a.place is not None else None
    if a.place is None or b.place is None:
        return _judge_named(a, b)
    if not _same_metric(a, b):
        return _judge_described(a, b)
    verdict = _judge_same_metric(a, b)
    # A share of the words is not asked for here, but what one clause narrows and the other does not is no contradiction.
    if verdict is not None and verdict.kind != "corroborates" and narrowing(a.context) != narrowing(b.context):
        return verdict if a.formula or b.formula else None
    return verdict


def _same_metric(a: Statement, b: Statement) -> bool:
    """Whether the vocabulary says that both measure one thing of one subject; generic nouns ("people") never do."""
    one = (a.head, a.subject) == (b.head, b.subject)
    # A modifier may stand after its head ("value added by above-size firms"): the clause then says what the phrase does not.
    one = one and (a.modifiers == b.modifiers or narrowing(a.context) == narrowing(b.context) != frozenset())
    return one and a.listed_metric and b.listed_metric and a.head not in _GENERIC


def _judge_same_metric(a: Statement, b: Statement) -> Judgement | None:
    if a.unit != b.unit:
        return _judge_swap(a, b)
    if not _status_fits(a, b):
        return None
    if a.place == b.place:
        return _judge_levels(a, b)
    if a.place is not None and b.place in _roll_up(a.place):
        return _judge_part(a, b)
    if b.place is not None and a.place in _roll_up(b.place):
        return _judge_part(b, a)
    return None


def _judge_described(a: Statement, b: Statement) -> Judgement | None:
    """Two amounts whose metrics the vocabulary does not equate: their own words and digits have to.

    Place, unit, status and a stated period must agree. The same three digits then corroborate; other values agree or
    conflict only when the clauses share most of their content and nothing that narrows it.
    """
    if a.place != b.place or a.unit != b.unit or not _status_fits(a, b) or not a.value or not b.value:
        return None
    if "instance" in (a.behaviour, b.behaviour) or (a.listed_metric and b.listed_metric and not _may_be_one(a, b)):
        return None
    if a.value == b.value and _digits(a.value) >= _TELLING_DIGITS and _year_fits(a, b):
        return Judgement("corroborates", _confidence(a, b, dated=a.dated and b.dated), Decimal(1))
    common, share = shared(a.context, b.context)
    if not (a.dated and b.dated and _same_time(a, b)) or common < _SHARED_WORDS or share < _SHARED_PART:
        return None
    if narrowing(a.context) != narrowing(b.context):
        return None
    if a.interval.apart(b.interval, _DATED * _DERIVED):
        if not _comparable(a, b) or not understood(a.context, b.context):
            return None
        return Judgement(_slip(a, b), round(_confidence(a, b, dated=True) - _DESCRIBED_DOUBT, 2), ratio_of(a, b))
    return Judgement("corroborates", _confidence(a, b, dated=True), ratio_of(a, b)) if _agree(a, b) else None


def _judge_named(a: Statement, b: Statement) -> Judgement | None:
    """Two amounts without a place: they speak of one thing when their clauses share a name's worth of words."""
    if a.place != b.place or a.kind != "level" or not (a.dated and b.dated):
        return None
    common, share = shared(a.context, b.context)
    if common < _NAMED_WORDS or share < _NAMED_PART:
        return None
    if a.unit != b.unit:
        return _judge_swap(a, b) if a.head == b.head else None
    return _judge_described(a, b)


def _may_be_one(a: Statement, b: Statement) -> bool:
    """Whether two listed metrics may name one thing: people are counted under many nouns, and a noun by what befalls it."""
    if a.head == b.head or {a.head, b.head} & _GENERIC:
        return True
    return ("count" in {a.behaviour, b.behaviour}) and shared(a.context, b.context)[1] >= _SAME_WORDS


def _year_fits(a: Statement, b: Statement) -> bool:
    """The same year, or a date missing on one side."""
    return a.last is None or b.last is None or a.last // 12 == b.last // 12


def _status_fits(a: Statement, b: Statement) -> bool:
    return a.status == b.status


def _same_time(a: Statement, b: Statement) -> bool | None:
    """True for one period, False for different ones, ``None`` where a date is missing and the amount may be lasting."""
    if not a.dated and not b.dated:
        return None
    if a.dated != b.dated:
        return None if a.behaviour in _LASTING else False
    return (a.first, a.last) == (b.first, b.last) or (a.behaviour in _LASTING and a.last == b.last)


def _judge_levels(a: Statement, b: Statement) -> Judgement | None:
    same = _same_time(a, b)
    if same is False:
        return None
    derived = bool(a.formula or b.formula)
    factor = (_DATED if same else _UNDATED if a.dated == b.dated else _MIXED) * _doubt(a, b)
    if a.interval.apart(b.interval, factor):
        if not _may_conflict(a, b, dated=bool(same)) or not _comparable(a, b):
            return None
        return Judgement(
            "derived-conflict" if derived else _slip(a, b), _confidence(a, b, dated=bool(same)), ratio_of(a, b)
        )
    if not _agree(a, b):
        return None
    return Judgement("corroborates", _confidence(a, b, dated=bool(same)), ratio_of(a, b))


def _may_conflict(a: Statement, b: Statement, *, dated: bool) -> bool:
    """Instances need their names, flows their period, and small undated counts never conflict."""
    if a.behaviour == "instance":
        return False
    if dated:
        return True
    if a.behaviour not in _LASTING:
        # An implied whole against a stated one needs no date to be of one order of magnitude.
        return bool(a.formula or b.formula) and a.behaviour == "flow"
    return all(s.value is None or s.value >= _SMALL_COUNT for s in (a, b))


def _doubt(a: Statement, b: Statement) -> Decimal:
    """What derivation adds to the tolerance: little for a growth undone, more for a share, whose whole is often loose."""
    formulas = {s.formula for s in (a, b)} - {""}
    if not formulas:
        return Decimal(1)
    return _UNDONE if all("growth" in formula for formula in formulas) else _DERIVED


def _comparable(a: Statement, b: Statement) -> bool:
    """Whether two amounts can be two values of one thing: beyond a factor they count different things, or slipped."""
    ratio = ratio_of(a, b)
    return ratio is None or ratio <= _OTHER_THING or bool(a.formula or b.formula) or _slip(a, b) == "magnitude-slip"


def _slip(a: Statement, b: Statement) -> str:
    """``magnitude-slip`` when the written digits are the same and only the magnitude differs, else ``conflicts``."""
    if a.value and b.value and _mantissa(a.value) == _mantissa(b.value) and _digits(a.value) >= _SWAP_DIGITS:
        return "magnitude-slip" if max(a.value, b.value) / min(a.value, b.value) in _SLIPS else "conflicts"
    return "conflicts"


def _agree(a: Statement, b: Statement) -> bool:
    """Whether overlapping intervals mean one value: both bounded and near, and more than a round small number."""
    if a.value is None or b.value is None or not a.value or not b.value:
        return a.low is not None and a.high is not None and b.low is not None and b.high is not None
    ratio = max(a.value, b.value) / min(a.value, b.value)
    near = ratio <= (_DERIVED if "exact" not in (a.bound, b.bound) or a.formula or b.formula else Decimal("1.1"))
    telling = max(_digits(a.value), _digits(b.value)) >= _SWAP_DIGITS or a.dated or a.behaviour in {"stock", "flow"}
    if a.behaviour == "instance":
        telling = a.value == b.value and _digits(a.value) >= _SLIP_DIGITS
    return near and telling


def _judge_part(part: Statement, whole: Statement) -> Judgement | None:
    """A part of an additive amount cannot exceed its whole."""
    if part.behaviour not in _LASTING or part.status != whole.status or _same_time(part, whole) is False:
        return None
    dated = bool(_same_time(part, whole))
    if not _may_conflict(part, whole, dated=dated) or part.low is None or whole.high is None:
        return None
    factor = (_DATED if dated else _PART if part.dated == whole.dated else _MIXED) * (_PART if whole.formula else 1)
    if part.low <= whole.high * factor:
        return None
    return Judgement(
        "part-exceeds-whole", _confidence(part, whole, dated=dated), part.low / whole.high if whole.high else None
    )


def _judge_swap(a: Statement, b: Statement) -> Judgement | None:
    """The same digits and magnitude of one metric in two currencies, for places of which one holds the other."""
    if a.formula or b.formula or a.value is None or a.value != b.value:
        return None
    outright = a.place == b.place and a.dated and bool(_same_time(a, b))
    if not outright and _digits(a.value) < _SWAP_DIGITS:
        return None
    if not (_is_money(a) and _is_money(b)) or (a.dated and b.dated and not _same_time(a, b)):
        return None
    places = gazetteer()
    if a.place != b.place and not (
        places.within(a.place or "", b.place or "") or places.within(b.place or "", a.place or "")
    ):
        return None
    return Judgement("currency-swap", _confidence(a, b, dated=a.dated and b.dated))


def _judge_growth(a: Statement, b: Statement) -> Judgement | None:
    if a.status != b.status and not {a.status, b.status} <= {"actual", "forecast"}:
        return None
    if a.head != b.head or a.modifiers != b.modifiers or a.place != b.place or a.unit != b.unit:
        return None
    if a.low is None or a.high is None or b.low is None or b.high is None or a.value is None or b.value is None:
        return None
    if a.unit != "ratio/year":
        # The change of one named year: as exact as a level.
        if not a.dated or (a.first, a.last) != (b.first, b.last):
            return None
        gap = max(a.low, b.low) - min(a.high, b.high)
        return Judgement("growth-mismatch", _confidence(a, b, dated=True)) if gap > _SAME_SPAN_GAP else None
    if a.dated and b.dated and (a.first, a.last) == (b.first, b.last):
        if max(a.low, b.low) - min(a.high, b.high) > _SAME_SPAN_GAP:
            return Judgement("growth-mismatch", _confidence(a, b, dated=True))
        return (
            Judgement("corroborates", 0.6)
            if abs(a.value - b.value) <= max(abs(a.value) / 20, Decimal("0.002"))
            else None
        )
    gap, low, high = abs(a.value - b.value), min(a.value, b.value), max(a.value, b.value)
    overlap = not (a.dated and b.dated) or max(a.first or 0, b.first or 0) < min(a.last or 0, b.last or 0)
    if overlap and gap >= _RATE_GAP and (low <= 0 or high / low >= _RATE_FACTOR):
        return Judgement("growth-mismatch", _confidence(a, b, dated=False))
    if a.value == b.value and _digits(a.value) >= _SLIP_DIGITS:
        return Judgement("corroborates", _confidence(a, b, dated=False))
    return None


def ratio_of(a: Statement, b: Statement) -> Decimal | None:
    """How many times apart two statements are; ``None`` where one has no value."""
    if a.value and b.value and min(a.value, b.value) > 0:
        return max(a.value, b.value) / min(a.value, b.value)
    return None


def _confidence(a: Statement, b: Statement, *, dated: bool) -> float:
    """Less for every slot that was inherited and for a missing date."""
    doubt = 0.05 * (a.inherited + b.inherited) + (0.0 if dated else 0.1) + (0.05 if a.formula or b.formula else 0.0)
    return round(max(0.5, 0.95 - doubt), 2)
