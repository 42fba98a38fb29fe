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
from auditor.signals._ending import cut, is_prose, unfinished
from auditor.signals._garbled import garbled, lost
from auditor.signals._phrases import Phrases
from auditor.signals.memo import signal

__all__ = ["Quality", "quality"]

_MARKS = 50  # spans kept of one kind of damage; the count goes on
_LINES = 20_000  # lines read for shares; beyond them a share no longer moves

_REPLACED = re.compile(r"[\ufffd\ud800-\udfff]{1,200}|□{3,200}")
# C0 and C1 controls, without tab, line ends and the form feed of page breaks.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]{1,200}")
_RESIDUE = Phrases(
    [
        (
            r"</?(?:div|span|p|br|a|img|script|style|td|tr|table|li|ul|h[1-6]|font|strong|iframe)(?:\s[^<>\n]{0,300})?/?>"
            r"|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|#\d{2,6});|\bfunction\s?\([\w, ]{0,60}\)\s?\{"
            r"|\b(?:document\.(?:write|getElementById)|window\.(?:location|onload)|googletag|adsbygoogle)\b"
            r"|\\[nt](?=[A-Z\u4e00-\u9fff])|(?:\\u[0-9a-f]{4}){2,200}"
        )
    ]
)
_LIST_LINE = re.compile(
    r"(?:[-*•·▪●◦■◆○–]\s?|\d{1,3}[.)、]\s?|[（(]\d{1,3}[)）]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[)）、])"
)
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
    solid = sum(map(len, text.split()))
    lines = tuple(islice(_lines(text), _LINES))
    weight = max(sum(end - start for start, end in lines), 1)
    listed = [span for span in lines if _LIST_LINE.match(text, *span)]
    furniture = _boilerplate().awake(text)
    known = [span for span in lines if furniture.search(text[span[0] : min(span[1], span[0] + 300)])]
    mojibake = garbled(text)
    # ASCII cannot hold what the first looks for; most English text is spared it.
    replaced = (*(() if text.isascii() else _spans(_REPLACED, text)), *_spans(_CONTROL, text), *lost(text))
    return Quality(
        characters=solid,
        lines=len(lines),
        prose=sum(is_prose(text[slice(*span)]) for span in lines),
        mojibake=mojibake[:_MARKS],
        replaced=tuple(sorted(replaced))[:_MARKS],
        residue=tuple(_RESIDUE.awake(text).spans(text, _MARKS)),
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


def _lines(text: str) -> Iterator[Span]:
    """The non-empty lines, without surrounding white space."""
    for match in re.finditer(r"[^\n\r]+", text):
        body = match.group().strip()
        if body:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield start, start + len(body)


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in islice(pattern.finditer(text), 10_000))


@cache
def _boilerplate() -> Phrases:
    """Lines that belong to the site, not to the article."""
    data = read_yaml(home() / "lexicons" / "boilerplate.yaml")
    return Phrases((*data["zh"], *data["en"]))
