"""One place to one figure, in order, where 分别 or "respectively" says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditor.figures.places import Mention
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["each_place"]

_EACH = lazy("分别")
_RESPECTIVELY = lazy(r",?\srespectively\b", re.IGNORECASE)
_JOINT = lazy(r",\s(?:and\s)?|\sand\s", re.IGNORECASE)
_LEAST_LISTED = 2
_LIST_JOINT = lazy("[、和与及]")


def _respectively(text: str, sentence: Sentence, quantity: Quantity, candidates: Sequence[Mention]) -> str | None:
    """One place to one figure, in order: in Leeds, Bradford and Hull rose 2.1%, 1.4% and 0.6% respectively."""
    told = "respectively" in sentence.words
    match = _RESPECTIVELY.search(text, quantity.end, sentence.span[1]) if told else None
    named = [mention for mention in candidates if mention.end <= quantity.start] if match else []
    if match is None or len(named) < _LEAST_LISTED:
        return None
    first = named[-1].end
    figures = _JOINT.findall(text, first, match.start())
    listed = len(figures) == len(named) - 1 and all(
        _JOINT.fullmatch(text, one.end, other.start) for one, other in pairwise(named)
    )
    return named[len(_JOINT.findall(text, first, quantity.start))].place if listed else None


def each_place(text: str, sentence: Sentence, quantity: Quantity, candidates: Sequence[Mention]) -> str | None:
    """One place to one figure, in order, where 分别 or "respectively" says so: 广州和深圳分别下降4.3%和1.7%."""
    if each := _respectively(text, sentence, quantity, candidates):
        return each
    match = _EACH.search(text, sentence.span[0], quantity.start)
    if match is None:
        return None
    low = max((b for b in sentence.breaks if b < match.start()), default=sentence.span[0])
    high = min((b for b in sentence.breaks if b >= match.end()), default=sentence.span[1])
    named = [mention.place for mention in candidates if low <= mention.start < match.start()]
    # The figures of a list begin behind numerals: each of them stands behind one more joint.
    index = len(_LIST_JOINT.findall(text, match.end(), quantity.start))
    total = len(_LIST_JOINT.findall(text, match.end(), high)) + 1
    return named[index] if len(named) == total > 1 and quantity.start < high else None
