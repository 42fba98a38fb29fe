"""Kinds that exclude each other: the sexes, town and country, ranges of age, places side by side.

Nothing is of two such kinds, so their shares of one whole add up. Words of a family stand in ``rules/lexicons/plain.yaml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.figures.places import gazetteer
from auditor.figures.places_graph import split
from auditor.figures.plain import plain

__all__ = ["Kind", "exclude", "kind_of", "within_one"]

_OLDEST = 200
_AGES = re.compile(
    r"(?:aged )?(?P<low>\d{1,3})\s?岁?(?:\s?(?:[-–—~～至到]|to|and)\s?(?P<high>\d{1,3})|\s?(?P<over>岁?及?以上|and over|or over|or older|and older)|\s?(?P<under>岁?及?以下))\s?(?:岁|years old)?(?:的)?(?:人群|人口|群体|用户|读者|游客|观众|乘客|患者|职工|者)?"
    r"|aged (?P<least>over|under) (?P<age>\d{1,3})"
)
_WHO = re.compile(r"(?:的)?(?:人群|人口|群体|员工|职工|用户|读者|游客|观众|乘客|患者|居民|学生|教师|代表|者)\Z")
_FROM = re.compile(r"\A(?:来自|产自|出自|from )|(?:的|籍|省份?|地区)\Z")
# What places are when they lie side by side: regions of several and what no list has may overlap.
_LISTED = frozenset({"county", "city", "division", "country"})


class Kind(NamedTuple):
    """A kind of a family: what it is called, or the span of ages."""

    family: str
    name: str
    low: int = 0
    high: int = 0


@lru_cache(maxsize=1024)
def kind_of(words: str) -> Kind | None:
    """The kind that words name and nothing else; ``None`` for any other words."""
    words = words.strip()
    if match := _AGES.fullmatch(words):
        return _age(match)
    for bare in (words, _WHO.sub("", words)):
        if known := plain().exclusive.get(bare.lower()):
            return Kind(*known)
    place = _FROM.sub("", _FROM.sub("", words))
    found = gazetteer().find(place, 0, len(place))
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(place)) and not found[0].others
    if whole and gazetteer().kinds.get(found[0].place) in _LISTED:
        return Kind(f"place {gazetteer().kinds[found[0].place]}", found[0].place)
    return None


def _age(match: re.Match[str]) -> Kind:
    """Ages in years, both ends within; 18—24 and 24—30 share no year worth telling."""
    if match["age"]:
        low, high = (int(match["age"]), _OLDEST) if match["least"] == "over" else (0, int(match["age"]))
    else:
        low = int(match["low"])
        low, high = (0, low) if match["under"] else (low, _OLDEST if match["over"] else int(match["high"]))
    return Kind("age", f"{low}-{high}", low, high)


def exclude(a: Kind, b: Kind) -> bool:
    """Whether nothing is of both kinds."""
    if a.family != b.family:
        return False
    if a.family == "age":
        return a.high <= b.low or b.high <= a.low
    lie_apart = a.family.partition(" ")[0] != "place" or not (_inside(a, b) or _inside(b, a))
    return a.name != b.name and lie_apart


def _inside(a: Kind, b: Kind) -> bool:
    return gazetteer().within(a.name, b.name)


def within_one(place: str) -> str | None:
    """The one place, no region, of which a listed place is a part right below it; ``None`` where none is known."""
    places = gazetteer()
    if places.kinds.get(place) not in _LISTED - {"country"}:
        return None
    above = [parent for parent in split(places.parents[place]) if places.kinds.get(parent) in _LISTED]
    return above[0] if len(above) == 1 else None
