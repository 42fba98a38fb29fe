"""Splits Chinese and English text into sentences, as spans."""

from __future__ import annotations

import re

from auditor.model import Span

__all__ = ["sentences"]

# A full stop ends a sentence when white space and then no lower-case letter follow, and when what stands before it is
# neither an initial ("J. Smith", "U.S. exports") nor one of the few titles and abbreviations that precede a name.
_END = re.compile(
    r"""
    [。！？!?；.\n•–-](?:        # every end begins with one of these: they are looked for, the rest is read from there
      (?<=[。！？!?；])[。！？!?；]*[”’」』）)"']*          # Chinese and emphatic ends, with what closes after them
    | (?<=[^\W\d_]{2}\.)(?=[ \t])(?![ \t]+[a-z])
    | (?<=[\d%)\]”"’']\.)(?=[ \t])(?![ \t]+[a-z])
    | (?<=\.)[”"’'](?=[ \t]|$)
    | (?<=[ \t][•–-])[ \t]{1,4}(?=[A-Z"“\u4e00-\u9fff])   # bullets run together on one line, as summaries are
    | (?<=\n)\n*
    )
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Fig|vs|etc|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Gov|approx|ca|cf|[A-Z])$"
)

_BULLETS = frozenset("-•–")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of ``text`` without surrounding white space; a line break always ends one."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        first, last = match.span()
        sign = text[first]
        if sign == "." and _ABBREVIATION.search(text, max(start, first - 8), first):
            continue
        _add(text, start, first if sign in _BULLETS else last, spans)
        start = last
    _add(text, start, len(text), spans)
    return tuple(spans)


def _add(text: str, start: int, end: int, spans: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
