"""The clause around a figure with the words at its two ends made whole: a window of characters cuts through them."""

from __future__ import annotations

import re

from auditor.figures.figure import Figure

__all__ = ["mended"]

_REACH = 160  # characters on either side in which the clause was taken
_LONGEST = 24  # letters of a word
_PIECE = 6  # characters by which an end of the clause is found again
_BEFORE = re.compile(rf"[A-Za-z'’-]{{1,{_LONGEST}}}\Z")
_AFTER = re.compile(rf"[A-Za-z'’-]{{1,{_LONGEST}}}")
_OF = ("'s", "’s")  # what is left of "Ghana's" once the place is taken out
_AGED = re.compile(
    r"(\d{1,2})(?:\s?[-–~至]\s?\d{1,2})?\s?(?:周?岁|years? old)|\baged? (\d{1,2})\b|\b(?:over|under)-(\d{1,2})s?\b",
    re.IGNORECASE,
)
_AGE_REACH = 20  # characters between an age and the figure of those who have it
_LETTER = re.compile(r"[A-Za-z'’-]")


def mended(text: str, figure: Figure) -> str:
    """The figure's clause, with the rest of its first and of its last word where the text has more of them."""
    context, quantity = figure.context, figure.quantity
    if not context:
        return context
    context = f"{context}{_aged(text, figure)}"
    if not context.isascii():
        return context
    head, tail = context[:_PIECE], context[-_PIECE:]
    low = max(0, quantity.start - _REACH)
    at = text.find(head, low, quantity.start)
    if _LETTER.match(head) and not head.startswith(_OF) and at > low and _LETTER.match(text[at - 1]):
        found = _BEFORE.search(text, max(0, at - _LONGEST), at)
        context = (found.group() if found else "") + context
    end = text.rfind(tail, quantity.end, quantity.end + _REACH)
    if end >= 0 and _LETTER.match(tail[-1]):
        more = _AFTER.match(text, end + len(tail))
        context += more.group() if more else ""
    return context


def _aged(text: str, figure: Figure) -> str:
    """The age of those who are counted, as one word: an amount of its own, it is cut out of the clause."""
    start, end = figure.quantity.start, figure.quantity.end
    before = list(_AGED.finditer(text, max(0, start - _AGE_REACH), start))
    found = before[-1] if before else _AGED.search(text, end, min(len(text), end + _AGE_REACH))
    if found is None or figure.quantity.unit == "year":
        return ""
    return f" age{found[1] or found[2] or found[3]}"
