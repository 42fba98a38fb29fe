"""The keys under which a statement meets those of other articles: what it is said of, never what it says.

Dated levels meet under unit | place | year, whatever they are of: the judgement decides that. Undated ones keep the
metric in the key. A level also posts under the places that contain its own, where it may exceed a whole.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from auditor.figures.named import names, site_names
from auditor.figures.named_across import first_words
from auditor.figures.named_han import organisations
from auditor.figures.places import gazetteer
from auditor.figures.plain import plain
from auditor.figures.romanised import skeleton
from auditor.figures.statement import Statement

__all__ = [
    "ADDITIVE",
    "LASTING",
    "PART",
    "canonical",
    "digits",
    "is_money",
    "keys",
    "mantissa",
    "other_names",
    "roll_up",
]

LASTING = frozenset({"stock", "count"})
ADDITIVE = frozenset({"stock", "count", "flow"})
# Digits that do not recur by chance for one place, unit and year.
_TELLING_DIGITS = 3
PART = "p|"
"""Begins the keys under which parts meet what may be their whole."""
# Letters of the first word of a name that no gazetteer has, which may stand for the whole.
_SHORT = 5
# What lies around the town whose name it bears, and is no part of it: Cork County.
_AROUND = re.compile(r" (?:County|Province|Prefecture|Region|Oblast|Governorate)\Z")


def keys(s: Statement) -> tuple[str, ...]:
    """The keys of a statement; of a growth or a rate those of its place, of a level those of its unit, place and year."""
    if s.kind == "growth":
        return _growth_keys(s) if s.place is not None else ()
    if s.kind == "rate":
        return _rate_keys(s)
    if s.kind == "sum":
        return tuple(_part_keys(s)) if s.dated else ()
    if s.kind != "level" or (s.place is None and s.last is None):
        return ()
    return (*_level_keys(s), *_part_keys(s), *_digit_keys(s))


def _growth_keys(s: Statement) -> tuple[str, ...]:
    own = f"g|{s.subject}|{s.place}"
    return (own, f"g|{s.head}|{s.place}|{s.last}") if s.last is not None and s.unit == "ratio" else (own,)


def _rate_keys(s: Statement) -> tuple[str, ...]:
    places = (
        (s.place,)
        if s.place is not None
        else dict.fromkeys((*names(s.context), *organisations(s.context), *s.about, *first_words(s.about)))
    )
    return () if s.last is None else tuple(f"r|{s.head}|{place}|{s.last // 12}" for place in places)


def _level_keys(s: Statement) -> list[str]:
    """Two tiers: with a date the metric function decides later, without one the metric is part of the key."""
    unit = "money" if is_money(s) else s.unit
    lasting = s.last is None or s.behaviour in LASTING
    undated = [f"u|{s.metric}|{s.subject}|{s.place}|{unit}"] if lasting else []
    if s.last is None:
        return undated
    places = [s.place]
    if s.place is not None:
        places.extend(other_names(s.place))
    if s.place is None or s.inherited:
        places.extend((*names(s.context), *s.about, *first_words(s.about)))
    places.extend(site_names(s.context))
    year = s.last // 12
    return [f"d|{unit}|{place}|{year}" for place in dict.fromkeys(places)] + undated


def _part_keys(s: Statement) -> list[str]:
    """Parts and wholes meet by what they are of: under a country alone everything would meet everything."""
    year = None if s.last is None else s.last // 12
    if s.place is None or s.behaviour not in (LASTING if year is None else ADDITIVE):
        return []
    of = f"{PART}{canonical(s.head)}|{s.unit}"
    years = (year, None) if year is not None and s.behaviour in LASTING else (year,)
    places = (s.place,) if s.formula and s.kind == "level" else (s.place, *roll_up(s.place))
    return [f"{of}|{place}|{of_year}" for place in places for of_year in years]


def _digit_keys(s: Statement) -> list[str]:
    """Digits that hardly recur by chance for one place; those of money also where the place is another."""
    if not s.value or s.formula:
        return []
    written = mantissa(s.value)
    found = [f"v|{s.unit}|{s.place}|{written}"] if len(written) >= _TELLING_DIGITS else []
    return [*found, f"~|{s.subject}|{s.head}|{written}"] if is_money(s) else found


@cache
def roll_up(place: str) -> tuple[str, ...]:
    """The places up to the country that contain a place: amounts of countries are not added up to continents."""
    places = gazetteer()
    country, seat = places.country(place), "" if place in places.kinds else _AROUND.sub("", place)
    return tuple(
        c
        for c in places.containers(place)
        if country and (c == country or places.within(c, country)) and (seat == place or c.partition(",")[0] != seat)
    )


def canonical(head: str) -> str:
    """The concept that stands for a head and its kin."""
    name = head.removesuffix("_count")
    return plain().kin.get(name, name)


@cache
def other_names(place: str) -> tuple[str, ...]:
    """What else a place may be called: how it sounds, abroad, where Chinese writes it in several ways; 连云湾 is Lianyun Bay."""
    places, first = gazetteer(), place.split(" ", maxsplit=1)[0]
    heard = "" if places.country(place) == "China" else skeleton(place)
    short = first if first != place and place not in places.kinds and len(first) >= _SHORT else ""
    return tuple(name for name in (heard, short) if name)


def is_money(s: Statement) -> bool:
    """Whether the unit is a currency (ISO 4217)."""
    return len(s.unit) == 3 and s.unit.isupper() and s.unit != "TEU"  # noqa: PLR2004  # ISO 4217


def mantissa(value: Decimal) -> str:
    """The significant digits of an amount."""
    return str(value.normalize()).partition("E")[0].replace(".", "").lstrip("-0") or "0"


def digits(value: Decimal) -> int:
    """How many significant digits an amount is written with."""
    return len(mantissa(value))
