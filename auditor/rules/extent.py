"""Decides what to point at: the whole line where nothing else is on it, else the foreign run or the clauses alone."""

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
_OWN_HAN, _OWN_LATIN = 48, 120
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
# Time stamps, bullets, icons and brackets around a line's words belong to the page, not to the advert.
_LEAD = re.compile(
    r"(?:\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[ T]?(?:\d{1,2}:\d{2}(?::\d{2})?)?|[•·▪◦*\-–—>\s]|\d{1,3}[.)、](?!\d))+"
)
_ICON = re.compile(r"[\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS_PER_HAN = 3
# Where a clause ends. White space is such a place beside Han, where words are not spaced.
_CLAUSE_HAN = re.compile(r"[，,；;。！!？?、：:|｜]|[ \u3000]+")
_CLAUSE_LATIN = re.compile(r"[;!?|—]+ ?|[,.:] | [-–] ")
# What stands in the clause of the first or the last word beyond this many letters is the sentence into which it was put.
_FRINGE = 36
# A handle after the run: @name, letters with digits, an address.
_HANDLE = re.compile(r"[ \u3000]?[:：]?[ \u3000]?(?=[\w.\-/:@+]*[\d@/_])[@+A-Za-z0-9][\w.\-/:@+]{2,40}", re.ASCII)
_ATTACHED = re.compile(r"[A-Za-z0-9./_\-]{1,40}", re.ASCII)
# White space between Han, and what ends a sentence; so many Han beside the clauses that were hit still belong to them.
_HARD = re.compile(r"[ \u3000]+(?=[\u3400-\u9fff]|[A-Za-z]+ [A-Za-z]+[ :])|[。！？!?\n]+")
_REST = 14
_NUMBER = re.compile(r"[+(]?\d[\d ()\-]{4,}|[@$£€¥+]\w")


def extent(text: str, view: View, hit: Span, parts: Sequence[Span]) -> Span:
    """The raw span to show for a hit in the folded view."""
    start, end = view.back(hit)
    first, last = _line(text, start, end)
    places = [view.back(part) for part in parts]
    foreign = _foreign_run(text, (first, last), (start, end), places)
    return foreign or _clauses(text, (first, last), (start, end))


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
    if not parts or not _is_foreign(text, line, hit, own, other):
        return None
    start, end = hit
    while start > line[0] and not other.match(text[start - 1]) and not _is_border(text, start - 1, other, -1):
        start -= 1
    while end < line[1] and not other.match(text[end]) and not _is_border(text, end, other, 1):
        end += 1
    start, end = _trimmed(text, (start, end), own)
    if own is _HAN:
        attached = _ATTACHED.match(text, end, line[1])
        end = _past_handle(text, attached.end() if attached else end, line[1])
    return start, end


def _is_foreign(text: str, line: Span, hit: Span, own: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether what stands around the hit on its line is mostly of the other script."""
    around = text[line[0] : hit[0]] + text[hit[1] : line[1]]
    weight = _LETTERS_PER_HAN if own is _HAN else 1
    against = _LETTERS_PER_HAN if other is _HAN else 1
    foreign, same = against * len(other.findall(around)), weight * len(own.findall(around))
    # A short Latin handle beside Chinese is part of the advert.
    return foreign >= 20 and foreign > 2 * same  # noqa: PLR2004  # three words of its own


def _is_border(text: str, at: int, other: re.Pattern[str], step: int) -> bool:
    """Whether white space at ``at`` is followed, in the direction of ``step``, by the page's own script, bullet or number."""
    if not text[at].isspace():
        return False
    beyond = text[at + step : at + step + 3] if step > 0 else text[max(0, at - 3) : at][::-1]
    if not beyond.strip() or other.match(beyond):
        return True
    if step > 0 and _NUMBER.match(text, at + 1):
        return False
    return not beyond[0].isalnum() or beyond[0].isdigit()


def _trimmed(text: str, span: Span, own: re.Pattern[str]) -> Span:
    start, end = span
    while start < end and not (own.match(text[start]) or text[start].isalnum()):
        start += 1
    while end > start and not (own.match(text[end - 1]) or text[end - 1].isalnum()):
        end -= 1
    return start, end


def _clauses(text: str, line: Span, hit: Span) -> Span:
    """The line where it is the advert's own, else the clauses of it that were hit."""
    first, last = line
    touched = [
        (first + start, first + end)
        for start, end in sentences(text[first:last])
        if first + start < hit[1] and hit[0] < first + end
    ]
    if not touched:
        return hit
    start, end = touched[0][0], touched[-1][1]
    is_han = _HAN.search(text, *hit) is not None
    if last - first <= (_OWN_HAN if is_han else _OWN_LATIN) or hit[1] - hit[0] >= _OWN_SHARE * (last - first):
        return first, last
    return _narrowed(text, (start, end), hit, _CLAUSE_HAN if is_han else _CLAUSE_LATIN)


def _narrowed(text: str, sentence: Span, hit: Span, border: re.Pattern[str]) -> Span:
    """From the beginning of the clause in which a hit starts to the end of the one in which it ends.

    A short rest of the sentence, up to white space between Han or its end, goes with them: what was put in ends there.
    """
    is_han = border is _CLAUSE_HAN
    start, end = sentence
    for match in border.finditer(text, sentence[0], hit[0]):
        start = match.end()
    after = border.search(text, hit[1], sentence[1])
    end = after.start() if after else end
    fringe = _FRINGE // _LETTERS_PER_HAN if is_han else _FRINGE
    start = hit[0] if hit[0] - start > fringe else start
    end = hit[1] if end - hit[1] > fringe else end
    return _widened(text, sentence, (start, end)) if is_han else (start, _past_handle(text, end, sentence[1]))


def _widened(text: str, sentence: Span, span: Span) -> Span:
    """The span with a handle behind it and, where one of its ends is a hard border, the clauses up to the next one."""
    start, end = span[0], _past_handle(text, span[1], sentence[1])
    hard = [sentence[0], *(match.end() for match in _HARD.finditer(text, sentence[0], start))][-1]
    after = _HARD.search(text, end, sentence[1])
    last = after.start() if after else sentence[1]
    if start == hard or end == last:
        return (hard if start - hard <= _REST else start), (last if last - end <= _REST else end)
    return start, end


def _past_handle(text: str, end: int, last: int) -> int:
    handle = _HANDLE.match(text, end, last)
    return handle.end() if handle else end
