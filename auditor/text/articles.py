"""Splits the text of an aggregator page into its articles, at datelines that stand under (or over) a title.

Two or more articles need each a dateline with a name or a label in it, a plausible title of its own and a body.
Anything less leaves the text whole: a chronology, a changelog, a mail thread, references, a table of dates, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from auditor.model import Span
from auditor.text.datelines import MAX_LINE, Cues, Dateline, dateline, ends_like_publisher, label_of, plain
from auditor.text.pagelines import Line, Lines, first_filled, is_blank
from auditor.text.titles import MAX_NAME_LINE, is_mail, letters, title_of

__all__ = ["Article", "articles"]

MIN_BODY = 80  # letters and digits, a Han character for two: a brief of one sentence has more, a headline list less
HEAD_LINES = 14  # filled lines among which a page without a title over its dateline may still state its date
YEARLESS_LINES = 6  # filled lines at the very top that may hold a date without a year
_TOP_LINES = 3 * YEARLESS_LINES  # with the blank lines that may stand between them
BLOCK_LINES = 4  # labelled lines around a date: source, author, editor, section
_MAX_LOOKED = 20_000  # lines with a year that are looked at: a log has one on each of a million lines
MAX_MARKS = 10_000  # datelines read in one text; a page with more articles than that is a data dump

_YEAR = re.compile(r"(?:19|20)\d\d(?<!\d{5})(?!\d)")  # begins with digits, which a search leaps to
_FILLED = re.compile(r"\S[^\r\n]*")
_ANY_DATE = "2000-01-01"
_MAYBE = re.compile(r"[\d昨今前刚]|esterday|oday|ESTERDAY|ODAY")  # one of these stands in every date without a year
_RULING = " \t\r\v\f\u3000\u00a0-=_*~#—–─━═·•."
_YEARLESS = re.compile(
    r"(?<![\d年.-])(?:\d{1,2}\s?月\s?\d{1,2}\s?[日号]|\d{1,2}\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}\b|\d\d-\d\d(?=\s\d\d:)"
    r"|\d{1,3}\s?(?:分钟|小时|天|周|个月|分鐘|小時)前|\d{1,3}\s?(?:m|h|d|w|mins?|minutes?|hours?|days?|weeks?|months?)\sago\b"
    r"|昨天|前天|今天|\byesterday\b|\btoday\b)(?!\s?[,年]?\s?\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a text: ``start`` to ``end``, and what its heading states. Unknown is ``None``."""

    start: int
    end: int
    title: Span | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A dateline in its place: where its article would begin, and where the heading ends."""

    start: int
    body: int
    title: Span | None
    says: Dateline
    line: Line


def articles(text: str, cues: Cues, skip: int = 0) -> tuple[Article, ...]:
    """The articles of ``text``, in order; their spans tile it, and what precedes the first belongs to the first.

    No cue is looked for before ``skip`` (a front matter). A text that does not split is one article, with what its
    one dateline states.
    """
    lines = Lines(text, skip)
    dated = list(_dated(lines, cues))
    # Every article of a page has a dateline of its own, so a text with one of them is whole.
    for arrange in (_under_titles, _over_titles, _after_bodies) if len(dated) > 1 else ():
        marks = _filled(arrange(lines, dated, cues), text)
        if len(marks) > 1:
            cuts = [0, *(mark.start for mark in marks[1:]), len(text)]
            return tuple(_article(mark, *span) for mark, span in zip(marks, pairwise(cuts), strict=True))
    return (_whole(lines, dated, cues),)


def _dated(lines: Lines, cues: Cues) -> Iterator[tuple[Line, Dateline]]:
    """Short lines with a year that read as datelines, in order."""
    position, count = lines.skip, 0
    for _ in range(_MAX_LOOKED):
        year = _YEAR.search(lines.text, position) if count < MAX_MARKS else None
        if year is None:
            return
        line = lines.around(year.start())
        position = line.end if line else lines.end_of(year.start())
        if line and not _is_item(line.text, cues) and (says := dateline(line.text, cues)):
            count += 1
            yield line, says


def _is_item(text: str, cues: Cues) -> bool:
    """Whether a line is a heading, a row or an item of a list, and no field of a header block."""
    return text.lstrip().startswith(("#", "|", "- ", "+ ", "* ")) and label_of(plain(text), cues) is None


def _under_titles(lines: Lines, dated: list[tuple[Line, Dateline]], cues: Cues) -> list[_Mark]:
    marks = [mark for line, says in dated if (mark := _under_title(lines, line, says, cues)) and _names_itself(mark)]
    return _distinct(marks, lines.text)


def _under_title(lines: Lines, line: Line, says: Dateline, cues: Cues) -> _Mark | None:
    """A dateline with the labelled lines around it and the title above them."""
    if not says.dates:
        return None
    top, says = _climb(lines, line, says, cues)
    bottom, says = _descend(lines, line, says, cues)
    above = lines.above(top)
    if says.title is not None:
        title: Span | None = _span_of(lines, top, says.title)
    elif above is None or is_mail(above, cues) or _is_mail_below(lines, line, cues):
        return None
    else:
        top = _over_subtitle(lines, above)
        title = title_of(top, cues)
    return _Mark(top.start, bottom.end, title, says, line) if title else None


def _over_subtitle(lines: Lines, line: Line) -> Line:
    """The Markdown heading right above a line that is none itself, else the line."""
    above = None if line.text.startswith("#") else lines.above(line, blanks=1)
    return above if above is not None and above.text.startswith("#") else line


def _climb(lines: Lines, line: Line, says: Dateline, cues: Cues) -> tuple[Line, Dateline]:
    """Takes in labelled lines above a date, and a publisher's name that stands alone between title and date."""
    top = line
    for _ in range(BLOCK_LINES):
        above = lines.above(top, blanks=1)
        if above is None:
            break
        more = dateline(above.text, cues)
        if more is None or more.dates:
            break  # NOTE: a title may begin with a label ("Date set for …"); it is none, since the rest is no name
        labelled = more.names == 0 or label_of(plain(above.text), cues) is not None
        if not (labelled or _stands_alone(lines, above, line, says, more, cues)):
            break
        top, says = above, _joined(says, more)
        if more.title is not None:
            break
    return top, says


def _stands_alone(lines: Lines, above: Line, line: Line, says: Dateline, more: Dateline, cues: Cues) -> bool:
    """Whether the line right over a bare date is a publisher's name, with a title over it."""
    alone = not says.named and above.end + 1 == line.start and more.publisher is not None
    title = lines.above(above) if alone and (more.trusted or line.start - above.start <= MAX_NAME_LINE) else None
    return title is not None and title_of(title, cues) is not None


def _descend(lines: Lines, line: Line, says: Dateline, cues: Cues) -> tuple[Line, Dateline]:
    """Takes in labelled lines right below a date, and the publisher's name where none stood above."""
    bottom = line
    for _ in range(BLOCK_LINES):
        below = lines.below(bottom, blanks=1 if says.title else 0)
        more = dateline(below.text, cues) if below else None
        if below is None or more is None or more.title is not None:
            break
        labelled = label_of(plain(below.text), cues) is not None
        names_it = says.publisher is None and ends_like_publisher(plain(below.text), cues)
        if (more.dates and not labelled) or not (labelled or names_it):
            break
        bottom, says = below, _joined(says, more)
    return bottom, says


def _joined(says: Dateline, more: Dateline) -> Dateline:
    return Dateline(
        publisher=says.publisher or more.publisher,
        published=says.published or more.published,
        updated=says.updated or more.updated,
        author=says.author or more.author,
        via=says.via or more.via,
        title=says.title or more.title,
        dates=says.dates + more.dates,
        named=says.named or more.named,
        trusted=says.trusted or more.trusted,
    )


def _over_titles(lines: Lines, dated: list[tuple[Line, Dateline]], cues: Cues) -> list[_Mark]:
    """Datelines that stand over the title, as in clippings; only where a label or a known word names the publisher."""
    marks = []
    for line, says in dated:
        if not (says.trusted and says.dates) or _starts_mid_paragraph(lines, line):
            continue
        bottom, joined = _descend(lines, line, says, cues)
        below = lines.below(bottom)
        title = title_of(below, cues) if below and not is_mail(below, cues) and not _is_dated(below, cues) else None
        if below and title:
            marks.append(_Mark(line.start, below.end, title, joined, line))
    return _distinct(marks, lines.text)


def _is_dated(line: Line, cues: Cues) -> bool:
    says = dateline(line.text, cues)
    return says is not None and says.dates > 0


def _starts_mid_paragraph(lines: Lines, line: Line) -> bool:
    """Whether text runs on above: a dateline over a title follows a blank line, a rule or nothing."""
    if line.start == lines.skip:
        return False
    above = lines.around(line.start - 1)
    return above is None or not is_blank(above)


def _after_bodies(lines: Lines, dated: list[tuple[Line, Dateline]], cues: Cues) -> list[_Mark]:
    """Datelines in brackets or after a dash that close an article, as in clippings: the last one closes the text."""
    closing = [(line, says) for line, says in dated if says.trusted and says.dates and _closes(line.text, cues)]
    if not closing or len(lines.text) - closing[-1][0].end > MAX_LINE:
        return []
    marks, start = [], lines.skip
    for line, says in closing:
        first = first_filled(lines, start)
        title = title_of(first, cues) if first and first.start < line.start else None
        if first and title:
            marks.append(_Mark(first.start, first.end, title, says, line))
        start = line.end + 1
    return _distinct(marks, lines.text) if len(marks) == len(closing) else []


def _closes(text: str, cues: Cues) -> bool:
    label = label_of(plain(text), cues)
    return text.lstrip()[:1] in set("(（[【—–") or (label is not None and label[0] == "source")


def _names_itself(mark: _Mark) -> bool:
    return mark.says.named


def _distinct(marks: list[_Mark], text: str) -> list[_Mark]:
    """Marks in order whose titles differ from every earlier one: repeated "titles" are controls or a repeated page."""
    seen: set[str] = set()
    kept: list[_Mark] = []
    for mark in marks:
        title = text[slice(*mark.title)] if mark.title else ""
        if title not in seen and (not kept or mark.start >= kept[-1].body):
            kept.append(mark)
        seen.add(title)
    return kept


def _filled(marks: list[_Mark], text: str) -> list[_Mark]:
    """Marks that are followed by a body before the next."""
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    return [mark for mark, end in zip(marks, ends, strict=False) if _has_body(text, mark.body, end)]


def _has_body(text: str, start: int, end: int) -> bool:
    near = min(end, start + 4 * MIN_BODY)
    far = min(end, start + 20 * MIN_BODY)  # what thin text stands after the heading, among links and blank lines
    return letters(text[start:near]) >= MIN_BODY or (far > near and letters(text[start:far]) >= MIN_BODY)


def _is_mail_below(lines: Lines, line: Line, cues: Cues) -> bool:
    below = lines.below(line)
    return below is not None and is_mail(below, cues)


def _span_of(lines: Lines, top: Line, title: str) -> Span | None:
    at = lines.text.find(title, top.start, top.end + BLOCK_LINES * MAX_LINE)
    return (at, at + len(title)) if at >= 0 else None


def _article(mark: _Mark, start: int, end: int) -> Article:
    says = mark.says
    return Article(start, end, mark.title, says.publisher, says.published, says.updated, says.author, says.via)


def _whole(lines: Lines, dated: list[tuple[Line, Dateline]], cues: Cues) -> Article:
    """The text as one article, with what the first dateline in its head states."""
    size = len(lines.text)
    for line, says in dated:
        mark = _under_title(lines, line, says, cues)
        if mark and (_names_itself(mark) or _in_head(lines, line)) and _has_body(lines.text, mark.body, size):
            return _article(mark, 0, size)
    head = _yearless(lines, cues)
    return _article(head, 0, size) if head else Article(0, size)


def _in_head(lines: Lines, line: Line) -> bool:
    if line.start - lines.skip > HEAD_LINES * MAX_LINE:
        return False
    return len(_FILLED.findall(lines.text, lines.skip, line.start)) <= HEAD_LINES


def _yearless(lines: Lines, cues: Cues) -> _Mark | None:
    """A head whose date lacks the year ("24 Jul", "3小时前"): it names the publisher, and the date stays unknown."""
    if not any(map(_may_be_yearless, _top(lines))):
        return None
    line = first_filled(lines, lines.skip)
    for _ in range(YEARLESS_LINES):
        if line is None:
            return None
        may = _may_be_yearless(line.text)
        says = dateline(_YEARLESS.sub(_ANY_DATE, line.text, count=1), cues) if may else None
        if says and says.dates == 1 and (mark := _under_title(lines, line, replace(says, published=None), cues)):
            return mark if mark.says.publisher and _has_body(lines.text, mark.body, len(lines.text)) else None
        line = lines.below(line)
    return None


def _top(lines: Lines) -> list[str]:
    """The first filled lines: none further down is read for a date without a year."""
    window = lines.text[lines.skip : lines.skip + _TOP_LINES * (MAX_LINE + 1)]
    return [line for line in window.split(lines.stop, _TOP_LINES) if line.strip(_RULING)][:YEARLESS_LINES]


def _may_be_yearless(line: str) -> bool:
    """Whether a line holds a date without a year; most hold neither a digit nor a day's name."""
    return len(line) <= MAX_LINE and _MAYBE.search(line) is not None and _YEARLESS.search(line) is not None
