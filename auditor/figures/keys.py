"""The keys under which a statement meets those of other articles: what it is said of, never what it says.

Dated levels meet under unit | place | year, whatever they are of: the judgement decides that. Undated ones keep the
metric in the key. A level also posts under the places that contain its own, where it may exceed a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from auditor.figures.content import content
from auditor.figures.places import gazetteer
from auditor.figures.plain import plain
from auditor.figures.romanised import romanised, skeleton
from auditor.figures.statement import Statement

__all__ = ["ADDITIVE", "LASTING", "PART", "canonical", "digits", "is_money", "keys", "mantissa", "names", "roll_up"]

LASTING = frozenset({"stock", "count"})
ADDITIVE = frozenset({"stock", "count", "flow"})
# Digits that do not recur by chance for one place, unit and year.
_TELLING_DIGITS = 3
PART = "p|"
"""Begins the keys under which parts meet what may be their whole."""
_NAMES = 3
_SYLLABLES = 5
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]{2,})?(?![A-Za-z])")


def keys(s: Statement) -> Iterator[str]:
    """The keys of a statement; of a growth or a rate those of its place, of a level those of its unit, place and year."""
    if s.kind == "growth":
        if s.place is not None:
            yield f"g|{s.subject}|{s.place}"
            if s.dated and s.unit == "ratio":
                yield f"g|{s.head}|{s.place}|{s.last}"
        return
    if s.kind == "rate":
        if s.place is not None and s.last is not None:
            yield f"r|{s.head}|{s.place}|{s.last // 12}"
        return
    if s.place is None and not s.dated:
        return
    yield from _level_keys(s)
    if s.value and not s.formula and digits(s.value) >= _TELLING_DIGITS:
        yield f"v|{s.unit}|{s.place}|{mantissa(s.value)}"
    if s.value and not s.formula and is_money(s):
        yield f"~|{s.subject}|{s.head}|{mantissa(s.value)}"


def _level_keys(s: Statement) -> Iterator[str]:
    yield _level_key(s, s.place)
    if s.place is not None and s.dated and (heard := _heard(s.place)):
        yield _level_key(s, heard)
    if s.dated and (s.place is None or s.inherited):
        for name in names(s.context):
            yield _level_key(s, name)
    if s.dated and s.behaviour in LASTING:
        yield _level_key(replace(s, first=None, last=None), s.place)
    if s.place is not None and s.behaviour in (ADDITIVE if s.dated else LASTING):
        # Parts and wholes meet by what they are of: under a country alone everything would meet everything.
        head = canonical(s.head)
        for place in (s.place, *(() if s.formula else roll_up(s.place))):
            yield f"{PART}{head}|{s.unit}|{place}|{s.last and s.last // 12}"
            if s.dated and s.behaviour in LASTING:
                yield f"{PART}{head}|{s.unit}|{place}|None"


def _level_key(s: Statement, place: str | None) -> str:
    """Two tiers: with a date the metric function decides later, without one the metric is part of the key."""
    if s.last is None:
        # Without a date amounts in two currencies meet where one of them is derived.
        unit = "money" if is_money(s) else s.unit
        return f"u|{s.metric}|{s.subject}|{place}|{unit}"
    return f"d|{'money' if is_money(s) else s.unit}|{place}|{s.last // 12}"


@cache
def roll_up(place: str) -> tuple[str, ...]:
    """The places up to the country that contain a place: amounts of countries are not added up to continents."""
    places = gazetteer()
    country = places.country(place)
    return tuple(c for c in places.containers(place) if country and (c == country or places.within(c, country)))


def canonical(head: str) -> str:
    """The concept that stands for a head and its kin."""
    name = head.removesuffix("_count")
    return plain().kin.get(name, name)


@cache
def _heard(place: str) -> str:
    """How a place sounds, where Chinese may write it in several ways: abroad."""
    return "" if gazetteer().country(place) == "China" else skeleton(place)


@cache
def names(context: str) -> tuple[str, ...]:
    """The first names of a clause, as they are written and as they sound: whom or where it may speak of."""
    known = plain().latin
    found = [name for name in _NAME.findall(context) if name.lower() not in known][:_NAMES]
    spelled = [
        romanised(run[:size]).capitalize()
        for run in sorted(content(context).words)
        if run >= "\u4e00"
        for size in range(2, min(len(run), _SYLLABLES) + 1)
    ]
    heard = (skeleton(name) for name in (*found, *spelled))
    return tuple(dict.fromkeys(name for name in (*found, *spelled, *heard) if name))


def is_money(s: Statement) -> bool:
    """Whether the unit is a currency (ISO 4217)."""
    return len(s.unit) == 3 and s.unit.isupper() and s.unit != "TEU"  # noqa: PLR2004  # ISO 4217


def mantissa(value: Decimal) -> str:
    """The significant digits of an amount."""
    return "".join(map(str, value.normalize().as_tuple().digits))


def digits(value: Decimal) -> int:
    """How many significant digits an amount is written with."""
    return len(value.normalize().as_tuple().digits)
