"""The geometry of the pictures; the macros of ``charts.html.jinja`` draw it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.formats.html.amounts import Both, amount
from auditor.model import Assessment, Claim, Fact, Finding, Status, Verdict

__all__ = ["Bin", "Dot", "Step", "histogram", "number_line", "waterfall"]

_FULL = 100.0
_STEPS = 8  # bars of a waterfall: the rest is one bar
_SMALL = 0.05  # points that no reader would see
_BINS = 10  # of the score histogram
_WIDE = 1000.0  # units of a number line
_SPREAD = 30.0  # from this ratio of largest to smallest on, a number line is logarithmic
_DOTS = 24  # values on a number line: those of most voices, the least and the greatest
_LABEL_GAP = 150.0  # units between two labels of a number line


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall, from ``left`` to ``right`` on a scale of 0 to 100; ``number`` is the finding's."""

    kind: str
    label: str
    left: float
    right: float
    points: float
    aspect: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Documents with a score of ``low`` to ``high``, counted by verdict."""

    low: int
    high: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dot:
    """One value of a fact on its number line: position, reach of its interval, how many voices, its label's level."""

    x: float
    low: float
    high: float
    voices: int
    label: Both
    level: int


def waterfall(doc: Assessment, findings: Sequence[Finding]) -> tuple[Step, ...]:
    """How 100 points became the score: what each open finding took from it, and what is left to explain.

    A finding's points count out of the caps of the aspects that apply, so on the scale of the score it takes its share
    of them. ``findings`` are the document's, in the order in which the page numbers them. Empty without a score.
    """
    if doc.score is None:
        return ()
    whole = sum(each.cap for each in doc.dimensions.values() if each.score is not None) or _FULL
    taken = [
        (each.points * _FULL / whole, each, number) for number, each in enumerate(findings, 1) if _takes(doc, each)
    ]
    taken.sort(key=lambda item: (-item[0], item[2]))
    steps: list[Step] = []
    level = _FULL
    for points, finding, number in taken[:_STEPS]:
        after = max(0.0, level - points)
        steps.append(Step("finding", finding.rule, after, level, -points, finding.dimension.value, number))
        level = after
    if rest := sum(points for points, _, _ in taken[_STEPS:]):
        after = max(0.0, level - rest)
        steps.append(Step("rest", str(len(taken) - _STEPS), after, level, -rest))
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
    dots: list[Dot] = []
    for number in sorted(reach):
        low, high = reach[number]
        x = scale(number)
        close = bool(dots) and x - dots[-1].x < _LABEL_GAP
        level = 1 - dots[-1].level if close else 0
        dots.append(Dot(x, scale(low), scale(high), len(voices[number]), amount(number, fact.unit), level))
    return tuple(dots)


def _scale(ends: Sequence[Decimal]) -> Callable[[Decimal], float]:
    """Maps values onto the width of a number line, logarithmically where they differ by orders of magnitude."""
    numbers = [float(end) for end in ends]
    logarithmic = min(numbers) > 0 and max(numbers) / min(numbers) > _SPREAD

    def place(number: float) -> float:
        return math.log10(number) if logarithmic else number

    low, high = place(min(numbers)), place(max(numbers))

    def scale(value: Decimal) -> float:
        return round(_WIDE * (place(float(value)) - low) / (high - low), 1) if high > low else _WIDE / 2

    return scale
