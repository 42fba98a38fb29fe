"""What machines leave in a text: letters misread by a scanner, breaks of printed lines, the talk of translators and assistants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from auditor.model import Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._kinds import kinds
from auditor.signals._phrases import Phrases
from auditor.signals._wording import worded
from auditor.signals.language import script_of
from auditor.signals.memo import signal
from auditor.text.lazy import lazy

__all__ = ["Residue", "residue", "talk"]

_READ = 400_000
_FOUND = 200
_LONE_EVERY = 300  # Han characters; in ordinary text next to none stands alone
_HAN = lazy(r"[\u4e00-\u9fff]")
# 2O24年, l2.5%, 1,O00: letters where a scanner saw digits. A model's name (S20, O2) has its letter at an edge of its own.
_DIGITS = lazy(
    r"(?<![A-Za-z0-9.])(?:\d{1,6}(?:[OoIl]\d{1,6}|[Oo])(?=[\s%％,.，。\u4e00-\u9fff]|$)|[Il]\d{1,3}(?=[.,]\d{1,3}\s?[%％]))"
)
# l2月3l日, 2O24年, 第l章: the same before a Chinese measure; beside others, a stray l or I between two Han characters.
_MEASURE = (
    r"(?=[年月日号時时分亿億万萬个個名人家项項多％%章节節條条行页頁天元米吨倍位户戶台座种種场場岁歲件起辆艘亩度宗所套])"
)
_ZH_DIGITS = lazy(
    # A digit and a letter at least; at an edge of a number only letters that no model's name has there.
    r"(?<![A-Za-z0-9.])(?=[\d.,]{0,7}[OoQDIl|ZzSBbgq])(?=\D{0,6}\d)[\dOoIl|Z](?:[\dOoQDIl|ZzSBbgq.,]{0,6}[\dOoQDIl|Z])?"
    rf"{_MEASURE}|第[lI]\d?{_MEASURE}|(?<![A-Za-z0-9.])\d{{1,4}}[SB](?=[％%亿億万萬月日])"
)
_STRAY = lazy(r"(?<=[\u4e00-\u9fff])[lI](?=[\u4e00-\u9fff])")
# What the first, and the second, cannot do without: a letter that looks like a digit, beside one.
_NEAR = lazy(r"\d(?:(?=[OoQDIl|ZzSBbgq])|(?<=[OoIl|Z]\d))")
# c1aim, m0ney: a digit inside a plain word.
_INSIDE = lazy(r"(?<![\w./#@-])[a-z]{1,12}[01][a-z]{2,12}(?![\w./@-])")
_WITHIN = lazy(r"[01](?<=[a-z].)(?=[a-z])")  # the same of what stands inside a word
_LIGATURE = lazy(r"[\ufb00-\ufb06]")
_HYPHEN = lazy(r"[a-z]{2,20}[-\u00ad\u2010]\n[a-z]{2,20}")
_HYPHENS = ("-\n", "\u00ad\n", "\u2010\n")
# 北 渠 大 桥 封 闭 : every character apart, as page layouts leave them.
_SPACED = lazy(r"(?:[\u4e00-\u9fff][ \u3000]){7,200}[\u4e00-\u9fff]")
# 渡 船 停 航: lone characters with a gap on either side, inside running words.
_LONE = lazy(
    r"(?<=[\u4e00-\u9fff]{2})[ \u3000](?P<lone>[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){0,6})[ \u3000](?=[\u4e00-\u9fff]{2})"
)
# Words of one character: markup that was stripped from between the words of a manual leaves them alone, a scanner any.
_WORDS_OF_ONE = frozenset(
    "的是和或在中对對與与由把從从為为就都它也不有到被将將及等以用能可里裡写寫上下时時会會要则則才又再还還若如即使向至作这這那此该該其之前后後内內外"
    "个個一二三两兩您你我他去来來做说說看让讓给給按点點选選项項键鍵值名行列页頁字串符且但并並而因所每各只当當指令请請见見另表示为没沒"
)
# Kinds of characters that the three cannot do without: Han characters apart, a lone one, and some in Latin prose.
_APART, _ALONE, _AMONG = b"h " * 7 + b"h", b"hh h ", b"l hh"
_ONE_HAN = bytes.maketrans(b"st", b"hh")
# Latin prose that goes on in Han characters without quotation marks or brackets: words that were not translated.
_LEFT = lazy(r"(?<=[a-z] )[\u4e00-\u9fff]{2,12}(?= [a-z]{2})")
# The decoder of a translation model that cannot stop.
_LOOPED = ("the", "of", "and", "to", "in", "is", "for")
_LOOP = Phrases(("|".join(rf"\b{word}(?: {word}\b){{4,200}}" for word in _LOOPED),), re.NOFLAG)


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
    marks = kinds(text).translate(_ONE_HAN)
    left = _spans(_LEFT, text) if _AMONG in marks else ()
    return Residue(
        scanned=tuple(sorted(_scanned(text)))[:_FOUND],
        broken=tuple(sorted(_broken(text, marks)))[:_FOUND],
        spaced=tuple(sorted((*(_spans(_SPACED, text) if _APART in marks else ()), *_lone(text, marks)))),
        translated=_with_worded(doc, "translator"),
        untranslated=left if left and script_of(text) == "latin" else (),
        assistant=_with_worded(doc, "assistant"),
    )


def talk(text: str, kind: str) -> tuple[Span, ...]:
    """The set phrases of an ``assistant`` or of a ``translator``, in order."""
    return tuple(sorted(_ASSISTANT.awake(text).spans(text, _FOUND) if kind == "assistant" else _translated(text)))


def _with_worded(doc: Document, kind: str) -> tuple[Span, ...]:
    """The set phrases, and the sentences without one that are worded alike."""
    said = talk(doc.text[:_READ], kind)
    spans = (span for told, span in worded(doc) if told == kind)
    others = [span for span in spans if not any(span[0] < end and start < span[1] for start, end in said[:_FOUND])]
    return tuple(sorted((*said, *others)))[:_FOUND]


def _scanned(text: str) -> set[Span]:
    """Letters where a scanner saw digits, digits where it saw letters, and words and pairs that no language has."""
    found = set(_MISREAD.awake(text).spans(text, _FOUND))
    near = _NEAR.search(text) is not None
    if near:
        found.update(_spans(_DIGITS, text))
    if _WITHIN.search(text):
        found.update(_spans(_INSIDE, text))
    if text.isascii():
        return found
    if near or "第l" in text or "第I" in text:
        found.update(_spans(_ZH_DIGITS, text))
    found.update(islice(_PAIRS.awake(text).spans(text, _FOUND), _FOUND))
    found.update(_MISREAD_ZH.awake(text).spans(text, _FOUND))
    return found | set(_spans(_STRAY, text)) if found else found


def _broken(text: str, marks: bytes) -> Iterator[Span]:
    if any(hyphen in text for hyphen in _HYPHENS):
        yield from _spans(_HYPHEN, text)
    if b"f" in marks:
        yield from _spans(_LIGATURE, text)


def _translated(text: str) -> Iterator[Span]:
    yield from _TRANSLATED.awake(text).spans(text, _FOUND)
    yield from _LOOP.awake(text).spans(text, _FOUND)


def _lone(text: str, marks: bytes) -> tuple[Span, ...]:
    """Gaps around characters that are no words, where a text has many of them."""
    if _ALONE not in marks:
        return ()
    found = islice(_LONE.finditer(text), _FOUND)
    spans = tuple(
        match.span()
        for match in found
        if not _WORDS_OF_ONE.issuperset(match["lone"].replace(" ", "").replace("\u3000", ""))
    )
    return spans if spans and _LONE_EVERY * len(spans) >= len(_HAN.findall(text)) else ()


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in islice(pattern.finditer(text), _FOUND))


@cache
def _lexicon() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(home() / "lexicons" / "residue.yaml")
    return data


_MISREAD = Phrases(lambda: (rf"\b(?:{'|'.join(sorted(_lexicon()['misread']['en'].split()))})\b",), re.NOFLAG)
_PAIRS = Phrases(lambda: sorted(set(_lexicon()["misread"]["zh"].split())), re.NOFLAG)
_MISREAD_ZH = Phrases(lambda: _lexicon()["misread"]["zh_patterns"])
_TRANSLATED = Phrases(
    lambda: (*_lexicon()["translated"]["zh"], *_lexicon()["translated"]["en"]), re.IGNORECASE | re.MULTILINE
)
_ASSISTANT = Phrases(
    lambda: (*_lexicon()["assistant"]["zh"], *_lexicon()["assistant"]["en"]), re.IGNORECASE | re.MULTILINE
)
