"""Who speaks in a text, and what it lets a reader open: voices with and without a name, primary documents, corrections."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from auditor.model import Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._head import lexicon
from auditor.signals._phrases import Phrases
from auditor.signals._registry import registry
from auditor.signals._wording import worded
from auditor.signals.attribution import sentence_spans
from auditor.signals.memo import signal
from auditor.text.lazy import lazy

__all__ = ["corrections", "named_quotes", "primary_links", "unnamed_voices", "vague_phrases"]

_READ = 400_000  # characters; a count does not mean more beyond them
_FOUND = 200
_LONGEST = 1200  # characters of a sentence; longer ones are tables and damaged text
_ENDS = 1500  # a correction stands above or below the text
_BESIDE = 60  # characters beside a quote within which its speaker is named

# A quote of some words: a term in quotation marks is no speech.
_QUOTE = lazy(r"“[^“”\n]{8,600}”|「[^「」\n]{8,600}」|(?<![\w\"])\"[^\"\n]{15,600}\"(?![\w\"])")
_NAME = (
    r"(?:Mr|Ms|Mrs|Dr|Prof|Sir)?\.? ?[A-Z][\w’'-]+(?: (?:[A-Z]\.|van|von|de|der|di|el|al|bin|la|le|[A-Z][\w’'-]+)){1,4}"
)
_SAYS = r"(?:said|says|told|added|adds|explained|explains|wrote|writes|noted|notes|warned|argued|recalled|insisted|stressed|replied|testified|asked|continued)"
_EN_AFTER = lazy(
    rf"[,.]?\s*(?:{_SAYS} (?:the )?(?:[\w’'-]+ ){{0,4}}?(?P<a>{_NAME})|(?P<b>{_NAME}),?[^.!?\n”\"]{{0,40}}? {_SAYS}\b)"
)
_EN_BEFORE = lazy(rf"(?P<a>{_NAME})(?:,[^.!?\n”\"]{{0,50}},)? {_SAYS}[^.!?\n”\"]{{0,20}}[:,]?\s*$")
_ZH_SAYS = r"(?:说道?|表示|认为|指出|介绍|坦言|强调|回忆|解释|透露|告诉[^。，\n]{0,10}|补充|直言|写道|说过|感慨|回应)"
_URL = lazy(r"https?://[^\s<>\"'()（）\[\]【】，。；、]{4,400}", re.IGNORECASE)
_HREF = lazy(r"<a\s[^<>]{0,300}?href\s*=\s*[\"'](?P<url>https?://[^\"'<>\s]{4,400})", re.IGNORECASE)
# Where authorities, courts, parliaments, registers and scientific papers are kept.
_PRIMARY = lazy(
    r"(?:^|\.)(?:gov|mil|int|edu)(?:\.[a-z]{2})?$|(?:^|\.)(?:gob|gouv|gc|govt|gv|admin|parliament|europa|ac)\.[a-z]{2,3}$"
    r"|(?:^|\.)(?:doi\.org|arxiv\.org|pubmed\.ncbi\.nlm\.nih\.gov|legislation\.gov\.uk|un\.org|oecd\.org|worldbank\.org|imf\.org|who\.int|europa\.eu"
    r"|cninfo\.com\.cn|sse\.com\.cn|szse\.cn|hkexnews\.hk|court\.gov\.cn|cnki\.net|data\.gov|census\.gov)$"
)
_VERSION = r"(?:earlier |previous |original |article |story |post |report ){0,2}"
_CORRECTED = r"was corrected|has been corrected|(?:incorrectly|mistakenly|erroneously|wrongly)|originally (?:misstated|said)|has been updated to correct"
_REST = r"[^\n]{0,300}"
_LEAD = r"^[ \t\u3000【\[(（*_#]{0,6}(?:"
_CORRECTIONS = Phrases(
    (
        rf"{_LEAD}(?:更正|勘误|訂正|更正启事|更正声明|更正说明)[】\])）]?[ \t]?[:：（(]){_REST}",
        rf"{_LEAD}本文(?:此前|早前|先前|之前)[^。\n]{{0,40}}(?:有误|错误|误|更正)){_REST}",
        rf"{_LEAD}(?:编者按|编者注)[:：][^。\n]{{0,40}}(?:更正|有误|误(?:写|作|将|称|植))){_REST}",
        rf"{_LEAD}(?:Corrections?|Clarification|Erratum|Corrigendum)(?: \([^)\n]{{1,40}}\)|, [A-Z][^:\n]{{1,30}})?[ \t]?[:：—–]){_REST}",
        rf"{_LEAD}(?:Editor['’]s note[:：] )?(?:An|A previous|An earlier|This) {_VERSION}(?:version of this|{_CORRECTED})){_REST}",
    ),
    re.MULTILINE,
)


@signal
def named_quotes(doc: Document) -> tuple[Span, ...]:
    """The quotations that a named person speaks, in order."""
    text = doc.text[:_READ]
    spoken = (match.span() for match in islice(_QUOTE.finditer(text), 10 * _FOUND) if _is_named(text, match.span()))
    return tuple(islice(spoken, _FOUND))


@signal
def unnamed_voices(doc: Document) -> tuple[Span, ...]:
    """The claims of voices that nobody could ask, in order: a phrase, or a whole sentence that is worded so.

    A name in the sentence, or in the next one where that one tells something, acquits.
    """
    text, spans = doc.text, sentence_spans(doc)
    found = dict(vague_phrases(text, spans))
    starts = [start for start, _ in found]
    for start, end in (span for kind, span in worded(doc) if kind == "vague"):
        if bisect_left(starts, start) == bisect_left(starts, end):  # no phrase in the sentence
            found[start, end] = start, end
    return tuple(found[sentence] for sentence in sorted(found) if not _is_named_at(text, spans, sentence))


def vague_phrases(text: str, spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The sentences of a text that hold a phrase of unnamed voices, each with the place of the phrase."""
    phrases = _VAGUE.awake(text)
    for start, end in spans if phrases else ():
        match = phrases.search(text[start : min(end, start + _LONGEST // 2)], start)
        if match is not None:
            yield (start, end), (start + match.start(), start + match.end())


@signal
def primary_links(doc: Document) -> tuple[str, ...]:
    """The addresses of primary documents that the text or its markup links: of authorities, registers, papers."""
    found = (match.group().rstrip(".,;:!?") for match in islice(_URL.finditer(doc.text[:_READ]), 10 * _FOUND))
    linked = (match["url"] for match in islice(_HREF.finditer((doc.markup or "")[: 4 * _READ]), 10 * _FOUND))
    urls = dict.fromkeys((*found, *linked))
    return tuple(islice((url for url in urls if _is_primary(url, doc.url)), _FOUND))


@signal
def corrections(doc: Document) -> tuple[Span, ...]:
    """The notes by which a text corrects an earlier version of itself, at its head or end."""
    return tuple(_corrections(doc.text))


def _corrections(text: str) -> Iterator[Span]:
    notes = _CORRECTIONS.awake(text)
    ends = ((0, _ENDS), (len(text) - _ENDS, len(text))) if len(text) > 2 * _ENDS else ((0, len(text)),)
    for start, end in ends if notes else ():
        for first, last in sorted(notes.spans(text, _FOUND, start, end)):
            yield first + len(text[first:last]) - len(text[first:last].lstrip(" \t\u3000*_#")), last


def _is_named_at(text: str, spans: Sequence[Span], sentence: Span) -> bool:
    """Whether a name stands in a sentence, or in the one behind it where that one tells something."""
    names, tells = _named()
    after = bisect_left(spans, (sentence[1],))
    follows = spans[after] if after < len(spans) else (sentence[1], sentence[1])
    return _stands(names, text, sentence) or (_stands(names, text, follows) and _stands(tells, text, follows))


def _stands(pattern: re.Pattern[str], text: str, span: Span) -> bool:
    return pattern.search(text, span[0], min(span[1], span[0] + _LONGEST)) is not None


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names somebody, and what says that somebody speaks. Names begin with capitals, so their words are not folded."""
    named = _attributed()["named"]
    return re.compile("|".join((named["zh"], named["en"].replace(" ", r"\s")))), re.compile(named["says"])


def _voices() -> Iterator[str]:
    vague = _attributed()["vague"]
    yield from (*vague["zh"], *(entry.replace(" ", r"\s") for entry in vague["en"]))


@cache
def _attributed() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(home() / "lexicons" / "attribution.yaml")
    return data


_VAGUE = Phrases(_voices)


def _is_named(text: str, span: Span) -> bool:
    """Whether a named person stands beside the quote as its speaker."""
    start, end = span
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    if _EN_AFTER.match(after) or _EN_BEFORE.search(before):
        return True
    ahead, behind = _zh_speaker()
    return bool(ahead.search(before) or behind.match(after))


@cache
def _zh_speaker() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """周明远说：“…”, and “…”，周明远说: a surname, one or two characters, a verb of saying."""
    single = "".join(sorted(name for name in set(str(lexicon()["surnames"]).split()) if len(name) == 1))
    name = rf"(?:[{single}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{2,8}})"
    return (
        re.compile(
            rf"{name}(?:对[^。，\n]{{0,10}}|向[^。，\n]{{0,10}}|在[^。\n]{{0,14}}|则|还|也|也曾|[\u4e00-\u9fff]{{0,2}}地)?{_ZH_SAYS}[：:，,]?\s*$"
        ),
        re.compile(
            rf"[，,。]?\s?(?:[\u4e00-\u9fff]{{0,16}}?){name}(?:对[^。，\n]{{0,10}}|则|还|也|[\u4e00-\u9fff]{{0,2}}地)?{_ZH_SAYS}"
        ),
    )


def _is_primary(url: str, own: str | None) -> bool:
    host = _host(url)
    if not host or (own and host == _host(own)):
        return False
    known = registry().at(url)
    return bool(_PRIMARY.search(host)) or (known is not None and known.kind == "official")


def _host(url: str) -> str:
    return re.split(r"[/?#:]", re.sub(r"^[a-z][a-z0-9+.-]*://", "", url.lower()[:300]), maxsplit=1)[0].rstrip(".")
