"""Figures compared across articles, and with themselves: what they state, what they imply, and whether it fits.

Relations only: who is suspect is decided where families and sources are known (``judge/facts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from auditor.figures.anchored import judge_event
from auditor.figures.compare import Judgement, judge, keys
from auditor.figures.derive import statements
from auditor.figures.event import days, event_keys, event_names, one_event
from auditor.figures.keys import PART, digits
from auditor.figures.periods import ordinal
from auditor.figures.read import figures, reference
from auditor.figures.statement import Imprint, Operand, Statement
from auditor.figures.told import evidence, rounded
from auditor.figures.within import within
from auditor.figures.words import explain
from auditor.model import Document, Evidence, Finding, Post, Relation, Severity
from auditor.rules.rule import Rule
from auditor.signals.provenance import provenance

__all__ = ["Check"]

# Above this many documents under one key, each meets only the first few: a star keeps the join sub-quadratic.
_CLIQUE = 64
_CENTRES = 4
# Of many parts under one container at most one is a whole: most pairs of them have nothing to say to each other.
_PARTS, _PART_CENTRES = 8, 1
# Imprints whose keys are kept at hand: the pairs come in order, so the same ones are asked for again and again.
_KNOWN = 20_000
# Statements of one article under one key that are compared: a page of thousands must not meet another one's thousands.
_STATEMENTS = 64
# Thousands and millions tell something however round they are.
_MANY = 1000
# The sides of a key under which parts meet wholes.
_A_PART, _WHOLE = "<", ">"
_SEVERITIES = {"corroborates": Severity.INFO}


_Told = Mapping[tuple[tuple[Operand, ...], tuple[Operand, ...]], bool]
"""Stated figures of two articles by their operands: whether they agree."""

_Judged = tuple[Statement, Statement, Judgement]
_AGREE = "corroborates"


@dataclass(frozen=True, slots=True)
class _Keyed:
    """Keys to the indices of statements, as bits of a number: nothing for the garbage collector to walk through.

    A part meets wholes, all else its like: keys of parts and of wholes end in signs that change sides in ``met_keys``. Sets ask
    whether two articles share a key: they keep the hashes at hand, which dictionaries of strings do not.
    """

    own: Mapping[str, int]
    own_keys: frozenset[str]
    met_keys: frozenset[str]
    values: frozenset[Decimal]


class Check:
    """Contradictions and agreement between figures, with their arithmetic."""

    cap = _CLIQUE

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self._slack = Decimal(str(rules["growth-mismatch"].parameters["slack"]))
        self._known: dict[str, tuple[Imprint, _Keyed]] = {}

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields what one figure alone shows: a forecast for a past period, money without a currency."""
        stale, bare = self.rules["stale-forecast"], self.rules["missing-currency"]
        published = reference(doc)
        for figure in figures(doc):
            quantity, period = figure.quantity, figure.period.value
            quoted = (Evidence.at(doc, (quantity.start, quantity.end)),)
            if figure.status == "forecast" and period and published and period.last < published.first:
                yield stale.finding(quoted, period=period.iso, published=published.iso, quote=quoted[0].quote)
            if quantity.dimension == "money" and quantity.currency is None and quantity.bound != "at_least":
                yield bare.finding(quoted, quote=quoted[0].quote)

    def post(self, doc: Document) -> Post[Imprint] | None:
        """Posts each statement of the article under what it is about."""
        found = statements(doc.text, figures(doc), doc.offset, provenance(doc).title)
        if not found:
            return None
        posted = {key for statement in found for key in keys(statement)}
        names = event_names(doc.text, provenance(doc).title)
        events = event_keys(found, names)
        if not events:
            return Post(tuple(sorted(posted)), Imprint(doc.id, doc.key, found))
        return Post(
            tuple(sorted(posted.union(events))),
            Imprint(doc.id, doc.key, found, ordinal(reference(doc)), days(doc.text), names),
        )

    def pair(self, key: str, group: Sequence[str]) -> Iterator[tuple[str, str]]:
        """All pairs of a small group, a star of a large one."""
        limit, centres = (_PARTS, _PART_CENTRES) if key.startswith(PART) else (_CLIQUE, _CENTRES)
        if len(group) <= limit:
            return combinations(group, 2)
        return (
            (min(centre, other), max(centre, other)) for centre in group[:centres] for other in group if other != centre
        )

    def compare(self, a: Imprint, b: Imprint) -> Iterator[Relation]:
        """Relations between the statements of two articles, or inside one when both are the same."""
        if a.id == b.id:
            yield from within(a, self._slack)
            return
        keyed_a, keyed_b = self._keyed(a), self._keyed(b)
        # Most pairs met as parts of one container and have nothing to say to each other: the cheapest questions first.
        met, shared = not keyed_a.own_keys.isdisjoint(keyed_b.met_keys), _shares(keyed_a.values, keyed_b.values)
        if not (met or shared):
            return
        meetings = _meetings(a, b, keyed_a, keyed_b) if met else ()
        judged = [(one, other, verdict) for one, other in meetings if (verdict := judge(one, other)) is not None]
        if shared and (event := one_event(a, b)):
            judged += _not_told(judge_event(a, b, event), judged)
        told = {
            (one.operands, other.operands): v.kind == _AGREE for one, other, v in judged if _both_stated(one, other)
        }
        for first, second, verdict in judged:
            if not _echoes(first, second, told, agree=verdict.kind == _AGREE):
                yield _relation(a, b, first, second, verdict)

    def _keyed(self, imprint: Imprint) -> _Keyed:
        """What :func:`_by_key` gives, kept at hand: an imprint takes part in many pairs."""
        known = self._known.get(imprint.id)
        # NOTE: an equal text with another date or offset has the same id and another imprint.
        if known is None or known[0] is not imprint:
            if len(self._known) >= _KNOWN:
                self._known.pop(next(iter(self._known)))
            known = self._known[imprint.id] = (imprint, _by_key(imprint))
        return known[1]


def _by_key(imprint: Imprint) -> _Keyed:
    """The statements of an imprint by key."""
    own: dict[str, int] = {}
    met: list[str] = []
    for index, statement in enumerate(imprint.statements):
        bit, place = 1 << index, f"|{statement.place}|"
        for key in keys(statement):
            if key.startswith(PART):
                whole = place in key and statement.kind == "level"
                side, other = (_WHOLE, _A_PART) if whole else (_A_PART, _WHOLE)
                met.append(key + other)
                key += side  # noqa: PLW2901  # the key with its side
            else:
                met.append(key)
            found = own.get(key, 0)
            if index < _STATEMENTS or found.bit_count() < _STATEMENTS:
                own[key] = found | bit
    values = frozenset(s.value for s in imprint.statements if not s.formula and s.value)
    return _Keyed(own, frozenset(own), frozenset(met), values)


def _other_side(key: str) -> str:
    """The key under which the other article has what meets a statement."""
    if not key.startswith(PART):
        return key
    return key[:-1] + (_WHOLE if key[-1] == _A_PART else _A_PART)


def _meetings(a: Imprint, b: Imprint, keyed_a: _Keyed, keyed_b: _Keyed) -> Iterator[tuple[Statement, Statement]]:
    """Statements of both that share a key; each pair once, and of repeated statements the first."""
    met = {(keyed_a.own[key], keyed_b.own[_other_side(key)]) for key in keyed_a.own_keys & keyed_b.met_keys}
    where = sorted({(i, j) for left, right in met for i in _bits(left) for j in _bits(right)})
    said: set[tuple[object, ...]] = set()
    for i, j in where:
        first, second = a.statements[i], b.statements[j]
        content = (_content(first), _content(second)) if len(where) > 1 else ()
        if content not in said:
            said.add(content)
            yield first, second


def _shares(first: frozenset[Decimal], second: frozenset[Decimal]) -> bool:
    """Whether two articles give a value in common that is no small round one."""
    return not first.isdisjoint(second) and any(digits(v) > 1 or abs(v) >= _MANY for v in first & second)


def _not_told(found: Iterable[_Judged], judged: Sequence[_Judged]) -> list[_Judged]:
    """Judgements on figures of which nothing is told yet."""
    told = {operands for one, other, _ in judged for operands in (one.operands, other.operands)}
    return [(one, other, verdict) for one, other, verdict in found if not told & {one.operands, other.operands}]


def _both_stated(first: Statement, second: Statement) -> bool:
    return not first.formula and not second.formula


def _echoes(first: Statement, second: Statement, told: _Told, *, agree: bool) -> bool:
    """Whether what two articles imply by one formula only says again what was told of the figures that it rests on.

    It contradicts where one pair of its operands does, and agrees where all do.
    """
    if not first.formula or first.formula != second.formula or len(first.operands) != len(second.operands):
        return False
    known = [told.get(((one,), (other,))) for one, other in zip(first.operands, second.operands, strict=True)]
    return all(known) if agree else False in known


def _bits(number: int) -> Iterator[int]:
    """The positions of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _content(s: Statement) -> tuple[object, ...]:
    return (s.kind, s.metric, s.subject, s.place, s.unit, s.status, s.value, s.low, s.high, s.first, s.last, s.formula)


def _relation(a: Imprint, b: Imprint, first: Statement, second: Statement, verdict: Judgement) -> Relation:
    english, chinese = explain(verdict.kind, first, second, verdict.ratio)
    if verdict.converted:
        english += " Compared at the mean rate of the year, 5 % either way."
        chinese += "（按当年平均汇率折算比较，上下各容 5%。）"
    if verdict.shared:
        others = "figure" if verdict.shared == 1 else "figures"
        english += f" Both report one event, of which they give {verdict.shared} other {others} alike."
        chinese += f"（两文报道同一事件，另有 {verdict.shared} 个数字一致。）"
    computed = {
        name: value
        for name, value in (("a", first.value), ("b", second.value), ("ratio", verdict.ratio))
        if value is not None
    }
    return Relation(
        kind=verdict.kind,
        a=tuple(evidence(a, operand) for operand in first.operands),
        b=tuple(evidence(b, operand) for operand in second.operands),
        formula=f"{first.formula or 'a'} against {second.formula or 'b'}",
        computed={name: rounded(value) for name, value in computed.items()},
        severity=_SEVERITIES.get(verdict.kind, Severity.MAJOR),
        confidence=verdict.confidence,
        explanation=english,
        explanation_zh=chinese,
    )
