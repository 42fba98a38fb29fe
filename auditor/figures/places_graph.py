"""The graph of places: which names a place has, what contains what, and which of several readings is the likeliest."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

__all__ = ["Graph", "Mention", "Names", "disjoint", "sizes", "split"]

# A place outranks its namesakes when it stands this much further up in the list of its kind, the largest first.
_OUTRANKED = 3
# Cities after so many are smaller than the province or state of the same name (Ontario, California).
_GREAT_CITIES = 1000
_ABOVE_COUNTIES = frozenset({"city", "division"})


class Mention(NamedTuple):
    """A span of the text that names a place; an unlisted place has its own surface as id.

    ``others`` are further places of the same name, where nothing beside it says which one is meant.
    """

    start: int
    end: int
    place: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one script: free ones, guarded ones, further readings, and the sizes of what begins alike (as bits)."""

    free: dict[str, str] = field(default_factory=dict)
    guarded: dict[str, str] = field(default_factory=dict)
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)
    traps: frozenset[str] = frozenset()
    starts: dict[str, int] = field(default_factory=dict)

    def readings(self, name: str) -> tuple[str, ...]:
        """The places of a name, the likeliest first."""
        first = tuple(table[name] for table in (self.free, self.guarded) if name in table)
        return first + self.more.get(name, ())

    def put(self, table: dict[str, str], name: str, start: str, size: int, place: str) -> None:  # the hot loop
        """Adds a reading; the first one stays the likeliest."""
        self.starts[start] = self.starts.get(start, 0) | 1 << size
        if table.setdefault(name, place) != place:
            self.more[name] = (*self.more.get(name, ()), place)


@dataclass(frozen=True, slots=True)
class Graph:
    """Places, their names and what contains what. Immutable once built; ``known`` are the containers found so far.

    ``han_begins`` matches where a Chinese name may begin; ``begins`` are the first words of names in Latin letters,
    ``small_begins`` those of what is written small, ``opens`` the prepositions before a name outside the list.
    """

    parents: Mapping[str, str]
    kinds: Mapping[str, str]
    han: Names
    latin: Names
    exact: Mapping[str, str]
    small: frozenset[str]
    han_begins: re.Pattern[str]
    begins: frozenset[str]
    small_begins: frozenset[str]
    opens: frozenset[str]
    overlaps: Mapping[str, tuple[str, str]]
    cues: Mapping[str, frozenset[str]]
    organisation: re.Pattern[str]
    landform: re.Pattern[str]
    zone: re.Pattern[str]
    mixed: re.Pattern[str]
    ranks: Mapping[str, int]
    firsts: Mapping[str, int]
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def within(self, part: str, whole: str) -> bool:
        """Whether ``part`` lies strictly inside ``whole``, over any number of steps."""
        return part != whole and whole in self.containers(part)

    def containers(self, place: str) -> tuple[str, ...]:
        """All places that contain ``place``, the nearest first; empty for an unlisted one that names no listed place."""
        if place not in self.parents:
            return self._above(place, self._zone_of(place))
        known = self.known.get(place)
        if known is None:
            known = self.known[place] = self._above(place, split(self.parents[place]))
        return known

    def _above(self, place: str, nearest: Iterable[str]) -> tuple[str, ...]:
        queue = deque(nearest)
        found: dict[str, None] = {}
        while queue:
            above = queue.popleft()
            if above not in found and above != place:
                found[above] = None
                queue.extend(split(self.parents.get(above)))
        return tuple(found)

    def country(self, place: str) -> str | None:
        """The country of a place, the place itself where it is one; None for regions of several countries."""
        if self.kinds.get(place) == "country":
            return place
        return next((above for above in self.containers(place) if self.kinds.get(above) == "country"), None)

    def nearby(self, readings: tuple[str, ...], found: Sequence[Mention]) -> tuple[str, tuple[str, ...]]:
        """The reading that lies in, or beside, a place just mentioned; else the likeliest, and the others."""
        if len(readings) == 1:
            return readings[0], ()
        for mention in reversed(found[-3:]):
            around = {mention.place, *split(self.parents.get(mention.place))}
            for place in readings if not mention.others else ():
                if around & {place, *self.containers(place)[:2]}:
                    return place if place in around else self.likeliest(place, readings, around), ()
        return readings[0], readings[1:]

    def likeliest(self, chosen: str, readings: Sequence[str], around: set[str] | frozenset[str]) -> str:
        """The first reading that lies where the chosen one was found to lie: a region that holds both prefers neither."""
        near = around.intersection(self.containers(chosen)[:2])
        return next((place for place in readings if not near.isdisjoint(self.containers(place))), chosen)

    def _zone_of(self, surface: str) -> tuple[str, ...]:
        """The listed place at the beginning of an unlisted one (合肥高新区, Suzhou Industrial Park)."""
        if surface.isascii():
            words = surface.lower().split(" ")
            starts = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
            return next((found[:1] for start in starts if (found := self.latin.readings(start))), ())
        for size in range(min(len(surface) - 1, 8), 1, -1):
            readings = self.han.readings(surface[:size])
            if readings:
                return readings[:1]
        return ()

    def outranks(self, place: str, others: Sequence[str]) -> bool:
        """Whether a name may be taken for ``place`` without any hint: no namesake abroad comes near its size."""
        return all(self._greater(place, other) for other in others)

    def _greater(self, place: str, other: str) -> bool:
        """Whether ``place`` is of one country with ``other`` and likelier, or by far the greater."""
        kind, same = self.kinds.get(place), self.kinds.get(other)
        if self.within(place, other) or self.within(other, place):
            return True
        if kind in _ABOVE_COUNTIES and same == "county" and self.country(place) == self.country(other):
            return True  # a district of the name is called by its city as well; the province is no county's namesake
        if kind == "division" and same == "city":
            return self.ranks[other] - self.firsts["city"] > _GREAT_CITIES
        if kind != same:
            return same in {"county", "city"} and kind in {"country", "region", "continent"}
        if kind == "county":
            return False
        first = self.firsts.get(kind, 0) if kind else 0
        return self.ranks[other] - first >= _OUTRANKED * (self.ranks[place] - first)


@cache
def sizes(bits: int) -> tuple[int, ...]:
    """The sizes whose bits are set, the greatest first."""
    return tuple(size for size in range(bits.bit_length() - 1, 0, -1) if bits >> size & 1)


def split(cell: str | None) -> list[str]:
    """The parts of a cell."""
    return cell.split("|") if cell else []


def disjoint(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions in order, without those that begin inside an earlier one."""
    stop = -1
    for mention in mentions:
        if mention.start >= stop:
            yield mention
            stop = mention.end
