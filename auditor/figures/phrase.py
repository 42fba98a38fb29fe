"""What a figure is of when no word of the vocabulary says so: the noun phrase that its clause is about.

Such a metric is compared inside its own article only; across articles a word outside the vocabulary proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["about"]

_VERB = re.compile(
    r"\b(?:stood|stands|reach(?:es|ed)?|was|were|is|are|came|comes|amount(?:s|ed)|total(?:s|led|ed)|rose|fell|grew|hit|climbed|exceed(?:s|ed)?"
    r"|surpass(?:es|ed)|topped|should|would|could|will|has|have|had|jumped|dropped|increased|decreased|numbered)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s(?:in|of|at|for|across|from|by|during|on)(?:\s.*)?$", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_EMPTY = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "this", "that", "and", "total", "overall", "combined"}
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_REACH = 400  # characters before a number in which its clause may begin
_HAN_VERB = lazy(r"(?:达到?|为|约为|突破|超过?|升至|降至|增至|共有?|累计|完成|实现|增长到|跌至|仅|约|近|是)+$")
_HAN_PHRASE = lazy(r"[\u4e00-\u9fff]{2,12}$")
_HAN_EDGE = lazy(r"^[的在于从和与及并由将其该全又也]+")


def about(text: str, clause: Span, number: int, cut: Sequence[Span]) -> tuple[str, frozenset[str]] | None:
    """Head and modifiers of the phrase before the verb of the clause; spans in ``cut`` (places, dates) are left out."""
    start, _ = clause
    before = _without(text, max(start, number - _REACH), number, cut)
    if _HAN.search(before[-6:]):
        return _han(before)
    return _latin(before)


def _without(text: str, start: int, end: int, cut: Sequence[Span]) -> str:
    """The text between two positions with blanks in place of the spans."""
    pieces, position = [], start
    for low, high in sorted(cut):
        if high > position and low < end:
            pieces += [text[position : max(low, position)], " "]
            position = high
    pieces.append(text[position:end])
    return "".join(pieces)


def _latin(before: str) -> tuple[str, frozenset[str]] | None:
    verb = _VERB.search(before)
    if verb is None:
        return None
    phrase = _TAIL.sub("", " ".join(before[: verb.start()].split()))
    words = [word.lower() for word in _WORD.findall(phrase) if word.lower() not in _EMPTY]
    return (words[-1], frozenset(words[:-1])) if words and len(words) <= 8 else None  # noqa: PLR2004  # a phrase, not a clause


def _han(before: str) -> tuple[str, frozenset[str]] | None:
    phrase = _HAN_PHRASE.search(_HAN_VERB.sub("", before.rstrip()).rstrip())
    if phrase is None:
        return None
    words = _HAN_EDGE.sub("", phrase.group())
    return (words, frozenset()) if len(words) > 1 else None
