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
        if match.group().startswith(".") and _ABBREVIATION.search(text, max(start, match.start() - 8), match.start()):
            continue
        _add(text, start, match.start() if match.group().strip() in _BULLETS else match.end(), spans)
        start = match.end()
    _add(text, start, len(text), spans)
    return tuple(spans)


def _add(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    body = piece.strip()
    if body:
        lead = len(piece) - len(piece.lstrip())
        spans.append((start + lead, start + lead + len(body)))
