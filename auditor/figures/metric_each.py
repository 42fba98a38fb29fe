"""One measure to one figure, where 分别 or "respectively" says so: 进口和出口分别增长3%和5%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.figure import Figure, Metric
from auditor.figures.metric_head import RATIOS, heads_of, metric_at
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["each_metric"]

_EACH = "分别"
_RESPECTIVELY = lazy(r",?\srespectively\b", re.IGNORECASE)
_JOINT = lazy(r"[、和与及]|,\s(?:and\s)?|\sand\s")
_ASIDE = frozenset({"duration", "rank", "other"})
_LIST = 80  # characters of a list of amounts


def each_metric(text: str, sentence: Sentence, quantity: Quantity, bound: Sequence[Figure]) -> Metric | None:
    """The metric that has the rank among those named before which the figure has in its list."""
    listed = _han_list(text, sentence, quantity) or _latin_list(text, sentence, quantity, bound)
    if listed is None:
        return None
    begin, index, total = listed
    low = max((b for b in sentence.breaks if b < begin), default=sentence.span[0])
    heads = [found for found in heads_of(text, sentence, quantity, quantity.dimension) if low <= found[0].start < begin]
    if heads:
        return metric_at(text, sentence, quantity, *heads[index]) if len(heads) == total else None
    if quantity.dimension not in RATIOS:
        return None
    told = [f for f in bound if f.quantity.end <= begin and f.quantity.dimension not in RATIOS | _ASIDE]
    return told[index - total].metric if len(told) >= total else None


def _han_list(text: str, sentence: Sentence, quantity: Quantity) -> tuple[int, int, int] | None:
    """Where the list of a figure begins, its rank in it, and how many it has."""
    at = text.rfind(_EACH, max(sentence.span[0], quantity.start - _LIST), quantity.start)
    if at < 0 or any(at < b < quantity.start for b in sentence.breaks):
        return None
    end = min((b for b in sentence.breaks if b >= quantity.end), default=sentence.span[1])
    index = len(_JOINT.findall(text, at, quantity.start))
    total = index + 1 + len(_JOINT.findall(text, quantity.end, end))
    return (at, index, total) if total > 1 else None


def _latin_list(
    text: str, sentence: Sentence, quantity: Quantity, bound: Sequence[Figure]
) -> tuple[int, int, int] | None:
    match = _RESPECTIVELY.search(text, quantity.end, sentence.span[1]) if "respectively" in sentence.words else None
    if match is None or match.start() - quantity.end > _LIST:
        return None
    begin, index = quantity.start, 0
    for figure in reversed(bound):
        if not _JOINT.fullmatch(text, figure.quantity.end, begin):
            break
        begin, index = figure.quantity.start, index + 1
    total = index + 1 + len(_JOINT.findall(text, quantity.end, match.start()))
    return (begin, index, total) if total > 1 else None
