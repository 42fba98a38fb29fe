"""What machines leave in a text: letters misread by a scanner, breaks of printed lines, the talk of translators and assistants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from auditor.model import Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._phrases import Phrases
from auditor.signals.language import script_of
from auditor.signals.memo import signal

__all__ = ["Residue", "residue"]

_READ = 400_000
_FOUND = 200
_LONE_EVERY = 300  # Han characters; in ordinary text next to none stands alone
_HAN = re.compile(r"[\u4e00-\u9fff]")
# 2O24年, l2.5%, 1,O00: letters where a scanner saw digits. A model's name (S20, O2) has its letter at an edge of its own.
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9.])(?:\d{1,6}(?:[OoIl]\d{1,6}|[Oo])(?=[\s%％,.，。\u4e00-\u9fff]|$)|[Il]\d{1,3}(?=[.,]\d{1,3}\s?[%％]))"
)
# l2月3l日, 2O24年, 第l章: the same before a Chinese measure; beside others, a stray l or I between two Han characters.
_ZH_DIGITS = re.compile(
    r"(?<![A-Za-z0-9])(?:[lIO]\d{1,4}|\d{1,4}[lIO]\d{0,3}|第[lI]\d?)(?=[年月日号時时分亿億万萬个個名人家项項多％%章节節条條])"
)
_STRAY = re.compile(r"(?<=[\u4e00-\u9fff])[lI](?=[\u4e00-\u9fff])")
# c1aim, m0ney: a digit inside a plain word.
_INSIDE = re.compile(r"(?<![\w./#@-])[a-z]{1,12}[01][a-z]{2,12}(?![\w./@-])")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_HYPHEN = re.compile(r"[a-z]{2,20}[-\u00ad\u2010]\n[a-z]{2,20}")
_BROKEN = re.compile(r"[-\u00ad\u2010]\n|[\ufb00-\ufb06]")  # one of these stands in either
# 北 渠 大 桥 封 闭 : every character apart, as page layouts leave them.
_SPACED = re.compile(r"(?:[\u4e00-\u9fff][ \u3000]){7,200}[\u4e00-\u9fff]")
# 渡 船 停 航: lone characters with a gap on either side, inside running words.
_LONE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[ \u3000](?P<lone>[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){0,6})[ \u3000](?=[\u4e00-\u9fff]{2})"
)
# Words of one character: markup that was stripped from between the words of a manual leaves them alone, a scanner any.
_WORDS_OF_ONE = frozenset(
    "的是和或在中对對與与由把從从為为就都它也不有到被将將及等以用能可里裡写寫上下时時会會要则則才又再还還若如即使向至作这這那此该該其之前后後内內外"
    "个個一二三两兩您你我他去来來做说說看让讓给給按点點选選项項键鍵值名行列页頁字串符且但并並而因所每各只当當指令请請见見另表示为没沒"
)
_GAPPED = re.compile(r"[\u4e00-\u9fff][ \u3000]")  # what any gap in Han characters begins with
# Latin prose that goes on in Han characters without quotation marks or brackets: words that were not translated.
_LEFT = re.compile(r"(?<=[a-z] )[\u4e00-\u9fff]{2,12}(?= [a-z]{2})")
# The decoder of a translation model that cannot stop.
_LOOP = re.compile(r"\b(?P<w>the|of|and|to|in|is|for)(?: (?P=w)\b){4,200}")
_TWICE = tuple(f"{word} {word}" for word in ("the", "of", "and", "to", "in", "is", "for"))


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
    scanned = {*_spans(_DIGITS, text), *_spans(_INSIDE, text), *cues.misread.awake(text).spans(text, _FOUND)}
    if not text.isascii():
        scanned |= {*_spans(_ZH_DIGITS, text), *_pairs(text, cues), *cues.misread_zh.awake(text).spans(text, _FOUND)}
        scanned |= set(_spans(_STRAY, text)) if scanned else set()
    gapped = not text.isascii() and _GAPPED.search(text) is not None
    left = _spans(_LEFT, text) if gapped else ()
    notes = cues.translated.awake(text).spans(text, _FOUND)
    loops = _spans(_LOOP, text) if any(twice in text for twice in _TWICE) else ()
    return Residue(
        scanned=tuple(sorted(scanned))[:_FOUND],
        broken=tuple(sorted((*_spans(_HYPHEN, text), *_spans(_LIGATURE, text))))[:_FOUND]
        if _BROKEN.search(text)
        else (),
        spaced=tuple(sorted((*_spans(_SPACED, text), *_lone(text)))) if gapped else (),
        translated=tuple(sorted((*notes, *loops)))[:_FOUND],
        untranslated=left if left and script_of(text) == "latin" else (),
        assistant=_spans(cues.assistant, text),
    )


def _pairs(text: str, cues: _Cues) -> Iterator[Span]:
    places = (match.start() for match in cues.pair.finditer(text))
    return islice(((at, at + 2) for at in places if text[at : at + 2] in cues.pairs), _FOUND)


def _lone(text: str) -> tuple[Span, ...]:
    """Gaps around characters that are no words, where a text has many of them."""
    found = islice(_LONE.finditer(text), _FOUND)
    spans = tuple(
        match.span()
        for match in found
        if not _WORDS_OF_ONE.issuperset(match["lone"].replace(" ", "").replace("\u3000", ""))
    )
    return spans if spans and _LONE_EVERY * len(spans) >= len(_HAN.findall(text)) else ()


def _spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in islice(pattern.finditer(text), _FOUND))


@dataclass(frozen=True, slots=True)
class _Cues:
    misread: Phrases
    pairs: frozenset[str]
    pair: re.Pattern[str]
    misread_zh: Phrases
    translated: Phrases
    assistant: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = read_yaml(home() / "lexicons" / "residue.yaml")
    pairs = frozenset(data["misread"]["zh"].split())
    return _Cues(
        Phrases([rf"\b(?:{'|'.join(sorted(data['misread']['en'].split()))})\b"], re.NOFLAG),
        pairs,
        # Both characters by class first: one alternative a pair would cost a millisecond a page.
        re.compile(
            f"[{''.join(sorted({pair[0] for pair in pairs}))}](?=[{''.join(sorted({pair[1] for pair in pairs}))}])"
        ),
        Phrases(data["misread"]["zh_patterns"]),
        Phrases((*data["translated"]["zh"], *data["translated"]["en"]), re.IGNORECASE | re.MULTILINE),
        _any((*data["assistant"]["zh"], *data["assistant"]["en"])),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.MULTILINE)
