"""Tells the title of an article from other lines of a page: menus, captions, list items, heads of mails."""

from __future__ import annotations

import re

from auditor.model import Span
from auditor.text.datelines import Cues, ends_like_publisher, label_of, plain
from auditor.text.pagelines import Line

__all__ = ["MAX_NAME_LINE", "is_mail", "letters", "title_of"]

MIN_TITLE = 8  # letters and digits, counted likewise: shorter lines are controls and menus
MAX_TITLE = 150  # Chinese headlines end at 60 characters, English at 120; longer lines are paragraphs
MAX_NAME_LINE = 24  # an unknown name alone on a line is taken for a publisher only when it is this short

_WORD = re.compile(r"\w")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FULL_STOP = re.compile(r"(?:[。；;，,、:：]|(?<!\.)(?<!\b[A-Z])\.)[”’」』）)\"']?$")
_BULLET = re.compile(r"[-+•‣◦▪*][ \t]|[>|<:;$%]|//")  # lists, quotations, tables, markup, code
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)、．](?!\d)|[(（]\d{1,3}[)）]|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|【\d{1,3}】|\[\d{1,3}\])\s*"
)
_LINK = re.compile(r"\[([^\[\]]{1,150})\]\([^()\s]{1,500}\)$")


def letters(text: str) -> int:
    """Letters and digits, a Han character counted twice."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text))


def title_of(line: Line, cues: Cues) -> Span | None:
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
    if letters(text) < MIN_TITLE or len(text) > MAX_TITLE or _FULL_STOP.search(text) or "。" in text:
        return False
    if len(text) <= MAX_NAME_LINE and ends_like_publisher(text, cues):
        return False
    lower = text.lower()
    words = lower.split()
    if lower in cues.not_titles or all(word in cues.not_titles or word.isdigit() for word in words):
        return False
    return not any(lower.startswith(word) and lower[len(word) :].lstrip()[:1].isdigit() for word in cues.captions)


def is_mail(line: Line, cues: Cues) -> bool:
    """Whether a line is a field of a mail's head, or names a commit."""
    lower = plain(line.text).lower()
    return any(
        lower.startswith(word) and lower[len(word) :].lstrip()[:1] in {":", "："} for word in cues.mail
    ) or lower.startswith("commit ")


def _span_in(line: Line, inner: str) -> Span | None:
    at = line.text.find(inner) if inner else -1
    return (line.start + at, line.start + at + len(inner)) if at >= 0 else None
