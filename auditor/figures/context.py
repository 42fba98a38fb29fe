"""Reads what the article as a whole says: its date, the place and subject that it is about, and where its money is spent.

Names that several places have (Cambridge, Georgia, 朝阳区) are read by the other places and the currencies of the
article; where nothing tells and no reading is much the greatest, the name names nothing: a wrong place is worse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.figures.periods import Period
from auditor.figures.places import Mention, gazetteer
from auditor.figures.quantities import Scan
from auditor.figures.vocabulary import vocabulary
from auditor.model import Span
from auditor.text.sentences import sentences

__all__ = ["NATION", "Context", "country_of", "resolved"]

NATION = "nation"
"""What the gazetteer calls "national" and 全国: the country of the place spoken of."""
_OPENING, _LEAD = 300, 2000  # characters in which the first two sentences end, mostly and always
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

    @cached_property
    def place(self) -> str | None:
        """The place of the headline; failing that, that of the text's lead, or the one named clearly most often."""
        if place := _headline_place(tuple(resolved(self._titled, self))):
            return place
        named = tuple(resolved(self._sampled, self))
        lead_end = self._first_sentences[-1][1] if named else 0
        return _headline_place([mention for mention in named if mention.end <= lead_end]) or _leader(
            mention.place for mention in named if mention.place != NATION
        )

    @cached_property
    def subject(self) -> str | None:
        """The field of industry of the headline; failing that, the one named clearly most often."""
        subjects = vocabulary().subjects
        about = subjects.find(self._head, 0, len(self._head))
        sampled = subjects.find(self.text, 0, min(len(self.text), _SAMPLE)) if not about else ()
        return about[0].ids[0] if about else _leader(term.ids[0] for term in sampled)

    @cached_property
    def around(self) -> frozenset[str]:
        """The places that the article names beyond doubt, what contains them, and the countries of its currencies."""
        sure = {mention.place for mention in (*self._titled, *self._sampled) if not mention.others}
        containers = {whole for place in sure for whole in gazetteer().containers(place)}
        homes = {_HOMES[found.currency] for found in self.scanned.quantities if found.currency in _HOMES}
        return frozenset(sure | containers | homes)

    @cached_property
    def _first_sentences(self) -> tuple[Span, ...]:
        """The first two: where a short stretch holds three, they are the same as in a long one."""
        short = sentences(self.text[:_OPENING])
        return (short if len(short) > 2 else sentences(self.text[:_LEAD]))[:2]  # noqa: PLR2004  # a third one ends the second

    @cached_property
    def _head(self) -> str:
        return self.title or (self.text[slice(*self._first_sentences[0])] if self._first_sentences else "")

    @cached_property
    def _titled(self) -> tuple[Mention, ...]:
        return gazetteer().find(self._head, 0, len(self._head))

    @cached_property
    def _sampled(self) -> tuple[Mention, ...]:
        return gazetteer().find(self.text, 0, min(len(self.text), _SAMPLE))


def resolved(mentions: Iterable[Mention], context: Context) -> Iterator[Mention]:
    """The mentions with ambiguous names read by what is around, or left out."""
    for mention in mentions:
        place = _reading(mention, context.around) if mention.others else mention.place
        if place is not None:
            yield mention._replace(place=place, others=()) if mention.others else mention


def _reading(mention: Mention, around: frozenset[str]) -> str | None:
    """The reading that fits best what is around; without a hint the likeliest, if it is by far."""
    readings = (mention.place, *mention.others)
    scores = [_fit(place, around) for place in readings]
    best = max(scores)
    if best > 0 and (scores.count(best) == 1 or scores[0] == best):
        return readings[scores.index(best)]
    return mention.place if gazetteer().outranks(mention.place, mention.others) else None


def _fit(place: str, around: frozenset[str]) -> int:
    """How well a place fits what is around: 2 for its nearest containers or parts, 1 for its country."""
    places = gazetteer()
    country = places.country(place)
    if place in around:
        return 2
    near = set(places.containers(place)[:2]) - _BROAD
    if near & around and not near <= {country}:
        return 2
    if country == place:
        return 2 if any(places.within(other, place) for other in around) else 0
    return 1 if country in around else 0


_BROAD = frozenset({"World", "Asia", "Europe", "Africa", "North America", "South America"})


def _headline_place(places: Sequence[Mention]) -> str | None:
    """The place of a headline: the first, unless a later one lies inside it."""
    names = [mention.place for mention in places if mention.place not in {NATION, "World"}]
    chosen = names[0] if names else None
    for name in names[1:]:
        if chosen is not None and gazetteer().within(name, chosen):
            chosen = name
    return chosen


def _leader(names: Iterable[str]) -> str | None:
    """The most frequent name, when it is twice as frequent as the next and named at least twice."""
    ranked = Counter(names).most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):  # noqa: PLR2004
        return None
    return ranked[0][0]


def country_of(places: Iterable[str | None]) -> str | None:
    """The country that "national" means: that of the first place that has one."""
    return next((country for place in places if place and (country := gazetteer().country(place))), None)
