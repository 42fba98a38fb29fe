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

__all__ = ["Article", "articles"]

MIN_BODY = 80  # letters and digits, a Han character for two: a brief of one sentence has more, a headline list less
MIN_TITLE = 8  # letters and digits, counted likewise: shorter lines are controls and menus
MAX_TITLE = 150  # Chinese headlines end at 60 characters, English at 120; longer lines are paragraphs
HEAD_LINES = 14  # filled lines among which a page without a title over its dateline may still state its date
MAX_NAME_LINE = 24  # an unknown name alone on a line is taken for a publisher only when it is this short
YEARLESS_LINES = 6  # filled lines at the very top that may hold a date without a year
BLOCK_LINES = 4  # labelled lines around a date: source, author, editor, section
MAX_MARKS = 10_000  # datelines read in one text; a page with more articles than that is a data dump

_YEAR = re.compile(r"(?:19|20)\d\d(?<!\d{5})(?!\d)")  # begins with digits, which a search leaps to
_WORD = re.compile(r"\w")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FULL_STOP = re.compile(r"(?:[。；;，,、:：]|(?<!\.)(?<!\b[A-Z])\.)[”’」』）)\"']?$")
_BULLET = re.compile(r"[-+•‣◦▪*][ \t]|[>|<:;$%]|//")  # lists, quotations, tables, markup, code
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)、．](?!\d)|[(（]\d{1,3}[)）]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|【\d{1,3}】|\[\d{1,3}\])\s*"
)
_RULE = re.compile(r"[\s\-=_*~#—–─━═·•.]*$")
_FILLED = re.compile(r"\S[^\r\n]*")
_ANY_DATE = "2000-01-01"
_MAYBE = re.compile(r"\d|[昨今前]天|刚刚|[Yy]esterday|[Tt]oday|YESTERDAY|TODAY")
_YEARLESS = re.compile(
    r"(?<![\d年.-])(?:\d{1,2}\s?月\s?\d{1,2}\s?[日号]|\d{1,2}\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}\b|\d\d-\d\d(?=\s\d\d:)"
    r"|\d{1,3}\s?(?:分钟|小时|天|周|个月|分鐘|小時)前|\d{1,3}\s?(?:m|h|d|w|mins?|minutes?|hours?|days?|weeks?|months?)\sago\b"
    r"|昨天|前天|今天|\byesterday\b|\btoday\b)(?!\s?[,年]?\s?\d{4})",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]{1,150})\]\([^()\s]{1,500}\)$")


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
class _Line:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A dateline in its place: where its article would begin, and where the heading ends."""

    start: int
    body: int
    title: Span | None
    says: Dateline
    line: _Line


def articles(text: str, cues: Cues, skip: int = 0) -> tuple[Article, ...]:
    """The articles of ``text``, in order; their spans tile it, and what precedes the first belongs to the first.

    No cue is looked for before ``skip`` (a front matter). A text that does not split is one article, with what its
    one dateline states.
    """
    lines = _Lines(text, skip)
    dated = list(lines.dated(cues))
    # Every article of a page has a dateline of its own, so a text with one of them is whole.
    for arrange in (_under_titles, _over_titles, _after_bodies) if len(dated) > 1 else ():
        marks = _filled(arrange(lines, dated, cues), text)
        if len(marks) > 1:
            cuts = [0, *(mark.start for mark in marks[1:]), len(text)]
            return tuple(_article(mark, *span) for mark, span in zip(marks, pairwise(cuts), strict=True))
    return (_whole(lines, dated, cues),)


class _Lines:
    """Lines of a text around a place, without splitting the whole of it."""

    def __init__(self, text: str, skip: int) -> None:
        self.text, self.skip = text, skip
        self.stop = "\r" if "\r" in text and "\n" not in text else "\n"

    def dated(self, cues: Cues) -> Iterator[tuple[_Line, Dateline]]:
        """Short lines with a year that read as datelines, in order."""
        position, count = self.skip, 0
        while count < MAX_MARKS and (year := _YEAR.search(self.text, position)):
            line = self.around(year.start())
            position = line.end if line else self._end(year.start())
            if line and not _is_item(line.text, cues) and (says := dateline(line.text, cues)):
                count += 1
                yield line, says

    def around(self, position: int) -> _Line | None:
        """The line at ``position``; None if it is longer than any heading."""
        low = max(self.skip, position - MAX_LINE - 1)
        start = self.text.rfind(self.stop, low, position) + 1
        if start == 0:
            if low > self.skip:
                return None
            start = low
        end = self._end(position)
        return _Line(start, end, self.text[start:end]) if end - start <= MAX_LINE else None

    def above(self, line: _Line, blanks: int = 2) -> _Line | None:
        """The next filled line above, over at most ``blanks`` blank ones and rules."""
        position = line.start - 1
        for _ in range(blanks + 1):
            found = self.around(position) if position >= self.skip else None
            if found is None or not _RULE.match(found.text):
                return found
            position = found.start - 1
        return None

    def below(self, line: _Line, blanks: int = 2) -> _Line | None:
        """The next filled line below, over at most ``blanks`` blank ones and rules."""
        position = line.end + 1
        for _ in range(blanks + 1):
            found = self.around(position) if position < len(self.text) else None
            if found is None or not _RULE.match(found.text):
                return found
            position = found.end + 1
        return None

    def _end(self, position: int) -> int:
        end = self.text.find(self.stop, position)
        return len(self.text) if end < 0 else end


def _is_item(text: str, cues: Cues) -> bool:
    """Whether a line is a heading, a row or an item of a list, and no field of a header block."""
    return text.lstrip().startswith(("#", "|", "- ", "+ ", "* ")) and label_of(plain(text), cues) is None


def _under_titles(lines: _Lines, dated: list[tuple[_Line, Dateline]], cues: Cues) -> list[_Mark]:
    marks = [mark for line, says in dated if (mark := _under_title(lines, line, says, cues)) and _names_itself(mark)]
    return _distinct(marks, lines.text)


def _under_title(lines: _Lines, line: _Line, says: Dateline, cues: Cues) -> _Mark | None:
    """A dateline with the labelled lines around it and the title above them."""
    if not says.dates:
        return None
    top, says = _climb(lines, line, says, cues)
    bottom, says = _descend(lines, line, says, cues)
    above = lines.above(top)
    if says.title is not None:
        title: Span | None = _span_of(lines, top, says.title)
    elif above is None or _is_mail(above, cues) or _is_mail_below(lines, line, cues):
        return None
    else:
        top = _over_subtitle(lines, above)
        title = _title(top, cues)
    return _Mark(top.start, bottom.end, title, says, line) if title else None


def _over_subtitle(lines: _Lines, line: _Line) -> _Line:
    """The Markdown heading right above a line that is none itself, else the line."""
    above = None if line.text.startswith("#") else lines.above(line, blanks=1)
    return above if above is not None and above.text.startswith("#") else line


def _climb(lines: _Lines, line: _Line, says: Dateline, cues: Cues) -> tuple[_Line, Dateline]:
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


def _stands_alone(lines: _Lines, above: _Line, line: _Line, says: Dateline, more: Dateline, cues: Cues) -> bool:
    """Whether the line right over a bare date is a publisher's name, with a title over it."""
    alone = not says.named and above.end + 1 == line.start and more.publisher is not None
    title = lines.above(above) if alone and (more.trusted or line.start - above.start <= MAX_NAME_LINE) else None
    return title is not None and _title(title, cues) is not None


def _descend(lines: _Lines, line: _Line, says: Dateline, cues: Cues) -> tuple[_Line, Dateline]:
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


def _over_titles(lines: _Lines, dated: list[tuple[_Line, Dateline]], cues: Cues) -> list[_Mark]:
    """Datelines that stand over the title, as in clippings; only where a label or a known word names the publisher."""
    marks = []
    for line, says in dated:
        if not (says.trusted and says.dates) or _starts_mid_paragraph(lines, line):
            continue
        bottom, joined = _descend(lines, line, says, cues)
        below = lines.below(bottom)
        title = _title(below, cues) if below and not _is_mail(below, cues) and not _is_dated(below, cues) else None
        if below and title:
            marks.append(_Mark(line.start, below.end, title, joined, line))
    return _distinct(marks, lines.text)


def _is_dated(line: _Line, cues: Cues) -> bool:
    says = dateline(line.text, cues)
    return says is not None and says.dates > 0


def _starts_mid_paragraph(lines: _Lines, line: _Line) -> bool:
    """Whether text runs on above: a dateline over a title follows a blank line, a rule or nothing."""
    if line.start == lines.skip:
        return False
    above = lines.around(line.start - 1)
    return above is None or not _RULE.match(above.text)


def _after_bodies(lines: _Lines, dated: list[tuple[_Line, Dateline]], cues: Cues) -> list[_Mark]:
    """Datelines in brackets or after a dash that close an article, as in clippings: the last one closes the text."""
    closing = [(line, says) for line, says in dated if says.trusted and says.dates and _closes(line.text, cues)]
    if not closing or len(lines.text) - closing[-1][0].end > MAX_LINE:
        return []
    marks, start = [], lines.skip
    for line, says in closing:
        first = _first_filled(lines, start)
        title = _title(first, cues) if first and first.start < line.start else None
        if first and title:
            marks.append(_Mark(first.start, first.end, title, says, line))
        start = line.end + 1
    return _distinct(marks, lines.text) if len(marks) == len(closing) else []


def _closes(text: str, cues: Cues) -> bool:
    label = label_of(plain(text), cues)
    return text.lstrip()[:1] in set("(（[【—–") or (label is not None and label[0] == "source")


def _first_filled(lines: _Lines, start: int) -> _Line | None:
    line = lines.around(start) if start < len(lines.text) else None
    return lines.below(line) if line and _RULE.match(line.text) else line


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
    return _letters(text[start:near]) >= MIN_BODY or (far > near and _letters(text[start:far]) >= MIN_BODY)


def _letters(text: str) -> int:
    """Letters and digits, a Han character counted twice."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text))


def _title(line: _Line, cues: Cues) -> Span | None:
    """The span of the title in a line, without marks and numbers; None if the line is no title."""
    raw = line.text.strip()
    inner = plain(raw)
    label = label_of(inner, cues)
    if label is not None and label[0] == "title":
        return _span_in(line, label[1])
    if (
        _BULLET.match(raw)
        or len(raw) > MAX_TITLE + 20
        or (label is not None and re.match(r"\S{1,24}\s?[:：]|\S+$", inner))
    ):
        return None
    number = _NUMBER.match(raw.lstrip("#*_ \t"))
    inner = plain(raw.lstrip("#*_ \t")[number.end() :]) if number else inner
    link = _LINK.search(raw)
    inner = link.group(1) if link else inner
    return _span_in(line, inner) if _is_title(inner, cues) else None


def _is_title(text: str, cues: Cues) -> bool:
    if _letters(text) < MIN_TITLE or len(text) > MAX_TITLE or _FULL_STOP.search(text) or "。" in text:
        return False
    if len(text) <= MAX_NAME_LINE and ends_like_publisher(text, cues):
        return False
    lower = text.lower()
    words = lower.split()
    if lower in cues.not_titles or all(word in cues.not_titles or word.isdigit() for word in words):
        return False
    return not any(lower.startswith(word) and lower[len(word) :].lstrip()[:1].isdigit() for word in cues.captions)


def _is_mail(line: _Line, cues: Cues) -> bool:
    lower = plain(line.text).lower()
    return any(
        lower.startswith(word) and lower[len(word) :].lstrip()[:1] in {":", "："} for word in cues.mail
    ) or lower.startswith("commit ")


def _is_mail_below(lines: _Lines, line: _Line, cues: Cues) -> bool:
    below = lines.below(line)
    return below is not None and _is_mail(below, cues)


def _span_in(line: _Line, inner: str) -> Span | None:
    at = line.text.find(inner) if inner else -1
    return (line.start + at, line.start + at + len(inner)) if at >= 0 else None


def _span_of(lines: _Lines, top: _Line, title: str) -> Span | None:
    at = lines.text.find(title, top.start, top.end + BLOCK_LINES * MAX_LINE)
    return (at, at + len(title)) if at >= 0 else None


def _article(mark: _Mark, start: int, end: int) -> Article:
    says = mark.says
    return Article(start, end, mark.title, says.publisher, says.published, says.updated, says.author, says.via)


def _whole(lines: _Lines, dated: list[tuple[_Line, Dateline]], cues: Cues) -> Article:
    """The text as one article, with what the first dateline in its head states."""
    size = len(lines.text)
    for line, says in dated:
        mark = _under_title(lines, line, says, cues)
        if mark and (_names_itself(mark) or _in_head(lines, line)) and _has_body(lines.text, mark.body, size):
            return _article(mark, 0, size)
    head = _yearless(lines, cues)
    return _article(head, 0, size) if head else Article(0, size)


def _in_head(lines: _Lines, line: _Line) -> bool:
    if line.start - lines.skip > HEAD_LINES * MAX_LINE:
        return False
    return len(_FILLED.findall(lines.text, lines.skip, line.start)) <= HEAD_LINES


def _yearless(lines: _Lines, cues: Cues) -> _Mark | None:
    """A head whose date lacks the year ("24 Jul", "3小时前"): it names the publisher, and the date stays unknown."""
    line = _first_filled(lines, lines.skip)
    for _ in range(YEARLESS_LINES):
        if line is None:
            return None
        # Most lines hold neither a digit nor a day's name: the long pattern is tried on the others alone.
        may = _MAYBE.search(line.text) and _YEARLESS.search(line.text)
        says = dateline(_YEARLESS.sub(_ANY_DATE, line.text, count=1), cues) if may else None
        if says and says.dates == 1 and (mark := _under_title(lines, line, replace(says, published=None), cues)):
            return mark if mark.says.publisher and _has_body(lines.text, mark.body, len(lines.text)) else None
        line = lines.below(line)
    return None
