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
from auditor.signals.memo import signal

__all__ = ["Quality", "quality"]

_MARKS = 50  # spans kept of one kind of damage; the count goes on
_TAIL = 600
_LINES = 20_000  # lines read for shares; beyond them a share no longer moves

# What UTF-8 turns into when read as Latin-1, Windows-1252 or GBK, and the fillers of uninitialised memory.
_MOJIBAKE = re.compile(
    r"(?:Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u009f©®°·»«£§]|â€[\u0080-\u00bf™œ“”˜¦¢–—]|ï»¿"
    r"|ðŸ[\u0080-\u00bf\u2018-\u2122]|[äåæçèé][\u0080-\u00bf†‡‰Š‹Œ™š›œžŸ–][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]"
    r"|锟斤拷|烫烫烫|屯屯屯|(?:Ð[\u0080-\u00bf]|Ñ[\u0080-\u008f]){3}){1,200}"
)
_REPLACED = re.compile(r"[\ufffd\ud800-\udfff]{1,200}|□{3,200}")
# C0 and C1 controls, without tab, line ends and the form feed of page breaks.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]{1,200}")
_RESIDUE = re.compile(
    r"</?(?:div|span|p|br|a|img|script|style|td|tr|table|li|ul|h[1-6]|font|strong|iframe)(?:\s[^<>\n]{0,300})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,6});|\bfunction\s?\([\w, ]{0,60}\)\s?\{"
    r"|\b(?:document\.(?:write|getElementById)|window\.(?:location|onload)|googletag|adsbygoogle)\b"
    r"|\\[nt](?=[A-Z\u4e00-\u9fff])",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\[\+\s?\d{1,7}\s?(?:chars|characters)\]\s*$"
    r"|(?:\[|（|\()?(?:\.{3}|…{1,2}|\[\.{3}\]|\[…\])(?:\]|）|\))?\s*"
    r"(?:[(（\[【]?(?:(?:read|see|show|view) more|continue reading|(?:阅读|查看|展开)(?:全文|原文)|点击查看更多|全文|更多)[)）\]】»>\s]*)?$"
    r"|(?:read the (?:full|rest of the) (?:story|article)|continue reading|(?:阅读|展开|点击查看)全文|剩余\d{1,3}[%％]未读|未完待续)"
    r"[\s.…»>:：]*$",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:[,，、]|\b(?:the|a|an|of|and|or|to|in|for|with|by|from|that|which|its|their|as|is|are|was|were|has|have|will))$"
)
_LIST_LINE = re.compile(
    r"(?:[-*•·▪●◦■◆○–]\s?|\d{1,3}[.)、]\s?|[（(]\d{1,3}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[)）、])"
)
_PROSE_END = re.compile(r"[。.!?！？…”\"’」』）)][”\"’」』）)\]]*$|[。！？；]")
_LONG_LINE = 60


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


@signal
def quality(doc: Document) -> Quality:
    """The measures of the document's text; ``prose`` is the number of lines with a sentence of some length."""
    text = doc.text
    solid = sum(map(len, text.split()))
    lines = tuple(islice(_lines(text), _LINES))
    weight = max(sum(end - start for start, end in lines), 1)
    listed = [span for span in lines if _LIST_LINE.match(text, *span)]
    known = [span for span in lines if _boilerplate().search(text[span[0] : min(span[1], span[0] + 300)])]
    # ASCII cannot hold what the first two look for; most English text is spared them.
    mojibake = () if text.isascii() else _spans(_MOJIBAKE, text)
    replaced = (*(() if text.isascii() else _spans(_REPLACED, text)), *_spans(_CONTROL, text))
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
    """The last words, where a text of finished sentences ends in a comma or a word that cannot end one."""
    if len(lines) == 0 or len(lines) >= _LINES:
        return None
    start, end = lines[-1]
    match = _DANGLING.search(text, max(start, end - 40), end)
    return match.span() if match and end - start >= _LONG_LINE else None


@cache
def _boilerplate() -> re.Pattern[str]:
    """Lines that belong to the site, not to the article."""
    data = read_yaml(home() / "lexicons" / "boilerplate.yaml")
    return re.compile("|".join((*data["zh"], *data["en"])), re.IGNORECASE)
