"""What changed between two reports: documents, verdicts, findings and facts; and what both were judged by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from auditor.model import Assessment, Fact, Finding, Report

__all__ = ["Change", "Diff", "compare"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``what`` is a document's key, a finding's or a fact's name; ``old`` and ``new`` are what is told of it.

    ``kind`` is ``document``, ``verdict``, ``finding`` or ``fact``; ``change`` is ``added``, ``removed``, ``moved``,
    ``edited`` or ``changed``.
    """

    kind: str
    change: str
    key: str
    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Diff:
    """All differences; ``causes`` are what the two were judged by where that differs, which is no difference itself."""

    causes: tuple[Change, ...]
    changes: tuple[Change, ...]


def compare(old: Report, new: Report) -> Diff:
    """The differences, sorted by document; the order of either report changes nothing."""
    changes: list[Change] = []
    pairs = _paired(old.documents, new.documents)
    for before, after in pairs:
        changes += _document(before, after)
        changes += _findings(before.findings if before else (), after.findings if after else (), before, after)
    # A renamed document says what it said.
    moved = {before.key: after.key for before, after in pairs if before and after}
    changes += _facts([_renamed(fact, moved) for fact in old.facts], new.facts)
    order = ("document", "verdict", "finding", "fact")
    return Diff(
        tuple(_causes(old, new)),
        tuple(sorted(changes, key=lambda c: (c.key, order.index(c.kind), c.what, c.change, c.old or "", c.new or ""))),
    )


def _causes(old: Report, new: Report) -> Iterator[Change]:
    told: Mapping[str, Callable[[Report], Mapping[str, object]]] = {
        "tool": lambda report: {"version": report.tool.version},
        "as_of": lambda report: {"": report.as_of},
        "policy": lambda report: report.policy,
        "rules": lambda report: report.rules,
        "registry": lambda report: report.registry,
    }
    for name, of in told.items():
        before, after = of(old), of(new)
        for key in sorted(set(before) | set(after)):
            if before.get(key) != after.get(key):
                what = f"{name} {key}".strip()
                yield Change("cause", "changed", "", what, _said(before.get(key)), _said(after.get(key)))


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def _paired(old: Sequence[Assessment], new: Sequence[Assessment]) -> list[tuple[Assessment | None, Assessment | None]]:
    """The documents that are the same: by text and key, else by text (moved), else by key (edited)."""
    pairs: list[tuple[Assessment | None, Assessment | None]] = []
    left, right = sorted(old, key=lambda doc: doc.key), sorted(new, key=lambda doc: doc.key)
    for same in (lambda doc: (doc.id, doc.key), lambda doc: doc.id, lambda doc: doc.key):
        found, left, right = _matched(left, right, same)
        pairs += found
    return [*pairs, *((doc, None) for doc in left), *((None, doc) for doc in right)]


def _matched(
    left: Iterable[T], right: Iterable[T], mark: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs of equal marks, in order, and what is left of either side."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for item in right:
        waiting[mark(item)].append(item)
    pairs, alone = [], []
    for item in left:
        if waiting[mark(item)]:
            pairs.append((item, waiting[mark(item)].pop(0)))
        else:
            alone.append(item)
    rest = {id(item) for items in waiting.values() for item in items}
    return pairs, alone, [item for item in right if id(item) in rest]


def _document(before: Assessment | None, after: Assessment | None) -> Iterator[Change]:
    if before is None or after is None:
        there = before or after
        if there is not None:
            change = "added" if before is None else "removed"
            verdicts = (None, _verdict(there)) if before is None else (_verdict(there), None)
            yield Change("document", change, there.key, there.id, *verdicts)
        return
    if before.key != after.key:
        yield Change("document", "moved", after.key, after.id, before.key, after.key)
    if before.id != after.id:
        yield Change("document", "edited", after.key, after.id, before.id, after.id)
    if _verdict(before) != _verdict(after):
        yield Change("verdict", "changed", after.key, after.id, _verdict(before), _verdict(after))


def _verdict(doc: Assessment) -> str:
    return f"{doc.verdict} –" if doc.score is None else f"{doc.verdict} {doc.score:.6g}"


def _findings(
    old: Sequence[Finding], new: Sequence[Finding], before: Assessment | None, after: Assessment | None
) -> Iterator[Change]:
    """By fingerprint; in an edited document, where every fingerprint is another one, also by rule and quote."""
    doc = after or before
    if doc is None:
        return
    pairs, left, right = _matched(_sorted(old), _sorted(new), lambda f: (f.rule, f.fingerprint))
    if before is not None and after is not None and before.id != after.id:
        quoted, left, right = _matched(left, right, lambda f: (f.rule, tuple(e.quote for e in f.evidence)))
        pairs += quoted
    for one, other in pairs:
        if _weight(one) != _weight(other):
            yield Change(
                "finding", "changed", doc.key, f"{other.rule} {other.fingerprint}", _weight(one), _weight(other)
            )
    for finding in left:
        yield Change("finding", "removed", doc.key, f"{finding.rule} {finding.fingerprint}", _told(finding), None)
    for finding in right:
        yield Change("finding", "added", doc.key, f"{finding.rule} {finding.fingerprint}", None, _told(finding))


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.rule, f.fingerprint, f.message))


def _weight(finding: Finding) -> str:
    return f"{finding.severity} {finding.status} −{finding.points:.6g}"


def _told(finding: Finding) -> str:
    return f"{_weight(finding)} {finding.message or finding.message_zh}"


def _facts(old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Change]:
    pairs, left, right = _matched(sorted(old, key=_fact_order), sorted(new, key=_fact_order), _name)
    for one, other in pairs:
        if _standing(one) != _standing(other):
            yield Change("fact", "changed", "", _name(other), _standing(one), _standing(other))
    for fact in left:
        yield Change("fact", "removed", "", _name(fact), _standing(fact), None)
    for fact in right:
        yield Change("fact", "added", "", _name(fact), None, _standing(fact))


def _renamed(fact: Fact, moved: Mapping[str, str]) -> Fact:
    return replace(fact, values=tuple(replace(each, key=moved.get(each.key, each.key)) for each in fact.values))


def _fact_order(fact: Fact) -> tuple[str, ...]:
    return (_name(fact), *_values(fact))


def _name(fact: Fact) -> str:
    return " | ".join(part or "–" for part in (fact.metric, fact.subject, fact.place, fact.period, fact.unit))


def _standing(fact: Fact) -> str:
    """Status, voices and the values, without the ids of claims, which change with every edit of a document."""
    return f"{fact.status} ({fact.independent}): {'; '.join(_values(fact))}"


def _values(fact: Fact) -> list[str]:
    return sorted(f"{value.key} {_amount(value.value)}" for value in fact.values)


def _amount(value: Decimal | None) -> str:
    return "–" if value is None else f"{value.normalize():f}"
