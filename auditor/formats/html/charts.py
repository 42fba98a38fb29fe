"""The geometry of the pictures; the macros of ``charts.html.jinja`` draw it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.formats.html.amounts import amount
from auditor.formats.html.both import Both
from auditor.model import Assessment, Claim, Fact, Finding, Status, Verdict

__all__ = ["Bin", "Dot", "Step", "histogram", "number_line", "waterfall"]

_FULL = 100.0
_STEPS = 8  # bars of a waterfall: the rest is one bar
_SMALL = 0.05  # points that no reader would see
_BINS = 10  # of the score histogram
_WIDE = 1000  # units of a number line
_SPREAD = 30.0  # from this ratio of largest to smallest on, a number line is logarithmic
_DOTS = 24  # values on a number line: those of most voices, the least and the greatest
_LABEL_GAP = 330  # units between two labels of one level: a label is a third of the line on a card
_LABEL_LEVELS = 2  # below the line and above it


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall, from ``left`` to ``right`` on a scale of 0 to 100.

    It is of ``count`` findings of one rule; ``number`` is the first one's.
    """

    kind: str
    label: str
    left: float
    right: float
    points: float
    aspect: str = ""
    number: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bin:
    """Documents with a score of ``low`` to ``high``, counted by verdict."""

    low: int
    high: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dot:
    """One value of a fact on its number line: position, reach of its interval, how many voices.

    ``level`` is that of its label, ``None`` where there is no room for one: the values stand below the line.
    """

    x: int
    low: int
    high: int
    voices: int
    label: Both
    level: int | None


def waterfall(doc: Assessment, findings: Sequence[Finding]) -> tuple[Step, ...]:
    """How 100 points became the score: what the open findings of each rule took from it, and what is left to explain.

    A finding's points count out of the caps of the aspects that apply, so on the scale of the score it takes its share
    of them. ``findings`` are the document's, in the order in which the page numbers them. Empty without a score.
    """
    if doc.score is None:
        return ()
    whole = sum(each.cap for each in doc.dimensions.values() if each.score is not None) or _FULL
    by_rule: dict[tuple[str, str], list[tuple[float, int]]] = {}
    for number, each in enumerate(findings, 1):
        if _takes(doc, each):
            by_rule.setdefault((each.rule, each.dimension.value), []).append((each.points * _FULL / whole, number))
    taken = [(sum(points for points, _ in each), each[0][1], len(each), *name) for name, each in by_rule.items()]
    taken.sort(key=lambda item: (-item[0], item[1]))
    steps: list[Step] = []
    level = _FULL
    for points, number, count, rule, aspect in taken[:_STEPS]:
        after = max(0.0, level - points)
        steps.append(Step("finding", rule, after, level, -points, aspect, number, count))
        level = after
    if rest := sum(points for points, *_ in taken[_STEPS:]):
        after = max(0.0, level - rest)
        steps.append(Step("rest", "", after, level, -rest, count=len(taken) - _STEPS))
        level = after
    if abs(doc.score - level) > _SMALL:
        steps.append(Step("limits", "", min(level, doc.score), max(level, doc.score), doc.score - level))
    return tuple(steps)


def _takes(doc: Assessment, finding: Finding) -> bool:
    """Whether a finding takes from the score: open, with points, in an aspect that applies."""
    aspect = doc.dimensions.get(finding.dimension.value)
    applies = aspect is None or aspect.score is not None
    return finding.status is Status.OPEN and finding.points > 0 and applies


def histogram(documents: Sequence[Assessment]) -> tuple[Bin, ...]:
    """The scores in ten bins, each with its documents by verdict."""
    counts: list[Counter[str]] = [Counter() for _ in range(_BINS)]
    for doc in documents:
        if doc.score is not None and math.isfinite(doc.score):
            counts[max(0, min(_BINS - 1, int(doc.score // (_FULL / _BINS))))][doc.verdict.value] += 1
    width = int(_FULL / _BINS)
    return tuple(Bin(place * width, (place + 1) * width, _ordered(found)) for place, found in enumerate(counts))


def _ordered(found: Counter[str]) -> Mapping[str, int]:
    return {verdict.value: found[verdict.value] for verdict in Verdict if found[verdict.value]}


def number_line(fact: Fact, claims: Mapping[str, Claim]) -> tuple[Dot, ...]:
    """The distinct values of a fact from left to right; empty where none states a number."""
    reach: dict[Decimal, tuple[Decimal, Decimal]] = {}
    voices: dict[Decimal, set[str]] = {}
    for value in fact.values:
        if value.value is None or not value.value.is_finite():
            continue
        claim = claims.get(value.claim)
        low = claim.low if claim and claim.low is not None else value.value
        high = claim.high if claim and claim.high is not None else value.value
        known = reach.get(value.value, (low, high))
        reach[value.value] = (min(known[0], low), max(known[1], high))
        voices.setdefault(value.value, set()).add(value.family)
    if not reach:
        return ()
    if len(reach) > _DOTS:
        told = sorted(reach, key=lambda number: (-len(voices[number]), number))[: _DOTS - 2]
        reach = {number: reach[number] for number in {*told, min(reach), max(reach)}}
    scale = _scale([end for pair in reach.values() for end in pair] + list(reach))
    ordered = sorted(reach)
    levels = _levels([scale(number) for number in ordered])
    return tuple(
        Dot(scale(number), scale(low), scale(high), len(voices[number]), amount(number, fact.unit), level)
        for number, level in zip(ordered, levels, strict=True)
        for low, high in [reach[number]]
    )


def _levels(places: Sequence[int]) -> list[int | None]:
    """The level of each label; both ends have one, the others as far as there is room."""
    found: list[int | None] = [None] * len(places)
    held: list[list[int]] = [[] for _ in range(_LABEL_LEVELS)]
    for number in sorted(range(len(places)), key=lambda number: (number not in {0, len(places) - 1}, number)):
        for level, taken in enumerate(held):
            if all(abs(places[number] - place) >= _LABEL_GAP for place in taken):
                taken.append(places[number])
                found[number] = level
                break
    return found


def _scale(ends: Sequence[Decimal]) -> Callable[[Decimal], int]:
    """Maps values onto the width of a number line, logarithmically where they differ by orders of magnitude."""
    numbers = [float(end) for end in ends]
    logarithmic = min(numbers) > 0 and max(numbers) / min(numbers) > _SPREAD

    def place(number: float) -> float:
        return math.log10(number) if logarithmic else number

    low, high = place(min(numbers)), place(max(numbers))

    def scale(value: Decimal) -> int:
        return round(_WIDE * (place(float(value)) - low) / (high - low)) if high > low else _WIDE // 2

    return scale
