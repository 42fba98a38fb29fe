"""Reads names that several places have (Cambridge, Georgia, 朝阳区) by what else the article names.

Where nothing tells and no reading is much the greatest, the name names nothing: a wrong place is worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from auditor.figures.places import Mention, gazetteer

__all__ = ["UNREAD", "Around", "country_of", "read", "resolved"]

UNREAD = ""
"""The place of a name that may be one of several: what stands beside it is counted nowhere else."""


class Around(Protocol):
    """Where names stand: the places named there beyond doubt, what contains them, and where its money is spent."""

    @property
    def around(self) -> frozenset[str]:
        """Names of places."""
        ...


_MANY = 2  # counties of one name, of which the greater is meant mostly
# What holds too much to tell one reading from another.
_BROAD = frozenset({"World", "Asia", "Europe", "Africa", "North America", "South America"})


def resolved(mentions: Iterable[Mention], context: Around) -> Iterator[Mention]:
    """The mentions with ambiguous names read by what is around, or left out."""
    return (mention for mention in read(mentions, context) if mention.place != UNREAD)


def read(mentions: Iterable[Mention], context: Around) -> Iterator[Mention]:
    """The mentions with ambiguous names read by what is around; of what stays open the place is ``UNREAD``."""
    for mention in mentions:
        if mention.others:
            yield mention._replace(place=_reading(mention, context.around) or UNREAD, others=())
        else:
            yield mention


def _reading(mention: Mention, around: frozenset[str]) -> str | None:
    """The reading that fits best what is around; without a hint the likeliest, if it is by far."""
    readings = (mention.place, *mention.others)
    scores = [_fit(place, around) for place in readings]
    best = max(scores)
    alike = best == 1 == min(scores) and all(gazetteer().kinds.get(place) == "county" for place in readings)
    if alike and len(readings) > _MANY:
        return None  # one of several counties of a country: which, the country does not tell
    if best > 0 and (scores.count(best) == 1 or scores[0] == best):
        chosen = readings[scores.index(best)]
        return chosen if chosen in around else gazetteer().likeliest(chosen, readings, around)
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


def country_of(places: Iterable[str | None]) -> str | None:
    """The country that "national" means: that of the first place that has one."""
    return next((country for place in places if place and (country := gazetteer().country(place))), None)
