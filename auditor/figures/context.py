"""Reads what the article as a whole says: its date, the place and subject that it is about, and where its money is spent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from auditor.figures.ambiguous import resolved
from auditor.figures.destinations import is_destination, is_of_part
from auditor.figures.periods import Period
from auditor.figures.places import Mention, gazetteer
from auditor.figures.places_together import told_together
from auditor.figures.quantities import Scan
from auditor.figures.vocabulary import Term, Words, vocabulary, words_of
from auditor.model import Span
from auditor.text.lazy import lazy
from auditor.text.sentences import sentences

__all__ = ["NATION", "Context"]

NATION = "nation"
"""What the gazetteer calls "national" and 全国: the country of the place spoken of."""
_Found = TypeVar("_Found", Mention, Term)
_OPENING, _LEAD = 300, 2000  # characters in which the first two sentences end, mostly and always
_PLAN = lazy(
    r"(?:计划|方案|规划|纲要|行动)[”》」]?\s?[（(](?P<first>20\d\d)年?\s?[-—–~～至到]{1,2}\s?(?P<last>20\d\d)年?[)）]"
)
_SAMPLE = 6000  # characters in which the place and the subject that lead an article are counted
# Currencies of one country; the dollar and the euro are used everywhere and tell nothing.
_HOMES = {
    "CNY": "China", "GBP": "United Kingdom", "INR": "India", "JPY": "Japan", "KRW": "South Korea", "AUD": "Australia",
    "CAD": "Canada", "NZD": "New Zealand", "CHF": "Switzerland", "BRL": "Brazil", "RUB": "Russia", "ZAR": "South Africa",
    "MXN": "Mexico", "TRY": "Turkey", "PLN": "Poland", "SEK": "Sweden", "NOK": "Norway", "DKK": "Denmark",
}  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What the article as a whole says, each read when it is asked for: most figures stand beside their own place."""

    text: str
    scanned: Scan
    title: str | None = None
    published: Period | None = None

    @property
    def place(self) -> str | None:
        """The place of the headline; failing that, that of the text's lead, or the one named clearly most often."""
        return self.place_by(_LEAD)

    def place_by(self, end: int) -> str | None:
        """The place for a sentence that ends there: of the lead only what is said by then, for what follows is told of itself."""
        said = min(end, self._first_sentences[-1][1]) if self._first_sentences else 0
        if said not in self._places:
            self._places[said] = self._headline or self._told_by(said)
        return self._places[said]

    def _told_by(self, end: int) -> str | None:
        """The place that the text tells first by then, or clearly most often."""
        told = _placing(self.text, (mention for mention in self._named if mention.end <= end))
        if told:
            return _headline_place(self.text, told)
        return _leader(mention.place for mention in self._named if mention.place != NATION)

    @cached_property
    def _places(self) -> dict[int, str | None]:
        """What was answered: each of the first two sentences asks once, all that follow get the same."""
        return {}

    @cached_property
    def _headline(self) -> str | None:
        headline = self.title or self.text
        return _headline_place(headline, _placing(headline, resolved(self._titled, self)))

    @cached_property
    def _named(self) -> tuple[Mention, ...]:
        return tuple(resolved(self._sampled, self))

    @cached_property
    def subject(self) -> str | None:
        """The field of industry of the headline; failing that, the one named clearly most often."""
        about = (
            vocabulary().subjects.find(self.title, 0, len(self.title))
            if self.title
            else self.subjects_in(self.text, *self._lead)
        )
        return about[0].ids[0] if about else _leader(term.ids[0] for term in self._sampled_subjects)

    @cached_property
    def plan(self) -> Period | None:
        """The years of the plan that the article tells of: 行动方案（2025—2027年）."""
        head = f"{self.title or ''}\n{self.text[:_LEAD]}"
        match = _PLAN.search(head) if "(20" in head or "（20" in head else None
        first, last = (int(match["first"]), int(match["last"])) if match else (0, 0)
        return Period.year(first).to(Period.year(last)) if first < last else None

    @cached_property
    def around(self) -> frozenset[str]:
        """The places that the article names beyond doubt, what contains them, and the countries of its currencies."""
        sure = {mention.place for mention in (*self._titled, *self._sampled) if not mention.others}
        containers = {whole for place in sure for whole in gazetteer().containers(place)}
        homes = {_HOMES[found.currency] for found in self.scanned.quantities if found.currency in _HOMES}
        return frozenset(sure | containers | homes)

    def places_in(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """The places named between two positions; those of the article's beginning are looked for once."""
        return _inside(self._sampled, start, end) if self._begins(text, end) else gazetteer().find(text, start, end)

    def subjects_in(self, text: str, start: int, end: int) -> tuple[Term, ...]:
        """The fields of industry named between two positions, likewise."""
        if self._begins(text, end):
            return _inside(self._sampled_subjects, start, end)
        return vocabulary().subjects.find(text, start, end)

    def words_in(self, text: str, start: int, end: int) -> Words:
        """The Latin words between two positions, likewise."""
        return self._words.between(start, end) if self._begins(text, end) else words_of(text[start:end], start)

    def _begins(self, text: str, end: int) -> bool:
        """Whether what ends here is the article's beginning: the label of a table is a text of its own."""
        return end <= _SAMPLE and text is self.text

    @cached_property
    def _first_sentences(self) -> tuple[Span, ...]:
        """The first two: where a short stretch holds three, they are the same as in a long one."""
        short = sentences(self.text[:_OPENING])
        return (short if len(short) > 2 else sentences(self.text[:_LEAD]))[:2]  # noqa: PLR2004  # a third one ends the second

    @property
    def _lead(self) -> Span:
        """The first sentence, the headline of an article without one."""
        return self._first_sentences[0] if self._first_sentences else (0, 0)

    @cached_property
    def _titled(self) -> tuple[Mention, ...]:
        return (
            gazetteer().find(self.title, 0, len(self.title)) if self.title else self.places_in(self.text, *self._lead)
        )

    @cached_property
    def _sampled(self) -> tuple[Mention, ...]:
        return gazetteer().find(self.text, 0, min(len(self.text), _SAMPLE))

    @cached_property
    def _sampled_subjects(self) -> tuple[Term, ...]:
        return vocabulary().subjects.find(self.text, 0, min(len(self.text), _SAMPLE), self._words)

    @cached_property
    def _words(self) -> Words:
        return words_of(self.text[:_SAMPLE], 0)


def _inside(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """What lies between two positions, of terms or mentions in order."""
    return found[bisect_left(found, start, key=_start) : bisect_right(found, end, key=_end)]


def _start(found: Mention | Term) -> int:
    return found.start


def _end(found: Mention | Term) -> int:
    return found.end


def _placing(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that may tell what a text is about: neither everywhere nor where something goes or a part is."""
    named = (mention for mention in mentions if mention.place not in {NATION, "World"})
    return [mention for mention in named if not is_destination(text, mention) and not is_of_part(text, mention)]


def _headline_place(headline: str, places: Sequence[Mention]) -> str | None:
    """The place of a headline: the first, unless a later one lies inside it; none of several named in one breath."""
    if not places or told_together(headline, places[0], places):
        return None
    chosen = places[0].place
    for name in (mention.place for mention in places[1:]):
        if gazetteer().within(name, chosen):
            chosen = name
    return chosen


def _leader(names: Iterable[str]) -> str | None:
    """The most frequent name, when it is twice as frequent as the next and named at least twice."""
    ranked = Counter(names).most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):  # noqa: PLR2004
        return None
    return ranked[0][0]
