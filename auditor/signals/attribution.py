"""Which sentences state a statistic, and which of those say who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditor.model import Attribution, Document, Span
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml
from auditor.signals._kinds import DIGITS, kinds
from auditor.signals._phrases import Awake, Phrases
from auditor.signals.memo import signal
from auditor.text.sentences import sentences

__all__ = ["Statement", "attribution", "citation_marks", "reference_entries", "sentence_spans", "statements"]

# The census reads this much; a density does not change beyond it.
_LONGEST = 400_000
_MOST = 10_000  # headings of reference lists looked at
# A sentence is read up to here: longer ones are tables and damaged text.
_LONGEST_SENTENCE = 2000

# [1], [2][3], [4, 5], [6–8], [^9]; 【1】 and ¹; brackets behind an operator or a name's parenthesis are code.
_MARK = re.compile(
    r"(?<![\w=(,\[])(?<!=\s)\[\^?\d{1,3}(?:[ ]?[,，–-][ ]?\d{1,3}){0,8}\]"
    r"|(?<=[^\W\d_])\[\^?\d{1,3}(?:[,，–-][ ]?\d{1,3}){0,8}\]|(?<=\])\[\d{1,3}\]|\[\d{1,3}, ?(?:pp?\.|第) ?\d{1,4}[^\]\n]{0,8}\]|［\d{1,3}］|〔\d{1,3}〕|(?<=[^\s【】])【\d{1,3}(?:[:：†][^【】\n]{0,40})?】|(?:<sup>\[?\d{1,3}\]?</sup>)"
    # [ref 3], （注3）, word^3^, and ① at the end of a clause, where no item of a list begins.
    r"|\[(?:ref|cite|citation|source|note|注|来源|註)[. :]?\d{1,3}\]|[（(][注註]\s?\d{1,3}[）)]|(?:(?<=[a-z]{4})|(?<=[\u4e00-\u9fff”.。]))\^\d{1,3}\^"
    r"|(?<=[a-z\u4e00-\u9fff”.,。，])(?<![图表式例题第见项条步选点和或])[①-⑳](?=[。，；,.!?！？\s]|$)"
    # Superscripts behind a word or a full stop, not behind a unit or a number: m², 10³.
    r"|(?:(?<=[a-z]{4})|(?<=[\u4e00-\u9fff]{4})|(?<=[a-z]{2}[.,;])|(?<=[\u4e00-\u9fff][。，；”]))[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}(?![\w⁻])"
)
# What every mark begins with.
_SIGN = re.compile(r"[\[［【〔<¹²³⁴-⁹^①-⑳]|[（(](?=[注註])")
_MARK_SIGNS = ("[", "［", "【", "〔", "<sup>", *"¹²³⁴⁵⁶⁷⁸⁹^①②③", "（注", "(注", "（註")
_ENTRY = re.compile(
    r"^[ \t]*(?:\[\^?\d{1,3}\]:?|\[(?:ref|cite|citation|source|note|注|来源|註)[. :]?\d{1,3}\]|[（(]?[注註]\s?\d{1,3}[）):：]|\^?\d{1,3}\^|[①-⑳]|［\d{1,3}］|〔\d{1,3}〕|【\d{1,3}】|[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})[ \t]*\S",
    re.MULTILINE,
)
# See A Title of Some Words, Site.com, March 5, 2018.
_SEE = re.compile(
    r"(?:^|(?<=[.!?)”\"]\s)|(?<=[(（]))(?:See(?: also)?:?|Cf\.) [A-Z“\"][^\n]{8,200}?, (?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2}, )?(?:19|20)\d\d\b",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^[ \t]*(?:[-*•][ \t]+|\d{1,3}[.)、][ \t]*|\[\^?\d{1,3}\]|(?=https?://))\S", re.MULTILINE)
_DIGIT = re.compile(r"\d")
_PERCENT = "百分之"
# Runs of blanks this long separate columns; as line ends of the same length they cost no backtracking.
_GAP = re.compile(r"[ \t]{100,}")
_LINK = r"https?://|www\.\w|\]\([^)\s]{1,300}\)|(?:\(|（)\s?(?:来源|source|see|see also|参见)\b"
_YEAR_CITED = re.compile(r"[(（][A-Z][\w'’-]+(?: (?:et al\.?|and|&) ?[A-Z]?[\w'’-]*)?,? (?:19|20)\d\d[a-z]?[)）]")
_LIST_MARK = re.compile(r"^\s*(?:[(（]?\d{1,3}[.)）、]\s?|第\s?\d{1,3}\s?[条章节])")
_DATES = re.compile(
    r"(?:19|20)\d\d\s?(?:年|[-/.]\d{1,2}[-/.]\d{1,2})|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?日|\d{1,2}:\d\d"
    r"|\b(?:19|20)\d\d\b(?![.,]\d|\s?[%％万亿])"
)


# Programs and what they print: assignments, comparisons, variables of a shell, paths, options.
_CODE = re.compile(
    r"[{}\\]|[=!<>]=|\w=[\w$\"']|\$\d(?![\d.,]| ?[a-zA-Z])|->|::|(?<!\S)--?[a-z][\w-]|^(?:INFO|DETAIL|DEBUG|WARN)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that states a statistic, and whether it or what leads to it says who says so."""

    span: Span
    attributed: bool


@signal
def attribution(doc: Document) -> Attribution:
    """The counts of the document: sentences, those with statistics, those attributed, citation marks, references."""
    text = doc.text[:_LONGEST]
    found = statements(doc)
    return Attribution(
        sentences=len(sentence_spans(doc)),
        with_figures=len(found),
        attributed=sum(statement.attributed for statement in found),
        citations=len(citation_marks(doc)),
        references=reference_entries(text),
    )


@signal
def sentence_spans(doc: Document) -> tuple[Span, ...]:
    """The sentences of the first 400,000 characters."""
    text = doc.text[:_LONGEST]
    if "  " in text or "\t" in text:
        text = _GAP.sub(lambda gap: "\n" * len(gap.group()), text)
    return sentences(text)


@signal
def statements(doc: Document) -> tuple[Statement, ...]:
    """The sentences that state a statistic, in order.

    An attribution holds to the end of its paragraph, and one in a line that ends in a colon for the list below it.
    """
    return tuple(_statements(doc.text, sentence_spans(doc)))


@signal
def citation_marks(doc: Document) -> tuple[Span, ...]:
    """The spans of the citation marks in running text, without those that open the entries of a reference list."""
    text = doc.text[:_LONGEST]
    if not _has_marks(text):
        return ()
    entries = {match.end() - 1 for match in _ENTRY.finditer(text)}
    return tuple(span for span in _marks(text) if not _opens(span, entries, text))


def reference_entries(text: str) -> int:
    """How many references there are: below a heading such as References, lines that open with ``[n]``, See TITLE, DATE."""
    headings = [end for _, end in _REFERENCES.awake(text).spans(text, _MOST)]
    listed = len(_NUMBERED.findall(text, headings[-1])) if headings else 0
    seen = len(_SEE.findall(text)) if "See" in text or "Cf." in text else 0
    entries = len(_ENTRY.findall(text)) if _has_marks(text) else 0
    return max(listed, entries) + seen


def _marks(text: str) -> Iterator[Span]:
    """The spans of all marks; their signs are looked for, and each is read from there."""
    end = 0
    for sign in _SIGN.finditer(text):
        match = _MARK.match(text, sign.start()) if sign.start() >= end else None
        if match is not None:
            end = match.end()
            yield match.span()


def _opens(span: Span, entries: set[int], text: str) -> bool:
    """Whether a mark opens a line, as the entries of a reference list do."""
    start = text.rfind("\n", 0, span[0]) + 1 if span[0] - 80 <= 0 else text.rfind("\n", span[0] - 80, span[0]) + 1
    return bool(entries) and (start > 0 or span[0] < 80) and not text[start : span[0]].strip()  # noqa: PLR2004  # an indent


def _statements(text: str, spans: tuple[Span, ...]) -> Iterator[Statement]:
    said = _SAID.awake(text)
    counting = _Digits(text)
    leading = False  # whether the line above, which ends in a colon, names a source for the list below it
    for paragraph, blank in _paragraphs(text, spans):
        start, end = paragraph[0][0], paragraph[-1][1]
        leading = leading and not blank
        leads = text[end - 1] in ":："
        if not leads and not counting.stand(start, end):
            continue
        stating = [
            counting.stand(first, last) and _states_figure(text[first : min(last, first + _LONGEST_SENTENCE)])
            for first, last in paragraph
        ]
        # Who says so matters up to the last figure, and to the end of a line that leads to a list.
        last = len(paragraph) if leads else len(stating) - stating[::-1].index(True) if any(stating) else 0
        carried = leading
        for span, states in zip(paragraph[:last], stating, strict=False):
            carried = carried or _attributes(text[span[0] : min(span[1], span[0] + _LONGEST_SENTENCE)], span[0], said)
            if states:
                yield Statement(span, carried)
        leading = carried if leads else leading


def _attributes(sentence: str, at: int, said: Awake) -> bool:
    """Whether a sentence says who says so: in words, by a citation mark, a link or a name with its year."""
    if said.search(sentence, at) is not None:
        return True
    if _has_marks(sentence) and _MARK.search(sentence):
        return True
    return ("(" in sentence or "（" in sentence) and _YEAR_CITED.search(sentence) is not None


def _has_marks(text: str) -> bool:
    return any(map(text.__contains__, _MARK_SIGNS))


def _paragraphs(text: str, spans: tuple[Span, ...]) -> Iterator[tuple[tuple[Span, ...], bool]]:
    """Sentences by line, each with whether a blank line stands before it."""
    first = 0
    blank = True
    for at in range(1, len(spans) + 1):
        gap = text[spans[at - 1][1] : spans[at][0]] if at < len(spans) else "\n"
        if "\n" in gap:
            yield spans[first:at], blank
            first, blank = at, gap.count("\n") > 1


class _Digits:
    """Where a text could state a figure: at its digits, and at 百分之."""

    def __init__(self, text: str) -> None:
        self._text, self._kinds = text, kinds(text)
        self._present = [kind for kind in DIGITS if kind in self._kinds]
        self._percent = _PERCENT in text

    def stand(self, start: int, end: int) -> bool:
        """Whether one stands in a piece of the text."""
        if any(self._kinds.find(kind, start, end) >= 0 for kind in self._present):
            return True
        return self._percent and self._text.find(_PERCENT, start, end) >= 0


def _states_figure(sentence: str) -> bool:
    bare = _LIST_MARK.sub(" ", sentence)
    bare = _DATES.sub(" ", _MARK.sub(" ", bare) if _has_marks(bare) else bare)
    if not _DIGIT.search(bare) and _PERCENT not in bare:
        return False
    figure, technical = _figures()
    return bool(figure.search(bare)) and not (_CODE.search(sentence) or technical.search(sentence))


@cache
def _figures() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A figure, and the words of manuals, whose figures are settings."""
    units, technical = _lexicon()["units"], _lexicon()["technical"]
    zh, counted, en = units["zh"], units["counted"], units["en"].replace(" ", r"\s")
    return re.compile(
        # Any of it begins with one of these, so that most places cost one look.
        rf"(?=[\d$€£¥￥₹百UHACSRE])(?:(?<![\w.-])[$€£¥￥₹]\s?\d|\b(?:US|HK|A|C|S)\$\s?\d|\b(?:RMB|USD|EUR)\s?\d|百分之|\d[\d,.]{{0,20}}\s?(?:多|余|餘)?\s?(?:{zh})"
        rf"|\d\d[\d,.]{{0,20}}\s?(?:多|余|餘)?\s?(?:{counted})|(?<![\w.-])\d[\d,.]{{0,20}}[-\s]?(?i:{en})\b"
        # A grouped number, or two digits and more before a plural, count something.
        rf"|(?<![\w.$-])\d{{1,3}}(?:,\d{{3}}){{1,5}}(?!\d)|(?<![\w.$/:,-])\d{{2,6}}(?:\s[A-Za-z][\w'’-]{{1,20}}){{0,3}}\s[a-z]{{2,20}}[a-rt-z]s\b)"
    ), re.compile(rf"{technical['zh']}|\b(?:{technical['en']})\b")


def _said() -> Iterator[str]:
    """What says who says so."""
    said = _lexicon()["attributed"]
    yield from (*said["zh"], *(entry.replace(" ", r"\s") for entry in said["en"]), _LINK)


@cache
def _lexicon() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml(home() / "lexicons" / "attribution.yaml")
    return data


_SAID = Phrases(_said)
_REFERENCES = Phrases(lambda: (_lexicon()["references"],), re.MULTILINE | re.IGNORECASE)
