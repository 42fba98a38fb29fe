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
from auditor.signals._citations import MARK, entries, has_marks, marks
from auditor.signals._kinds import DIGITS, kinds
from auditor.signals._phrases import Awake, Phrases
from auditor.signals.memo import signal
from auditor.text.sentences import sentences

__all__ = ["Statement", "attribution", "citation_marks", "sentence_spans", "statements"]

# The census reads this much; a density does not change beyond it.
_LONGEST = 400_000
# A sentence is read up to here: longer ones are tables and damaged text.
_LONGEST_SENTENCE = 2000

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
        references=entries(text),
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
    return tuple(marks(text))


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
    if has_marks(sentence) and MARK.search(sentence):
        return True
    return ("(" in sentence or "（" in sentence) and _YEAR_CITED.search(sentence) is not None


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
    bare = _DATES.sub(" ", MARK.sub(" ", bare) if has_marks(bare) else bare)
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
