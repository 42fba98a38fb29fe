"""Reads what the article as a whole says: its date, the place and subject that it is about, and where its money is spent.

Names that several places have (Cambridge, Georgia, 朝阳区) are read by the other places and the currencies of the
article; where nothing tells and no reading is much the greatest, the name names nothing: a wrong place is worse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.figures.periods import Period
from auditor.figures.places import Mention, gazetteer
from auditor.figures.quantities import Scan
from auditor.figures.vocabulary import vocabulary
from auditor.model import Span

__all__ = ["NATION", "Context", "country_of", "read_context", "resolved"]

NATION = "nation"
"""What the gazetteer calls "national" and 全国: the country of the place spoken of."""
_SAMPLE = 6000  # characters in which the place and the subject that lead an article are counted
# Currencies of one country; the dollar and the euro are used everywhere and tell nothing.
_HOMES = {
    "CNY": "China", "GBP": "United Kingdom", "INR": "India", "JPY": "Japan", "KRW": "South Korea", "AUD": "Australia",
    "CAD": "Canada", "NZD": "New Zealand", "CHF": "Switzerland", "BRL": "Brazil", "RUB": "Russia", "ZAR": "South Africa",
    "MXN": "Mexico", "TRY": "Turkey", "PLN": "Poland", "SEK": "Sweden", "NOK": "Norway", "DKK": "Denmark",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What the article as a whole says: its date, the place and subject that it is about, and all places around."""

    published: Period | None
    place: str | None
    subject: str | None
    around: frozenset[str] = frozenset()


def read_context(
    text: str, spans: Sequence[Span], scanned: Scan, title: str | None, published: Period | None
) -> Context:
    """The place and the subject of the headline; failing that, those of the text's lead, or named clearly most often."""
    head = title or (text[slice(*spans[0])] if spans else "")
    lead_end = spans[min(1, len(spans) - 1)][1] if spans else 0
    sample_end = min(len(text), _SAMPLE)
    places = gazetteer()
    titled, sampled = places.find(head, 0, len(head)), places.find(text, 0, sample_end)
    context = Context(published, None, None, _around((*titled, *sampled), scanned))
    named = [mention.place for mention in resolved(sampled, context)]
    place = (
        _headline_place(tuple(resolved(titled, context)))
        or _headline_place(tuple(resolved((m for m in sampled if m.end <= lead_end), context)))
        or _leader(name for name in named if name != NATION)
    )
    subjects = vocabulary().subjects
    about = subjects.find(head, 0, len(head))
    subject = about[0].ids[0] if about else _leader(term.ids[0] for term in subjects.find(text, 0, sample_end))
    return replace(context, place=place, subject=subject)


def _around(mentions: Iterable[Mention], scanned: Scan) -> frozenset[str]:
    """The places that the article names beyond doubt, what contains them, and the countries of its currencies."""
    sure = {mention.place for mention in mentions if not mention.others}
    containers = {whole for place in sure for whole in gazetteer().containers(place)}
    homes = {_HOMES[found.currency] for found in scanned.quantities if found.currency in _HOMES}
    return frozenset(sure | containers | homes)


def resolved(mentions: Iterable[Mention], context: Context) -> Iterator[Mention]:
    """The mentions with ambiguous names read by what is around, or left out."""
    for mention in mentions:
        place = _reading(mention, context.around) if mention.others else mention.place
        if place is not None:
            yield replace(mention, place=place, others=()) if mention.others else mention


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
