"""The only arithmetic of credibility: findings cost points, aspects cap them, gates come first.

Points of one rule decay from finding to finding and saturate at the rule's cap; an aspect never loses more than its own.
All terms are sorted before they are summed and none is negative, so a further finding never raises a score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.judge.policy import Policy
from auditor.model import Aspect, Dimension, Finding, Severity, Status, Verdict
from auditor.rules.rule import Rule

__all__ = ["Scored", "score"]

_DIGITS = 2
_FULL = 100.0
_GRAVITY = {severity: place for place, severity in enumerate(Severity)}
_ASPECTS = tuple(sorted(Aspect))
"""In the order that a stored report has, so that it renders to the same bytes."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The outcome for one document: findings with their points, the score, its interval and the verdict."""

    findings: tuple[Finding, ...]
    score: float | None
    interval: tuple[float, float] | None
    coverage: float
    dimensions: Mapping[str, Dimension]
    verdict: Verdict


def score(
    findings: Sequence[Finding],
    rules: Mapping[str, Rule],
    policy: Policy,
    *,
    applicable: Collection[Aspect],
    failed: Collection[Aspect] = (),
) -> Scored:
    """Scores one document. ``applicable`` was decided by signals alone; ``failed`` are aspects with a broken check."""
    kept = sorted((_overridden(f, policy) for f in findings if _enabled(f, policy)), key=_order)
    sure = _points(kept, rules, policy, full=False)
    costed = [
        _costing(finding, points if finding.dimension in applicable else 0.0)
        for finding, points in zip(kept, sure, strict=True)
    ]
    caps = {aspect: policy.caps[aspect] for aspect in Aspect if aspect in applicable}
    whole = sum(caps.values())
    lost = {aspect: sum(f.points for f in costed if f.dimension is aspect) for aspect in caps}
    dimensions = {
        aspect.value: Dimension(
            _rounded(_FULL * (1 - lost[aspect] / caps[aspect])) if caps[aspect] else None,
            caps[aspect],
            _rounded(lost[aspect]),
        )
        if aspect in caps
        else Dimension(None, policy.caps[aspect], 0.0)
        for aspect in _ASPECTS
    }
    sound = sum(cap for aspect, cap in caps.items() if aspect not in failed)
    if whole <= 0:
        # Nothing that applies can cost anything: no score, but gates still hold.
        verdict = _verdict(costed, None, policy, applicable, broken=True)
        return Scored(tuple(costed), None, None, 0.0, dimensions, verdict)
    value = _rounded(_FULL * (whole - sum(lost.values())) / whole)
    low = _bound(kept, _points(kept, rules, policy, full=True), caps, failed)
    confident = [f for f in kept if f.confidence >= policy.confident]
    # Of most documents these are all findings, whose points are known.
    again = sure if len(confident) == len(kept) else _points(confident, rules, policy, full=False)
    high = max(value, _bound(confident, again, caps, ()))
    interval = (min(value, low), high)
    verdict = _verdict(costed, interval, policy, applicable, broken=bool(failed))
    return Scored(tuple(costed), value, interval, _rounded(sound / whole), dimensions, verdict)


def _costing(finding: Finding, points: float) -> Finding:
    return finding if finding.points == points else replace(finding, points=points)


def _order(finding: Finding) -> tuple[object, ...]:
    first = finding.evidence[0] if finding.evidence else None
    return (
        -_GRAVITY[finding.severity],
        finding.rule,
        -finding.confidence,
        first.start if first else -1,
        finding.status,
        finding.message,
        [(e.key, e.start, e.end) for e in (*finding.evidence, *finding.related)],
    )


def _enabled(finding: Finding, policy: Policy) -> bool:
    override = policy.rules.get(finding.rule)
    return override is None or override.enabled


def _overridden(finding: Finding, policy: Policy) -> Finding:
    override = policy.rules.get(finding.rule)
    if override is None or override.severity is None:
        return finding
    return replace(finding, severity=override.severity)


def _weight(finding: Finding, rule: Rule, policy: Policy) -> float:
    """What the finding costs before decay, at confidence 1."""
    override = policy.rules.get(finding.rule)
    points = rule.points if override is None or override.points is None else override.points
    own, base = policy.severity_weights[finding.severity], policy.severity_weights[rule.severity]
    if finding.severity is rule.severity or base == 0:
        return points
    return points * own / base


def _points(findings: Sequence[Finding], rules: Mapping[str, Rule], policy: Policy, *, full: bool) -> list[float]:
    """The points that each finding costs; their sum is what an aspect loses."""
    by_rule: dict[str, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        if finding.status is Status.OPEN:
            by_rule[finding.rule].append(index)
    points = [0.0] * len(findings)
    for name, indices in sorted(by_rule.items()):
        rule = rules[name]
        weights = {i: _weight(findings[i], rule, policy) * (1.0 if full else findings[i].confidence) for i in indices}
        left, factor = max(rule.cap, *weights.values()), 1.0
        for index in sorted(indices, key=lambda i: (-weights[i], i)):
            points[index] = min(left, weights[index] * factor)
            left -= points[index]
            factor *= rule.decay
    room = {aspect: policy.caps[aspect] for aspect in Aspect}
    for index in sorted(range(len(findings)), key=lambda i: (-points[i], i)):
        aspect = findings[index].dimension
        points[index] = min(room[aspect], points[index])
        room[aspect] = max(0.0, room[aspect] - points[index])
    return points


def _bound(
    findings: Sequence[Finding], points: Sequence[float], caps: Mapping[Aspect, float], failed: Collection[Aspect]
) -> float:
    """The score if the given findings counted at these points, and failed aspects lost all."""
    costs = [(finding.dimension, cost) for finding, cost in zip(findings, points, strict=True)]
    lost = sum(
        cap if aspect in failed else sum(cost for dimension, cost in costs if dimension is aspect)
        for aspect, cap in caps.items()
    )
    whole = sum(caps.values())
    return _rounded(_FULL * (whole - lost) / whole)


def _verdict(
    findings: Sequence[Finding],
    interval: tuple[float, float] | None,
    policy: Policy,
    applicable: Collection[Aspect],
    *,
    broken: bool,
) -> Verdict:
    """Gates first, score second, doubt to a person; what does not apply decides nothing."""
    opened = [finding for finding in findings if finding.status is Status.OPEN and finding.dimension in applicable]
    if any(f.severity is Severity.BLOCKER and f.confidence >= policy.blocker_confidence for f in opened):
        return Verdict.REJECT
    grave = any(f.severity in {Severity.MAJOR, Severity.BLOCKER} for f in opened)
    if interval is not None and interval[1] < policy.reject_below and grave:
        return Verdict.REJECT
    if interval is None or broken or grave or interval[0] < policy.accept_from:
        return Verdict.REVIEW
    return Verdict.ACCEPT


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0
