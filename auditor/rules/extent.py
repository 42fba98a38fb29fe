"""Decides what to point at: the whole line where nothing else is on it, else the foreign run or the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.model import Span
from auditor.text.fold import View
from auditor.text.sentences import sentences

__all__ = ["extent"]

# Past this many characters around a hit no border is looked for: lines of megabytes are not.
_REACH = 2000
# A line is the advert's own when the sentences that were hit make up this share of it, or it has few characters.
_OWN_SHARE = 0.5
_OWN_LINE = 120
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
# Time stamps, bullets, icons and brackets around a line's words belong to the page, not to the advert.
_LEAD = re.compile(
    r"(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[ T]?(?:\d{1,2}:\d{2}(?::\d{2})?)?|[•·▪◦*\-–—>\s]|\d{1,3}[.)、](?!\d))+"
)
_ICON = re.compile(r"[\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS_PER_HAN = 3


def extent(text: str, view: View, hit: Span, parts: Sequence[Span]) -> Span:
    """The raw span to show for a hit in the folded view."""
    start, end = view.back(hit)
    first, last = _line(text, start, end)
    foreign = _foreign_run(text, (first, last), (start, end), [view.back(part) for part in parts])
    return foreign or _sentences(text, (first, last), (start, end))


def _line(text: str, start: int, end: int) -> Span:
    """The line around a hit, without white space, time stamp or bullet; at most ``_REACH`` to either side."""
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    last = text.find("\n", end, end + _REACH)
    last = last if last >= 0 else min(len(text), end + _REACH)
    lead = _LEAD.match(text, first, start)
    first = lead.end() if lead else first
    while last > end and text[last - 1].isspace():
        last -= 1
    return _without_icons(text, (first, last), (start, end))


def _without_icons(text: str, line: Span, hit: Span) -> Span:
    """Cuts off a page's own line of icons, times and counters, which holds no letter before or after the hit."""
    first, last = line
    before, after = text[first : hit[0]], text[hit[1] : last]
    if _ICON.search(before) and not _LETTER.search(before):
        first = hit[0]
    if (icon := _ICON.search(after)) and not _LETTER.search(after):
        last = hit[1] + len(after[: icon.start()].rstrip())
    return first, last


def _foreign_run(text: str, line: Span, hit: Span, parts: Sequence[Span]) -> Span | None:
    """The run of Han in a line that is otherwise Latin, or of Latin in one that is otherwise Han."""
    han, latin = len(_HAN.findall(text, *hit)), len(_LATIN.findall(text, *hit))
    own, other = (_HAN, _LATIN) if han * _LETTERS_PER_HAN >= latin else (_LATIN, _HAN)
    outside = _outside(text, line, hit, own, other)
    if outside is None or not parts:
        return None
    start, end = hit
    while start > line[0] and not other.match(text[start - 1]) and not _is_border(text, start - 1, other, -1):
        start -= 1
    while end < line[1] and not other.match(text[end]) and not _is_border(text, end, other, 1):
        end += 1
    return _trimmed(text, (start, end), own)


def _outside(text: str, line: Span, hit: Span, own: re.Pattern[str], other: re.Pattern[str]) -> bool | None:
    """True when what stands around the hit on its line is mostly of the other script; ``None`` when it is not."""
    around = text[line[0] : hit[0]] + text[hit[1] : line[1]]
    weight = _LETTERS_PER_HAN if own is _HAN else 1
    against = _LETTERS_PER_HAN if other is _HAN else 1
    foreign, same = against * len(other.findall(around)), weight * len(own.findall(around))
    # A short Latin handle beside Chinese is part of the advert.
    return True if foreign >= 20 and foreign > 2 * same else None  # noqa: PLR2004  # three words of its own


def _is_border(text: str, at: int, other: re.Pattern[str], step: int) -> bool:
    """Whether white space at ``at`` is followed, in the direction of ``step``, by the page's own script, bullet or number."""
    if not text[at].isspace():
        return False
    beyond = text[at + step : at + step + 3] if step > 0 else text[max(0, at - 3) : at][::-1]
    return not beyond.strip() or bool(other.match(beyond)) or not beyond[0].isalnum() or beyond[0].isdigit()


def _trimmed(text: str, span: Span, own: re.Pattern[str]) -> Span:
    start, end = span
    while start < end and not (own.match(text[start]) or text[start].isalnum()):
        start += 1
    while end > start and not (own.match(text[end - 1]) or text[end - 1].isalnum()):
        end -= 1
    return start, end


def _sentences(text: str, line: Span, hit: Span) -> Span:
    """The line where it is the advert's own, else the sentences of it that were hit."""
    first, last = line
    cut = [(first + s, first + e) for s, e in sentences(text[first:last])]
    touched = [(s, e) for s, e in cut if s < hit[1] and hit[0] < e]
    if not touched:
        return hit
    start, end = touched[0][0], touched[-1][1]
    if last - first <= _OWN_LINE or end - start >= _OWN_SHARE * (last - first):
        return first, last
    return start, end
