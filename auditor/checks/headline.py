"""Asks whether the headline belongs to the text below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from auditor.figures.places import gazetteer
from auditor.model import Document, Evidence, Finding, Span
from auditor.rules.rule import Rule
from auditor.signals.language import language_of, script_of
from auditor.signals.provenance import provenance

__all__ = ["Check"]

_NUMBER = re.compile(
    r"(?<![\d.,A-Za-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,A-Za-z-])\d+(?:\.\d+)?(?![\d.]|-?[A-Za-z])"
)
_BODY = 200_000
_YEARS = range(1900, 2100)
_LEAST_TITLE = 6  # letters of a title whose language can be told
_WIDE = frozenset({"world", "continent", "region"})  # kinds of places that a text on any other place of them may name
_PLACES = 20_000  # characters of the text in which its places are looked for
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS = re.compile(r"[^\W\d_]{1,400}")
_STEM = 5  # letters that the forms of an English word share
# Words of headlines that say nothing of their subject.
_EMPTY = frozenset(
    (  # noqa: SIM905  # one word list
        "with from this that have will your about after before over into than them they what when where which while their "
        "there these those been being were could should would does more most some such only just also very here make made "
        "says said video photos photo news watch breaking update opinion report exclusive every first last year years today "
        "show shows four five three seven eight nine hundred thousand gets takes goes comes keep keeps need needs know want wants"
    ).split()
)
_EMPTY_HAN = frozenset("的了是在和与及为有将被这那也都就吗呢吧啊到从对上下中")


class Check:
    """A title in another language than its text, and figures, places and a subject that only the title knows."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules

    def inspect(self, doc: Document) -> Iterator[Finding]:
        """Yields at most one finding a rule; a document without a title has no headline to check."""
        title = provenance(doc).title
        if title is None:
            return
        at = doc.text.find(title, 0, 4000)
        span = (at, at + len(title)) if at >= 0 else None
        body = doc.text[span[1] if span else 0 :][:_BODY]
        one, other = script_of(title), script_of(body)
        if (rule := self.rules.get("title-language")) and one is not None and other is not None and one != other:
            yield from _language(rule, doc, title, body, span)
        if rule := self.rules.get("headline-figure"):
            yield from _figures(rule, doc, title, body, span)
        if one != other:
            return
        if rule := self.rules.get("headline-subject"):
            yield from _subject(rule, doc, title, body, span, han=one == "han")
        if rule := self.rules.get("headline-place"):
            yield from _places(rule, doc, title, body, span)


def _language(rule: Rule, doc: Document, title: str, body: str, span: Span | None) -> Iterator[Finding]:
    """Scripts are compared, not languages: between two Latin ones a short title proves nothing."""
    if sum(map(str.isalpha, title)) >= _LEAST_TITLE and len(body) >= rule.parameters["least_characters"]:
        yield rule.finding(_at(doc, span), title=language_of(title), body=language_of(body))


def _figures(rule: Rule, doc: Document, title: str, body: str, span: Span | None) -> Iterator[Finding]:
    """Numbers of two or more digits that the text never repeats in digits, when it has a dozen figures of its own."""
    stated = {_plain(number) for number in _NUMBER.findall(title)}
    numbers = {number for number in stated if len(number) > 1 and not _is_year(number)}
    if not numbers:
        return
    known = {_plain(number) for number in _NUMBER.findall(body)}
    unknown = sorted(numbers - known)
    if unknown and len(known) >= rule.parameters["least_figures"]:
        yield rule.finding(_at(doc, span), numbers=", ".join(unknown))


def _subject(rule: Rule, doc: Document, title: str, body: str, span: Span | None, *, han: bool) -> Iterator[Finding]:
    """Next to none of the title's words stand in the text: it belongs to another one."""
    limits = rule.parameters
    pairs, stems = _pairs(title) if han else set(), _stems(title)
    words = len(pairs) + len(stems)
    if words < limits["least_words_han" if han else "least_words"]:
        return
    shared = sum(pair in body for pair in pairs)
    most = limits["largest_share_han" if han else "largest_share"] * words
    if shared > most or shared + _opened(stems, body) > most:
        return
    letters = sum(map(str.isalpha, body))
    if letters < limits["least_letters_han" if han else "least_letters"]:
        return
    # Chinese headlines shorten words to one character of theirs: 蓉城, 访法.
    characters = set("".join(_HAN.findall(title))) - _EMPTY_HAN if han else set()
    if len(characters.intersection(body)) <= limits["largest_share_characters"] * len(characters):
        yield rule.finding(_at(doc, span), title=title)


def _stems(text: str) -> set[str]:
    return {stem for stem in map(_stem_of, map(str.lower, _WORD.findall(text))) if stem}


def _stem_of(word: str) -> str | None:
    return None if word in _EMPTY else word[:_STEM]


def _opened(stems: Collection[str], text: str) -> int:
    """How many of the stems words of a text open with."""
    lowered = text.lower()
    return sum(any(_stem_of(word) == stem for word in _words_at(stem, lowered)) for stem in stems)


def _words_at(opening: str, text: str) -> Iterator[str]:
    """The words of a text in lower case that begin so."""
    at = text.find(opening)
    while at >= 0:
        word = _LETTERS.match(text, at)
        if word is not None and (at == 0 or not _LETTERS.match(text[at - 1])):
            yield word.group()
        at = text.find(opening, at + 1)


def _pairs(text: str) -> set[str]:
    """Every two neighbouring Han characters, without those that hold a particle."""
    runs = _HAN.findall(text)
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return {pair for pair in pairs if not _EMPTY_HAN & set(pair)}


def _places(rule: Rule, doc: Document, title: str, body: str, span: Span | None) -> Iterator[Finding]:
    """A place of the title that the text never names, while it names others: neither it, nor a part, nor a whole of it."""
    known = gazetteer()
    named = [mention for mention in known.find(title, 0, len(title)) if title[mention.start : mention.end] not in body]
    if not named:
        return
    found = known.find(body, 0, min(len(body), _PLACES))
    places = {place for mention in found for place in (mention.place, *mention.others)}
    if len({mention.place for mention in found}) < rule.parameters["least_places"]:
        return
    for mention in named:
        own = (mention.place, *mention.others)
        wholes = {whole for place in own for whole in known.containers(place) if known.kinds.get(whole) not in _WIDE}
        parts = any(place in known.containers(other) for other in places for place in own)
        if not (places & {*own, *wholes}) and not parts:
            yield rule.finding(_at(doc, span), place=title[mention.start : mention.end])
            return


def _plain(number: str) -> str:
    value = number.replace(",", "")
    return value.rstrip("0").rstrip(".") if "." in value else value


def _is_year(number: str) -> bool:
    return number.isdigit() and int(number) in _YEARS


def _at(doc: Document, span: Span | None) -> tuple[Evidence, ...]:
    return (Evidence.at(doc, span),) if span else ()
