"""What machines leave in a text: letters misread by a scanner, breaks of printed lines, the talk of translators and assistants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice

from auditor.model import Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals.language import script_of
from auditor.signals.memo import signal

__all__ = ["Residue", "residue"]

_READ = 400_000
_FOUND = 200
# 2O24年, l2.5%, 1,O00: letters where a scanner saw digits. A model's name (S20, O2) has its letter at an edge of its own.
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9.])(?:\d{1,6}(?:[OoIl]\d{1,6}|[Oo])(?=[\s%％,.，。\u4e00-\u9fff]|$)|[Il]\d{1,3}(?=[.,]\d{1,3}\s?[%％]))"
)
# c1aim, m0ney: a digit inside a plain word.
_INSIDE = re.compile(r"(?<![\w./#@-])[a-z]{1,12}[01][a-z]{2,12}(?![\w./@-])")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_HYPHEN = re.compile(r"[a-z]{2,20}[-\u00ad\u2010]\n[a-z]{2,20}")
# 北 渠 大 桥 封 闭 : every character apart, as page layouts leave them.
_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ \u3000]){7,200}[\u4e00-\u9fff]")
# Latin prose that goes on in Han characters without quotation marks or brackets: words that were not translated.
_LEFT = re.compile(r"(?<=[a-z] )[\u4e00-\u9fff]{2,12}(?= [a-z]{2})")
# The decoder of a translation model that cannot stop.
_LOOP = re.compile(r"\b(?P<w>the|of|and|to|in|is|for)(?: (?P=w)\b){4,200}")
_TRANSLATED = ("翻译", "译文", "ranslat")  # one of these stands in every such note


@dataclass(frozen=True, slots=True)
class Residue:
    """Spans by what left them; ``scanned`` are misread letters, ``broken`` line breaks inside words, ``spaced`` gaps."""

    scanned: tuple[Span, ...] = ()
    broken: tuple[Span, ...] = ()
    spaced: tuple[Span, ...] = ()
    translated: tuple[Span, ...] = ()
    untranslated: tuple[Span, ...] = ()
    assistant: tuple[Span, ...] = ()


@signal
def residue(doc: Document) -> Residue:
    """The residue in the first 400,000 characters."""
    text = doc.text[:_READ]
    cues = _cues()
    scanned = {*_spans(_DIGITS, text), *_spans(_INSIDE, text), *_spans(cues.misread, text)}
    left = _spans(_LEFT, text)
    notes = _spans(cues.translated, text) if any(word in text for word in _TRANSLATED) else ()
    return Residue(
        scanned=tuple(sorted(scanned))[:_FOUND],
        broken=tuple(sorted((*_spans(_HYPHEN, text), *_spans(_LIGATURE, text))))[:_FOUND],
        spaced=_spans(_SPACED, text),
        translated=tuple(sorted((*notes, *_spans(_LOOP, text))))[:_FOUND],
        untranslated=left if left and script_of(text) == "latin" else (),
        assistant=_spans(cues.assistant, text),
    )


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in islice(pattern.finditer(text), _FOUND))


@dataclass(frozen=True, slots=True)
class _Cues:
    misread: re.Pattern[str]
    translated: re.Pattern[str]
    assistant: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = read_yaml(home() / "lexicons" / "residue.yaml")
    return _Cues(
        re.compile(rf"\b(?:{'|'.join(sorted(data['misread']['en'].split()))})\b"),
        _any((*data["translated"]["zh"], *data["translated"]["en"])),
        _any((*data["assistant"]["zh"], *data["assistant"]["en"])),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.MULTILINE)
