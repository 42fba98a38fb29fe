"""Decides what a figure is of: the head and modifiers of its metric, and the field of industry that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.context import Context
from auditor.figures.count_metric import counted, numbered
from auditor.figures.dwellings import dwelling_cost
from auditor.figures.figure import UNKNOWN, Figure, Metric, Origin, Slot
from auditor.figures.metric_before import before_again, before_compared
from auditor.figures.metric_each import each_metric
from auditor.figures.metric_head import RATIOS, nearest_head
from auditor.figures.phrase import about
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import CLAUSE_STEP, FAR, Sentence, distance

__all__ = ["metric_of", "subject_slot"]

# 不起诉率为28.4%: a rate that has a name of its own is of no amount before it.
_OWN_RATE = re.compile(r"(?<!比)率[^，。；\d]{0,6}$")
_TOLD = 4  # figures before a sentence to which its own may refer
_SUBJECT_REACH = 90  # characters, clauses counted in, from a field of industry to the figure that is of it
# Grew, picked or caught, right before an amount of something.
_RAISED = re.compile(
    r"\b(?:grew|grow|grows|picked|gathered|milled|raised|reared|(?P<caught>caught|netted))\s(?:(?:about|around|some|nearly|almost|over|roughly)\s)?$"
)
_COLLECTED = re.compile(
    r"\b(?:collected|collects|took in|brought in)\s(?:(?:about|around|some|nearly|almost|over|roughly)\s)?$"
)
_IN_TAXES = re.compile(r"\sin\s(?:[a-z]+\s)?tax(?:es)?\b")
_OF_WHAT = re.compile(r"\sof\s[a-z]")


def subject_slot(sentence: Sentence, quantity: Quantity, context: Context) -> Slot[str]:
    """The field that the figure's own clause or the one beside it names; else that of the headline."""
    near = [
        (gap, term.start, term.ids[0])
        for term in sentence.subjects
        if (gap := distance(sentence, quantity, term.start, term.end)) <= _SUBJECT_REACH
    ]
    if near:
        return Slot(min(near)[2], Origin.STATED)
    return Slot(context.subject, Origin.INHERITED) if context.subject else UNKNOWN


def metric_of(
    text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure], bound: Sequence[Figure]
) -> Metric | None:
    """The metric in the vocabulary's words, or what the figure before counted, or the words of its own phrase."""
    before = (*earlier[-_TOLD:], *bound)
    return (
        before_compared(text, quantity, before)
        or each_metric(text, sentence, quantity, bound)
        or _metric(text, sentence, quantity, bound)
        or before_again(text, sentence, quantity, before)
        or _described(text, sentence, quantity)
    )


def _metric(text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    if quantity.dimension in RATIOS:
        return _of_ratio(text, sentence, quantity, earlier)
    if quantity.dimension == "count" and (metric := counted(text, sentence, quantity)):
        return metric
    if quantity.dimension == "other" and quantity.unit is None:
        return numbered(text, sentence, quantity)
    found = nearest_head(text, sentence, quantity, FAR)
    if quantity.dimension == "money" and (told := dwelling_cost(text, sentence, quantity, found)):
        return told
    if quantity.dimension == "money" and found is None and _taxed(text, quantity):
        return Metric("tax_revenue", frozenset(), "flow")
    return found or (_raised(text, quantity) if quantity.dimension in {"mass", "volume"} else None)


def _taxed(text: str, quantity: Quantity) -> bool:
    """Whether an amount is collected in taxes: paid in taxes it is the taxpayer's."""
    if not _IN_TAXES.match(text, quantity.end):
        return False
    return _COLLECTED.search(text, max(0, quantity.start - 30), quantity.start) is not None


def _raised(text: str, quantity: Quantity) -> Metric | None:
    """What is grown or caught, where no head says so: picked 310 tonnes of olives. "Grew 3 per cent" is no such figure."""
    match = _RAISED.search(text, max(0, quantity.start - 24), quantity.start)
    if match is None or not _OF_WHAT.match(text, quantity.end):
        return None
    return Metric("catch" if match["caught"] else "production", frozenset(), "flow")


def _of_ratio(text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What a rate is of: a head of its own clause, else what the last amount of the sentence is of, else any head."""
    own = nearest_head(text, sentence, quantity, CLAUSE_STEP)
    if (
        own is None
        and quantity.dimension == "share"
        and _OWN_RATE.search(text, max(0, quantity.start - 12), quantity.start)
    ):
        return None
    last = next((figure.metric for figure in reversed(earlier) if figure.quantity.dimension not in RATIOS), None)
    return own or last or nearest_head(text, sentence, quantity, FAR)


def _described(text: str, sentence: Sentence, quantity: Quantity) -> Metric | None:
    """The metric by its own words, where the vocabulary has none."""
    cut = [(mention.start, mention.end) for mention in sentence.places]
    cut += [(dated.start, dated.end) for dated in sentence.dates]
    found = about(text, sentence.span, quantity.start, cut)
    return Metric(found[0], found[1], "flow", known=False) if found else None
