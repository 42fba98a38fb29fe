"""What shape a text is in: its length, where it breaks off, damaged encoding, boilerplate, lists.

Only measures that mean the same in Chinese and English are taken; Gopher's and C4's word and punctuation rules are not,
since they drop ordinary Chinese pages (they count words between blanks and sentences by full stops).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from unicodedata import category

from auditor.model import Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._ending import cut, is_prose, unfinished
from auditor.signals._garbled import garbled, lost
from auditor.signals._kinds import kinds
from auditor.signals._phrases import Awake, Phrases
from auditor.signals.memo import signal

__all__ = ["Quality", "quality"]

_MARKS = 50  # spans kept of one kind of damage; the count goes on
_LINES = 20_000  # lines read for shares; beyond them a share no longer moves

_REPLACED = re.compile(r"[\ufffd\ud800-\udfff]{1,200}|□{3,200}")
# C0 and C1 controls, without tab, line ends and the form feed of page breaks.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]{1,200}")
_MARKUP = (
    r"</?(?:div|span|p|br|a|img|script|style|td|tr|table|li|ul|h[1-6]|font|strong|iframe)(?:\s[^<>\n]{0,300})?/?>",
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash);",
    r"&#\d{2,6};",
    r"\bfunction\s?\([\w, ]{0,60}\)\s?\{",
    r"\b(?:document\.(?:write|getElementById)|window\.(?:location|onload)|googletag|adsbygoogle)\b",
    r"\\[nt](?=[A-Z\u4e00-\u9fff])",
    r"(?:\\u[0-9a-f]{4}){2,200}|\\u20[0-3][0-9a-f]",
    # Letters of UTF-8 as bytes, and as an address writes them, outside of addresses.
    r"(?:\\x[89a-f][0-9a-f]){2,600}",
    r"(?<![^\s\w“”‘’，。、；：！？（）.,;:!()'-])(?<!%[0-9a-f]{2})(?:%[cde][0-9a-f](?:%[89ab][0-9a-f]){1,3}){1,200}",
)
_RESIDUE = Phrases(_MARKUP)
_LIST_LINE = re.compile(
    r"(?:[-*•·▪●◦■◆○–→»➢➤▶►★☆※◎✓✔✗✘☑❖❑‣⁃√◇◈▸▹▫□◻➔➜⇒✦✧♦◉⦿]\s?|—{1,2}\s|\d{1,3}[.)、]\s?|[（(]\d{1,3}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[)）、]"
    r"|[A-Za-z][.)]\s|[（(](?:[a-zA-Z]|[ivx]{1,4})[)）]|\d{1,2} [-–—] |[一二三四五六七八九十]{1,2}是|[ivxIVX]{1,5}[.)、]\s|#\d{1,3}\s|\d{1,2}/\s?|(?:[Ss]tep|[Tt]ip|[Pp]art|[Ii]tem|No\.?)\s?\d{1,2}[:.)]|\d[\ufe0f]?\u20e3|第[\d一二三四五六七八九十]{1,3}(?:[，、：:]|[点條条步件招]是?[，、：:])"
    r"|[⑴-⒛⒜-⒵❶-❿➀-➓㈠-㈩]|[QA]\d{1,2}[:：.、]\s?|其[一二三四五六七八九十]{1,2}[，、：:]|\[[ xX]?\]\s|\d{1,2}/\d{1,2}\s)"
)
# What such a line begins with.
_LIST_SIGNS = frozenset(
    "-*•·▪●◦■◆○–→»➢➤▶►★☆※◎✓✔✗✘☑❖❑‣⁃√◇◈▸▹▫□◻➔➜⇒✦✧♦◉⦿—SsTtPpIiNVXvx（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十#第QA其["
)
# Any other sign can be a mark: of mathematics, of currencies and of words it is none.
_SIGNS, _NO_MARKS = frozenset({"So", "Sm"}), frozenset("<>=|~°©®™¬")
_BLANKS = bytes(code for code in range(128) if chr(code).isspace())
_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")  # without surrounding white space
_TEASER_LAST = frozenset('.…”"’」』）)]')
_TEASER_END = re.compile(r"(?:\.{3}|…)[”\"’」』）)\]]{0,2}$")


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
    marks = kinds(text)
    solid = _solid(text)
    lines = tuple(islice((match.span() for match in _LINE.finditer(text)), _LINES))
    weight = max(sum(end - start for start, end in lines), 1)
    listed = [span for span in lines if _is_listed(text, span)]
    furniture = _FURNITURE.awake(text)
    known = [span for span in lines if furniture and _furnishes(text, span, furniture)]
    mojibake = garbled(text)
    replaced = (
        *(_spans(_REPLACED, text) if b"r" in marks else ()),
        *(_spans(_CONTROL, text) if b"c" in marks else ()),
        *lost(text),
    )
    return Quality(
        characters=solid,
        lines=len(lines),
        prose=sum(is_prose(text, start, end) for start, end in lines),
        mojibake=mojibake[:_MARKS],
        replaced=tuple(sorted(replaced))[:_MARKS],
        residue=tuple(islice(_apart(_RESIDUE.awake(text).spans(text, _MARKS)), _MARKS)),
        damaged=sum(end - start for start, end in (*mojibake, *replaced)),
        cut=cut(text),
        unfinished=unfinished(text, lines, furniture) if len(lines) < _LINES else None,
        boilerplate=tuple(known[:_MARKS]),
        boilerplate_share=sum(end - start for start, end in known) / weight,
        list_share=sum(end - start for start, end in listed) / weight,
        list_lines=len(listed),
        teasers=tuple(
            (start, end)
            for start, end in lines
            if text[end - 1] in _TEASER_LAST and _TEASER_END.search(text, max(start, end - 8), end)
        ),
    )


def _solid(text: str) -> int:
    """The characters that are no white space."""
    # Of ASCII in a tenth of the time: words are many.
    return len(text.encode().translate(None, _BLANKS)) if text.isascii() else sum(map(len, text.split()))


def _is_listed(text: str, span: Span) -> bool:
    """Whether a line opens with a list mark; its first character says that of most that it does not."""
    first = text[span[0]]
    if category(first) in _SIGNS and first not in _NO_MARKS:
        return True
    lettered = text[span[0] + 1 : span[0] + 2] in (".", ")")
    return (lettered or first in _LIST_SIGNS or first.isnumeric()) and _LIST_LINE.match(text, *span) is not None


def _furnishes(text: str, span: Span, furniture: Awake) -> bool:
    """Whether a line belongs to the site."""
    return furniture.search(text[span[0] : min(span[1], span[0] + 300)], span[0]) is not None


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, without those that begin inside another."""
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in islice(pattern.finditer(text), 10_000))


def _boilerplate() -> Iterator[str]:
    """Lines that belong to the site, not to the article."""
    data = read_yaml(home() / "lexicons" / "boilerplate.yaml")
    yield from (*data["zh"], *data["en"])


_FURNITURE = Phrases(_boilerplate)
