"""Folds relations, families and attribution into facts, and facts into findings: who is suspect, and how sure.

Families are known before: a copy neither corroborates nor contradicts what it copies, and however many copies say a
thing, it is said once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.model import Claim, Evidence, Fact, FactValue, Finding, Likeness, Provenance, Relation, Severity
from auditor.rules.rule import Rule

__all__ = ["Voice", "facts", "findings", "fold", "sourced"]

_PROBLEMS = (
    "conflicts",
    "derived-conflict",
    "currency-swap",
    "magnitude-slip",
    "part-exceeds-whole",
    "growth-mismatch",
)
_RULE_OF = {"conflicts": "conflicting-figures"}
# A source that names its publisher, its date and who says so is worth checking the other side first.
_SOURCED = {"publisher": 1.0, "published": 0.5, "official": 1.0}
_WELL_ATTRIBUTED = 0.3
_CLEAR = 1.0
"""How much better supported one side must be before the other is called suspect."""
_VOICE, _MOST_VOICES = 1.0, 3
"""What an independent voice for the very figure is worth, and how many of them count."""
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """What the folding knows of a document: whose voice it is, and how well it is sourced."""

    key: str
    family: str
    provenance: Provenance

    @property
    def owner(self) -> str:
        """Who speaks: the owner group, else the publisher, else the family alone."""
        return self.provenance.owner or self.provenance.publisher or self.family


def fold(relations: Sequence[Relation], voices: Mapping[str, Voice]) -> tuple[Relation, ...]:
    """Relations between families, one each: copies repeat a relation, and agree with their original by being copies.

    What members of one family say of each other is dropped: they are one voice. Agreement inside one owner group becomes
    ``same-source``.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for voice in voices.values():
        owners[voice.family].add(voice.owner)
    kept: dict[tuple[object, ...], Relation] = {}
    # The first of a family speaks for it, where it says the thing at all: another copy must not change what is told.
    for relation in sorted(relations, key=lambda relation: (_copies(relation, voices), _order(relation))):
        a, b = (voices[side[0].key] for side in (relation.a, relation.b))
        agrees = relation.kind == "corroborates"
        if a.key != b.key and (a.family == b.family or (agrees and owners[a.family] & owners[b.family])):
            if not agrees or a.family == b.family:
                continue
            relation = replace(relation, kind="same-source", severity=Severity.INFO)  # noqa: PLW2901  # the folded relation
        quotes = (tuple(e.quote for e in relation.a), tuple(e.quote for e in relation.b))
        sides = sorted(zip((a.family, b.family), quotes, strict=True))
        kept.setdefault((relation.kind, *sides), relation)
    return tuple(sorted(kept.values(), key=_order))


def sourced(relation: Relation, shared: Likeness | None, offset: Callable[[str], int]) -> Relation:
    """The relation, as ``same-source`` where both sides stand in text that the two documents share.

    ``offset`` gives where the text of the document with a key starts, since likenesses count from there.
    """
    if shared is None or relation.kind != "corroborates":
        return relation
    spans = {shared.a: shared.spans_a, shared.b: shared.spans_b}
    for evidence in (*relation.a, *relation.b):
        start, end = evidence.start - offset(evidence.key), evidence.end - offset(evidence.key)
        if not any(low <= start and end <= high for low, high in spans.get(evidence.document, ())):
            return relation
    return replace(relation, kind="same-source", severity=Severity.INFO)


def _copies(relation: Relation, voices: Mapping[str, Voice]) -> int:
    """How many of the two sides are not the first of their family, whose id the family has."""
    return sum(side[0].document != voices[side[0].key].family for side in (relation.a, relation.b))


def _order(relation: Relation) -> tuple[object, ...]:
    return (
        _PROBLEMS.index(relation.kind) if relation.kind in _PROBLEMS else len(_PROBLEMS),
        relation.kind,
        [(e.key, e.start, e.end) for e in (*relation.a, *relation.b)],
        relation.formula,
    )


def facts(claims: Sequence[Claim], relations: Sequence[Relation], voices: Mapping[str, Voice]) -> tuple[Fact, ...]:
    """Claims about one thing, and who says what. Only claims whose metric and place are known become facts."""
    groups: dict[tuple[str | None, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.metric is not None and claim.place is not None and claim.dimension != "rank":
            groups[claim.metric, claim.subject, claim.place, claim.period, claim.unit].append(claim)
    agreeing, disputed = _touched(relations, "corroborates"), _touched(relations, *_PROBLEMS)
    found = [_fact(key, group, agreeing, disputed, voices) for key, group in groups.items()]
    return tuple(
        sorted(
            found, key=lambda f: (-f.independent, [v or "" for v in (f.metric, f.subject, f.place, f.period, f.unit)])
        )
    )


def _touched(relations: Sequence[Relation], *kinds: str) -> frozenset[tuple[str, int]]:
    return frozenset((e.key, e.start) for r in relations if r.kind in kinds for e in (*r.a, *r.b))


def _fact(
    key: tuple[str | None, ...],
    group: Sequence[Claim],
    agreeing: frozenset[tuple[str, int]],
    disputed: frozenset[tuple[str, int]],
    voices: Mapping[str, Voice],
) -> Fact:
    metric, subject, place, period, unit = key
    ordered = sorted(group, key=lambda claim: (claim.key, claim.start))
    speakers = [voices[claim.key] for claim in ordered if (claim.key, claim.start) in agreeing]
    independent = max(1, _independent(speakers))
    if any((claim.key, claim.start) in disputed for claim in ordered):
        status = "conflicting"
    else:
        status = "corroborated" if independent > 1 else "single"
    values = tuple(FactValue(c.id, voices[c.key].family, c.key, c.value, c.quote) for c in ordered)
    return Fact(metric, subject, place, period, unit, status, independent, values)


def _independent(speakers: Sequence[Voice]) -> int:
    """How many of the voices share neither family nor owner, directly or through others."""
    groups: list[set[tuple[str, str]]] = []
    for voice in speakers:
        names = {("family", voice.family), ("owner", voice.owner)}
        touching = [group for group in groups if group & names]
        groups = [group for group in groups if not group & names] + [names.union(*touching)]
    return len(groups)


def findings(
    relations: Sequence[Relation], voices: Mapping[str, Voice], rules: Mapping[str, Rule]
) -> Mapping[str, tuple[Finding, ...]]:
    """What each document (by key) is told about its contradictions: the suspect side loses, the other is only told."""
    support, backing = _support(relations), _backing(relations, voices)
    trouble = Counter(
        e.key for r in relations if r.kind in _PROBLEMS for e in {e.key: e for e in (*r.a, *r.b)}.values()
    )
    told: dict[str, list[Finding]] = defaultdict(list)
    for relation in relations:
        if relation.kind not in _PROBLEMS:
            continue
        a, b = relation.a[0].key, relation.b[0].key
        rule = rules[_RULE_OF.get(relation.kind, relation.kind)]
        if a == b:
            told[a].append(_finding(rule, relation, (*relation.a, *relation.b), (), relation.severity))
            continue
        lead = _standing(voices[a], support[a], trouble[a]) - _standing(voices[b], support[b], trouble[b])
        lead += _VOICE * (len(_backed(relation.a, backing)) - len(_backed(relation.b, backing)))
        for key, own, other, ahead in ((a, relation.a, relation.b, lead), (b, relation.b, relation.a, -lead)):
            if ahead >= _CLEAR:
                told[key].append(_finding(rules["disputed-figures"], relation, own, other, Severity.INFO))
            else:
                severity = relation.severity if ahead <= -_CLEAR else Severity.MINOR
                told[key].append(_finding(rule, relation, own, other, severity))
    return {key: tuple(found) for key, found in sorted(told.items())}


def _finding(
    rule: Rule, relation: Relation, own: Sequence[Evidence], other: Sequence[Evidence], severity: Severity
) -> Finding:
    finding = rule.finding(
        own, other, severity=severity, confidence=relation.confidence, explanation=relation.explanation
    )
    chinese = relation.explanation_zh or relation.explanation
    return replace(finding, message_zh=rule.message_zh.format_map({"explanation": chinese}))


def _support(relations: Sequence[Relation]) -> Counter[str]:
    """How many corroborating relations speak for each document."""
    return Counter(key for r in relations if r.kind == "corroborates" for key in {e.key for e in (*r.a, *r.b)})


def _backing(relations: Sequence[Relation], voices: Mapping[str, Voice]) -> Mapping[_Place, set[str]]:
    """Who, apart from its own document, says a figure: the owners of those that agree with it and are no copies."""
    found: dict[_Place, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.kind == "corroborates":
            for own, other in ((relation.a, relation.b), (relation.b, relation.a)):
                for evidence in own:
                    found[_place(evidence)].add(voices[other[0].key].owner)
    return found


def _backed(side: Sequence[Evidence], backing: Mapping[_Place, set[str]]) -> set[str]:
    """The others that say all figures of a side, at most as many as count."""
    owners = set.intersection(*(set(backing.get(_place(evidence), ())) for evidence in side))
    return set(sorted(owners)[:_MOST_VOICES])


def _place(evidence: Evidence) -> _Place:
    return evidence.key, evidence.start, evidence.end


def _standing(voice: Voice, support: int, trouble: int) -> float:
    """How much speaks for a document: its sourcing, and agreement with others; contradictions speak against it."""
    provenance = voice.provenance
    standing = sum(weight for name, weight in _SOURCED.items() if getattr(provenance, name) is not None)
    attribution = provenance.attribution
    if attribution.with_figures and attribution.attributed / attribution.with_figures >= _WELL_ATTRIBUTED:
        standing += 1.0
    return standing + min(support, 3) * 0.5 - min(trouble, 4) * 0.25
