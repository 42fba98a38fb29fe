"""Figures compared across articles, and with themselves: what they state, what they imply, and whether it fits.

Relations only: who is suspect is decided where families and sources are known (``judge/facts``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from auditor.figures.compare import Judgement, judge, keys
from auditor.figures.derive import statements
from auditor.figures.keys import PART
from auditor.figures.read import figures, reference
from auditor.figures.statement import Imprint, Operand, Statement
from auditor.figures.words import amount, explain
from auditor.model import Document, Evidence, Finding, Post, Relation, Severity
from auditor.rules.rule import Rule

__all__ = ["Check"]

# Above this many documents under one key, each meets only the first few: a star keeps the join sub-quadratic.
_YEAR = 12  # months
_BOTH = 2
_BESIDE = 80  # characters before a change within which its two levels stand
_CLIQUE = 64
_CENTRES = 4
# Of many parts under one container at most one is a whole: most pairs of them have nothing to say to each other.
_PARTS, _PART_CENTRES = 8, 2
# Imprints whose keys are kept at hand: the pairs come in order, so the same ones are asked for again and again.
_KNOWN = 20_000
_SEVERITIES = {"corroborates": Severity.INFO}


_Keyed = Mapping[str, Sequence[int]]


class Check:
    """Contradictions and agreement between figures, with their arithmetic."""

    cap = _CLIQUE

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self._known: dict[str, tuple[Imprint, _Keyed, _Keyed]] = {}

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields what one figure alone shows: a forecast for a past period, money without a currency."""
        stale, bare = self.rules["stale-forecast"], self.rules["missing-currency"]
        published = reference(doc)
        for figure in figures(doc):
            quantity, period = figure.quantity, figure.period.value
            evidence = (Evidence.at(doc, (quantity.start, quantity.end)),)
            if figure.status == "forecast" and period and published and period.last < published.first:
                yield stale.finding(evidence, period=period.iso, published=published.iso, quote=evidence[0].quote)
            if quantity.dimension == "money" and quantity.currency is None and quantity.bound != "at_least":
                yield bare.finding(evidence, quote=evidence[0].quote)

    def post(self, doc: Document) -> Post[Imprint] | None:
        """Posts each statement of the article under what it is about."""
        found = statements(doc.text, figures(doc), doc.offset)
        if not found:
            return None
        return Post(
            tuple(sorted({key for statement in found for key in keys(statement)})), Imprint(doc.id, doc.key, found)
        )

    def pair(self, key: str, group: Sequence[str]) -> Iterator[tuple[str, str]]:
        """All pairs of a small group, a star of a large one."""
        limit, centres = (_PARTS, _PART_CENTRES) if key.startswith(PART) else (_CLIQUE, _CENTRES)
        if len(group) <= limit:
            yield from combinations(group, 2)
            return
        for centre in group[:centres]:
            for other in group:
                if other != centre:
                    yield min(centre, other), max(centre, other)

    def compare(self, a: Imprint, b: Imprint) -> Iterator[Relation]:
        """Relations between the statements of two articles, or inside one when both are the same."""
        if a.id == b.id:
            yield from self._within(a)
            return
        for first, second in _meetings(self._keyed(a)[0], self._keyed(b)[1], a, b):
            verdict = judge(first, second)
            if verdict is not None:
                yield _relation(a, b, first, second, verdict)

    def _keyed(self, imprint: Imprint) -> tuple[_Keyed, _Keyed]:
        """The statements of an imprint (their indices) by key, for either side of a pair; it takes part in many."""
        known = self._known.get(imprint.id)
        # NOTE: an equal text with another date or offset has the same id and another imprint.
        if known is None or known[0] is not imprint:
            if len(self._known) >= _KNOWN:
                self._known.pop(next(iter(self._known)))
            known = (imprint, _by_key(imprint, flipped=False), _by_key(imprint, flipped=True))
            self._known[imprint.id] = known
        return known[1:]

    def _within(self, imprint: Imprint) -> Iterator[Relation]:
        """Inside one article only arithmetic counts: rates against levels, amounts against what bounds them."""
        yield from _own_rates(imprint, float(self.rules["growth-mismatch"].parameters["slack"]))
        yield from _own_changes(imprint, float(self.rules["growth-mismatch"].parameters["slack"]))
        yield from _own_bounds(imprint)


def _role(key: str, statement: Statement, *, flipped: bool) -> str:
    """The key; that of a part under its container with a mark, which ``flipped`` gives to the whole instead.

    So parts meet wholes and not each other.
    """
    if not key.startswith(PART):
        return key
    whole = key.split("|")[3] == str(statement.place)
    return f"<{key}" if whole == flipped else f">{key}"


def _by_key(imprint: Imprint, *, flipped: bool) -> _Keyed:
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(imprint.statements):
        for key in set(keys(statement)):
            by_key[_role(key, statement, flipped=flipped)].append(index)
    return by_key


def _meetings(keyed_a: _Keyed, keyed_b: _Keyed, a: Imprint, b: Imprint) -> Iterator[tuple[Statement, Statement]]:
    """Statements of both that share a key; each pair once, and of repeated statements the first."""
    meeting = {(i, j) for key in keyed_a.keys() & keyed_b.keys() for i in keyed_a[key] for j in keyed_b[key]}
    said: set[tuple[object, ...]] = set()
    for i, j in sorted(meeting):
        first, second = a.statements[i], b.statements[j]
        content = (_content(first), _content(second))
        if content not in said:
            said.add(content)
            yield first, second


def _content(s: Statement) -> tuple[object, ...]:
    return (s.kind, s.metric, s.subject, s.place, s.unit, s.status, s.value, s.low, s.high, s.first, s.last, s.formula)


def _relation(a: Imprint, b: Imprint, first: Statement, second: Statement, verdict: Judgement) -> Relation:
    english, chinese = explain(verdict.kind, first, second, verdict.ratio)
    if verdict.converted:
        english += " Compared at the mean rate of the year, 5 % either way."
        chinese += "（按当年平均汇率折算比较，上下各容 5%。）"
    computed = {
        name: value
        for name, value in (("a", first.value), ("b", second.value), ("ratio", verdict.ratio))
        if value is not None
    }
    return Relation(
        kind=verdict.kind,
        a=tuple(_evidence(a, operand) for operand in first.operands),
        b=tuple(_evidence(b, operand) for operand in second.operands),
        formula=f"{first.formula or 'a'} against {second.formula or 'b'}",
        computed={name: _rounded(value) for name, value in computed.items()},
        severity=_SEVERITIES.get(verdict.kind, Severity.MAJOR),
        confidence=verdict.confidence,
        explanation=english,
        explanation_zh=chinese,
    )


def _evidence(imprint: Imprint, operand: Operand) -> Evidence:
    return Evidence(imprint.id, imprint.key, operand.start, operand.end, operand.quote)


def _rounded(value: Decimal) -> Decimal:
    """Six significant digits, without an exponent: what a reader can follow."""
    return Decimal(f"{value:.6g}") if value else Decimal(0)


def _own_rates(imprint: Imprint, slack: float) -> Iterator[Relation]:
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
            if abs(stated.value - implied.value) > Decimal(str(slack)):
                yield _growth_mismatch(imprint, stated, implied)


def _own_changes(imprint: Imprint, slack: float) -> Iterator[Relation]:
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
        if implied is not None and abs(stated.value - implied) > Decimal(str(slack)) + _rounding(first, last):
            yield _growth_mismatch(imprint, stated, replace(_as_change(first, last), value=implied))


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
        a=tuple(_evidence(imprint, operand) for operand in stated.operands),
        b=tuple(_evidence(imprint, operand) for operand in implied.operands),
        formula=implied.formula,
        computed={"stated": _rounded(stated.value), "implied": _rounded(implied.value)},
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
    from auditor.figures.vocabulary import vocabulary

    known = vocabulary().heads.get(head)
    return known.bounded_by if known else None


def _distinct(found: Sequence[Statement]) -> list[Statement]:
    return list({s.value: s for s in reversed(found)}.values())[::-1]


def _slip(imprint: Imprint, part: Statement, limits: Sequence[Statement], total: Decimal) -> Relation:
    value = part.value if part.value is not None else Decimal(0)
    quotes = "” + “".join(limit.operands[0].quote for limit in limits)
    return Relation(
        kind="magnitude-slip",
        a=(_evidence(imprint, part.operands[0]),),
        b=tuple(_evidence(imprint, limit.operands[0]) for limit in limits),
        formula="a <= sum(b)",
        computed={"a": _rounded(value), "b": _rounded(total), "ratio": _rounded(value / total)},
        severity=Severity.MINOR,
        confidence=0.6,
        explanation=f"“{part.operands[0].quote}” is more than all that could hold it in this article (“{quotes}”): a slip of magnitude?",
        explanation_zh=f"“{part.operands[0].quote}”超过文中能容纳它的全部数额（“{quotes}”）：是否数量级有误？",
    )
