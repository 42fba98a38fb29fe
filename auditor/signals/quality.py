"""What shape a text is in: its length, where it breaks off, damaged encoding, boilerplate, lists.

Only measures that mean the same in Chinese and English are taken; Gopher's and C4's word and punctuation rules are not,
since they drop ordinary Chinese pages (they count words between blanks and sentences by full stops).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from auditor.model import Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._garbled import garbled, lost
from auditor.signals.memo import signal

__all__ = ["Quality", "quality"]

_MARKS = 50  # spans kept of one kind of damage; the count goes on
_TAIL = 600
_LINES = 20_000  # lines read for shares; beyond them a share no longer moves

_REPLACED = re.compile(r"[\ufffd\ud800-\udfff]{1,200}|□{3,200}")
# C0 and C1 controls, without tab, line ends and the form feed of page breaks.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]{1,200}")
_RESIDUE = re.compile(
    r"</?(?:div|span|p|br|a|img|script|style|td|tr|table|li|ul|h[1-6]|font|strong|iframe)(?:\s[^<>\n]{0,300})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,6});|\bfunction\s?\([\w, ]{0,60}\)\s?\{"
    r"|\b(?:document\.(?:write|getElementById)|window\.(?:location|onload)|googletag|adsbygoogle)\b"
    r"|\\[nt](?=[A-Z\u4e00-\u9fff])|(?:\\u[0-9a-f]{4}){2,200}",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\[\+\s?\d{1,7}\s?(?:chars|characters)\]\s*$"
    r"|(?:\[|（|\()?(?:\.{3}|…{1,2}|\[\.{3}\]|\[…\])(?:\]|）|\))?\s*"
    r"(?:[(（\[【]?(?:(?:read|see|show|view) more|continue reading|(?:阅读|查看|展开)(?:全文|原文)|点击查看更多|全文|更多)[)）\]】»>\s]*)?$"
    r"|(?:read the (?:full|rest of the) (?:story|article)|continue reading|(?:阅读|展开|点击查看)全文|剩余\d{1,3}[%％]未读|未完待续"
    # A link to the rest behind words that end no sentence.
    r"|(?<=[a-z,]) +(?-i:Read|See|Show|View) more)"
    r"[\s.…»>:：)）\]】]*$",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:[,，、]|\b(?:the|a|an|of|and|or|to|in|for|with|by|from|that|which|its|their|as|is|are|was|were|has|have|will))$"
)
_LIST_LINE = re.compile(
    r"(?:[-*•·▪●◦■◆○–]\s?|\d{1,3}[.)、]\s?|[（(]\d{1,3}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[)）、])"
)
_TEASER_END = re.compile(r"(?:\.{3}|…)[”\"’」』）)\]]{0,2}$")
_PROSE_END = re.compile(r"[。.!?！？…”\"’」』）)][”\"’」』）)\]]*$|[。！？；]")
_LONG_LINE = 60
_HAN = re.compile(r"[\u4e00-\u9fff]")
# A small letter, a digit or a Han character; links, addresses and signatures end in such as well.
_OPEN_END = re.compile(r"[a-z0-9\u4e00-\u9fff]$")
_BARE_END = re.compile(r"(?:https?://|www\.|@)\S*$|\S\.\w{2,4}$|[#＃]\S*$|(?:19|20)\d\d$|[摄文图报编写记者]$")
_SENTENCE_INSIDE = re.compile(r"[。！？]|[a-z0-9)\"”][.!?][”\"]? +[A-Z“\"]")
_PROSE_WEIGHT = 60
_PARAGRAPHS, _ENDED = 3, 0.9  # other paragraphs, and the share of them that end as sentences


@dataclass(frozen=True, slots=True)
class Quality:
    """Measures of a text; spans count from its start, shares are of its characters (0 to 1)."""

    characters: int = 0
    lines: int = 0
    prose: int = 0
    mojibake: tuple[Span, ...] = ()
    replaced: tuple[Span, ...] = ()
    residue: tuple[Span, ...] = ()
    damaged: int = 0
    cut: Span | None = None
    unfinished: Span | None = None
    boilerplate: tuple[Span, ...] = ()
    boilerplate_share: float = 0.0
    list_share: float = 0.0
    list_lines: int = 0
    teasers: tuple[Span, ...] = ()


@signal
def quality(doc: Document) -> Quality:
    """The measures of the document's text; ``prose`` is the number of lines with a sentence of some length."""
    text = doc.text
    solid = sum(map(len, text.split()))
    lines = tuple(islice(_lines(text), _LINES))
    weight = max(sum(end - start for start, end in lines), 1)
    listed = [span for span in lines if _LIST_LINE.match(text, *span)]
    known = [span for span in lines if _boilerplate().search(text[span[0] : min(span[1], span[0] + 300)])]
    mojibake = garbled(text)
    # ASCII cannot hold what the first looks for; most English text is spared it.
    replaced = (*(() if text.isascii() else _spans(_REPLACED, text)), *_spans(_CONTROL, text), *lost(text))
    return Quality(
        characters=solid,
        lines=len(lines),
        prose=sum(_is_prose(text, span) for span in lines),
        mojibake=mojibake[:_MARKS],
        replaced=tuple(sorted(replaced))[:_MARKS],
        residue=_spans(_RESIDUE, text)[:_MARKS],
        damaged=sum(end - start for start, end in (*mojibake, *replaced)),
        cut=_cut(text),
        unfinished=_unfinished(text, lines),
        boilerplate=tuple(known[:_MARKS]),
        boilerplate_share=sum(end - start for start, end in known) / weight,
        list_share=sum(end - start for start, end in listed) / weight,
        list_lines=len(listed),
        teasers=tuple(span for span in lines if _TEASER_END.search(text, max(span[0], span[1] - 8), span[1])),
    )


def _lines(text: str) -> Iterator[Span]:
    """The non-empty lines, without surrounding white space."""
    for match in re.finditer(r"[^\n\r]+", text):
        body = match.group().strip()
        if body:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield start, start + len(body)


def _is_prose(text: str, span: Span) -> bool:
    start, end = span
    return end - start >= _LONG_LINE and bool(_PROSE_END.search(text, max(start, end - 2000), end))


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in islice(pattern.finditer(text), 10_000))


def _cut(text: str) -> Span | None:
    """Where the text says that it goes on elsewhere: an ellipsis at the end, ``[+1234 chars]``, a read-more link."""
    stop = len(text.rstrip())
    start = max(0, stop - _TAIL)
    match = _CUT.search(text[start:stop])
    return (start + match.start(), start + match.end()) if match else None


def _unfinished(text: str, lines: tuple[Span, ...]) -> Span | None:
    """The last words, where a text of finished sentences ends in a comma, an article, or in the middle of its prose."""
    if len(lines) == 0 or len(lines) >= _LINES:
        return None
    start, end = lines[-1]
    match = _DANGLING.search(text, max(start, end - 40), end)
    if match is not None:
        return match.span() if end - start >= _LONG_LINE else None
    return (max(start, end - 20), end) if _breaks_off(text, lines) else None


def _breaks_off(text: str, lines: tuple[Span, ...]) -> bool:
    """Whether the last line is prose that stops at a plain letter, in a text whose paragraphs end as sentences do."""
    start, end = lines[-1]
    tail = text[max(start, end - 2000) : end]
    han = len(_HAN.findall(tail))
    weight = len(tail) + 2 * han  # a Han character says about what three letters do
    if weight < _PROSE_WEIGHT or not _OPEN_END.search(tail) or _BARE_END.search(tail):
        return False
    if _boilerplate().search(tail[:300]):
        return False
    if weight >= 2 * _PROSE_WEIGHT and _SENTENCE_INSIDE.search(tail):
        return True
    others = [span for span in lines[:-1] if span[1] - span[0] >= _LONG_LINE]
    ended = sum(bool(_PROSE_END.search(text, max(span[0], span[1] - 2000), span[1])) for span in others[-50:])
    return len(others) >= _PARAGRAPHS and ended >= _ENDED * len(others[-50:])


@cache
def _boilerplate() -> re.Pattern[str]:
    """Lines that belong to the site, not to the article."""
    data = read_yaml(home() / "lexicons" / "boilerplate.yaml")
    return re.compile("|".join((*data["zh"], *data["en"])), re.IGNORECASE)
