"""Judges the figures of two reports of one event: those that they share, and those that one gives otherwise than the other.

Reports of one event speak of one place and time: a figure that has its only counterpart in the other is of the same thing though
no slot says so. What speaks for a counterpart is weighed (``counterparts``); nothing may speak against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from auditor.figures.counterparts import Left, Pair, one_measure, times_apart, weight_of
from auditor.figures.difference import differ
from auditor.figures.event import Event, reported, tells
from auditor.figures.judgement import Judgement
from auditor.figures.keys import digits, is_money, mantissa
from auditor.figures.reports import Report, elsewhere, other_heads, other_time, report
from auditor.figures.sameness import alike
from auditor.figures.statement import Imprint, Statement
from auditor.figures.unlisted import NAME

__all__ = ["judge_event"]

# What has to speak for two figures being of one thing; the same digits in another currency or magnitude need less.
_ENOUGH, _SAME_DIGITS = 4, 2
_APART = Decimal("1.05")
# Two values of one thing are seldom further apart.
_FAR = Decimal(3)
_SLIPS = frozenset(Decimal(10) ** k for k in (1, 2, 3, 4, 8))
# Reports that leave more than this open are long texts, which have figures of many things.
_LEFT = 40
_LIMITS = ({"at_most"}, {"at_least"})
_CONFIDENCE = 0.8
# Counts that grow by the hour: two reports of two days do not contradict each other by them.
_GROWING = re.compile(
    r"死亡|遇难|身亡|受伤|伤者|失踪|失联|转移|撤离|疏散|感染|确诊|停电|过火|被困|获救|搜救"
    r"|\b(?:dead|died|deaths?|death toll|killed|injur\w+|hurt|wounded|missing|evacuat\w+|displaced|infect\w+|burn(?:ed|t)|homeless"
    r"|without power|rescued|trapped|stranded|shelters?)\b",
    re.IGNORECASE,
)
# Who revises a figure says that it is another.
_REVISED = re.compile(
    r"修正|更正|修订|初步核算|初值|终值|上调|下调|原计划|此前(?:预计|公布)|调整(?:为|至)"
    r"|\b(?:revis\w+|correct(?:ed|ion)|initial(?:ly)?|preliminary|upgraded?|downgraded?|previously|originally)\b",
    re.IGNORECASE,
)


def judge_event(a: Imprint, b: Imprint, event: Event) -> Iterator[tuple[Statement, Statement, Judgement]]:
    """What two reports of one event say alike, and what otherwise."""
    first, second, anchors = report(a), report(b), frozenset(event.anchors)
    for i, j in event.anchors:
        one, other = first.statements[i], second.statements[j]
        if one.status == other.status and _tells(one, other):
            yield one, other, Judgement("corroborates", _CONFIDENCE, Decimal(1))
    for (i, j), kind in _differing(first, second, anchors):
        one, other = first.statements[i], second.statements[j]
        yield one, other, Judgement(kind, _CONFIDENCE, times_apart(one, other), shared=len(event.anchors))


def _tells(a: Statement, b: Statement) -> bool:
    """Whether a shared figure is of one thing: by its digits, or by its words where its digits are few."""
    telling, said = tells(reported(a)) + 1, alike(a, b)
    if (a.timed and b.timed and other_time(a, b)) or (elsewhere(a, b) and not (said and telling > 1)):
        return False
    if other_heads(a, b):
        return telling > (2 if a.unit in {"count", "ratio"} else 1)
    return telling > 1 or said


def _differing(a: Report, b: Report, anchors: frozenset[Pair]) -> Iterator[tuple[Pair, str]]:
    """The figures of both that are of one thing and differ, and how; each has but one counterpart."""
    taken = {i for i, _ in anchors}, {j for _, j in anchors}
    left = Left(*(tuple(i for i in one.order if i not in some) for one, some in zip((a, b), taken, strict=True)))
    if max(map(len, left)) > _LEFT:
        return
    pairs = [(i, j) for i in left.a for j in left.b]
    weights = {pair: weight for pair in pairs if (weight := weight_of(a, b, pair, anchors, left)) is not None}
    best: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (i, j), weight in weights.items():
        best[0, i].append(weight)
        best[1, j].append(weight)
    for (i, j), weight in weights.items():
        alone = all(max(found) == weight and found.count(weight) == 1 for found in (best[0, i], best[1, j]))
        kind = _kind(a.statements[i], b.statements[j]) if alone else None
        if kind is None or _may_differ(a, b, (i, j)):
            continue
        if weight >= _SAME_DIGITS if kind != "conflicts" else weight >= _ENOUGH and one_measure(a, b, (i, j)):
            yield (i, j), kind


def _kind(s: Statement, t: Statement) -> str | None:
    """How two figures of one thing differ; ``None`` where they do not, or by too much."""
    if s.unit != t.unit and is_money(s) and is_money(t):
        return "currency-swap"
    ratio = times_apart(s, t)
    # "Up to 800" and "up to 500" are two limits.
    apart = ratio and ratio > _APART if {s.bound, t.bound} in _LIMITS else s.interval.apart(t.interval, _APART)
    if ratio is None or not apart:
        return None
    if s.value and t.value and mantissa(s.value) == mantissa(t.value) and digits(s.value) > 1 and ratio in _SLIPS:
        return "magnitude-slip"
    return "conflicts" if ratio <= _FAR else None


def _may_differ(a: Report, b: Report, pair: Pair) -> bool:
    """Whether anything says that the two may well differ: a revision, a count that grows, names of two things."""
    s, t = a.statements[pair[0]], b.statements[pair[1]]
    if _REVISED.search(s.context) or _REVISED.search(t.context):
        return True
    if a.day != b.day and None not in (a.day, b.day) and (_GROWING.search(s.context) or _GROWING.search(t.context)):
        return True
    difference = differ(s.context, t.context)
    return _named(difference.more_a, s, b) and _named(difference.more_b, t, a)


def _named(more: frozenset[str], own: Statement, other: Report) -> bool:
    """Whether one of the words that only one clause has is a name, of which the other report says nothing."""
    begins = own.context.lstrip()
    return any(NAME.match(word) and not other.words[word] and not begins.startswith(word) for word in more)
