"""Turns rows of (source, item, value) into arrays: who speaks, with one voice a family, and which values are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.judge.values import Value, read_value

__all__ = ["Row", "Testimony", "gather"]

Raw: TypeAlias = "str | float | bool"
Statement: TypeAlias = "tuple[str, str, str | None, Raw]"
I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]

_SPREAD = 2.0
"""Standard deviations of the noise up to which two neighbouring amounts are one value: 95 % of normal noise."""

_WIDEST = 0.01
"""Share of an amount beyond which it is no noise but disagreement: the tolerance of Li et al. 2012."""

_WIDEST_MINUTES = 5.0
"""The same for times of day: the ten minutes of Li et al. 2012 are five each way."""

_TO_SIGMA = 1.4826  # from the median absolute deviation to the standard deviation of normal noise
_SPOKEN = 3  # claims from which on an item says something about noise


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: a source says that an item has a value; ``family`` groups sources that speak with one voice."""

    source: str
    item: str
    value: str | float | bool
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Testimony:
    """The statements as arrays.

    A form is one way in which an item's value is stated, a cell the forms of one item that are one value, a claim a
    voice that states a form. ``weight`` is the share of its voice that a claim has: those of a voice on one item sum
    to 1. ``stated_*`` are the rows themselves, by source. Forms and cells are sorted by item.
    """

    items: tuple[str, ...]
    voices: tuple[str, ...]
    sources: tuple[str, ...]
    form_value: tuple[str | float | bool, ...]
    form_number: F64
    form_cell: I64
    cell_item: I64
    form: I64
    voice: I64
    weight: F64
    stated_source: I64
    stated_form: I64


def gather(rows: Iterable[Row]) -> Testimony:
    """The arrays of the rows; neither their order nor their repetition changes anything."""
    said = sorted({(r.item, r.source, r.family, type(r.value), r.value) for r in rows}, key=_order)
    statements: list[Statement] = [(item, source, family, value) for item, source, family, _, value in said]
    items, item = _codes(s[0] for s in statements)
    sources, source = _codes(s[1] for s in statements)
    voices, voice = _codes(_speakers(statements))
    kind, number, clock = _read(item, [s[3] for s in statements])
    form = _ranked(item, kind, number)
    first = np.unique(form, return_index=True)[1]
    cell = _cells(item[first], kind[first], number[first], clock[first], np.bincount(form))
    claims, count = np.unique(np.stack([form, voice]), axis=1, return_counts=True)
    said_by = item[first][claims[0]] * len(voices) + claims[1]
    inverse = np.unique(said_by, return_inverse=True)[1]
    stated = np.unique(np.stack([source, form]), axis=1)
    return Testimony(
        items=items,
        voices=voices,
        sources=sources,
        form_value=_written(form, [s[3] for s in statements]),
        form_number=number[first],
        form_cell=cell,
        cell_item=item[first][np.unique(cell, return_index=True)[1]],
        form=claims[0],
        voice=claims[1],
        weight=count / np.bincount(inverse, weights=count)[inverse],
        stated_source=stated[0],
        stated_form=stated[1],
    )


def _order(said: tuple[str, str, str | None, type, Raw]) -> tuple[str, str, str, str, str]:
    item, source, family, kind, value = said
    return item, source, family or "", kind.__name__, str(value)


def _codes(found: Iterable[str]) -> tuple[tuple[str, ...], I64]:
    listed = list(found)
    names = sorted(set(listed))
    numbers = {name: number for number, name in enumerate(names)}
    return tuple(names), np.fromiter((numbers[name] for name in listed), np.int64, len(listed))


def _speakers(statements: Sequence[Statement]) -> list[str]:
    """Whose voice each statement is: its source's, or that of the source which states most in its family."""
    stated: dict[str, Counter[str]] = defaultdict(Counter)
    for _, source, family, _ in statements:
        if family is not None:
            stated[family][source] += 1
    leads = {family: min(names, key=lambda name: (-names[name], name)) for family, names in stated.items()}
    return [source if family is None else leads[family] for _, source, family, _ in statements]


def _read(item: I64, raws: Sequence[Raw]) -> tuple[I64, F64, NDArray[np.bool_]]:
    """The kind of each value (equal where values can be compared), its amount (0 for a text), and if it is a time."""
    known = {(type(raw), raw): read_value(raw) for raw in raws}
    values = [known[type(raw), raw] for raw in raws]
    named = [(value.kind, beside, value.text) for value, beside in zip(values, _beside(item, values), strict=True)]
    kinds = {name: number for number, name in enumerate(sorted(set(named)))}
    kind = np.fromiter((kinds[name] for name in named), np.int64, len(named))
    number = np.nan_to_num(np.fromiter((value.number for value in values), np.float64, len(values)))
    return kind, number, np.fromiter((value.kind == "time" for value in values), np.bool_, len(values))


def _beside(item: I64, values: Sequence[Value]) -> list[str]:
    """Units and days as far as they tell an item's values apart: a value that leaves out the only one means it."""
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    places = item.tolist()
    for where, value in zip(places, values, strict=True):
        found[where, value.kind].add(value.beside)
    return [
        "" if _is_plain(value, found[where, value.kind]) else value.beside
        for where, value in zip(places, values, strict=True)
    ]


def _is_plain(value: Value, several: set[str]) -> bool:
    # Where some say the day and some do not, only the time of day can be compared.
    return len(several - {""}) <= 1 or (value.kind == "time" and "" in several)


def _ranked(*columns: NDArray[np.generic]) -> I64:
    """The rank of each row among the distinct rows of the columns, sorted by the first column first."""
    order = np.lexsort(columns[::-1])
    new = np.zeros(len(order), np.bool_)
    for column in columns:
        new[1:] |= column[order][1:] != column[order][:-1]
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.cumsum(new)
    return ranks


def _cells(item: I64, kind: I64, number: F64, clock: NDArray[np.bool_], count: I64) -> I64:
    """The cell of each form: amounts closer than the noise of their kind are one value."""
    middle = _medians(item, kind, number, count)
    deviation = np.abs(number - middle)
    scale = np.where(clock, 1.0, np.abs(middle))
    relative = np.divide(deviation, scale, out=np.zeros_like(deviation), where=scale > 0)
    spoken = np.bincount(_ranked(item, kind), weights=count)[_ranked(item, kind)] >= _SPOKEN
    noise = np.zeros(len(item))
    for one in np.unique(kind[spoken]):
        those = spoken & (kind == one)
        noise[kind == one] = _TO_SIGMA * float(np.median(np.repeat(relative[those], count[those])))
    room = np.minimum(_SPREAD * noise, np.where(clock, _WIDEST_MINUTES, _WIDEST)) * scale
    new = (item[1:] != item[:-1]) | (kind[1:] != kind[:-1]) | (np.diff(number) > room[1:])
    return np.concatenate([[0], np.cumsum(new)]).astype(np.int64)


def _medians(item: I64, kind: I64, number: F64, count: I64) -> F64:
    """For each form the median amount that is stated for its item in its kind; forms are sorted by all three."""
    group = _ranked(item, kind)
    before = np.cumsum(count) - count
    start = before[np.unique(group, return_index=True)[1]]
    half = start + (np.bincount(group, weights=count).astype(np.int64) - 1) // 2
    middle: F64 = number[np.searchsorted(before, half, side="right") - 1][group]
    return middle


def _written(form: I64, raws: Sequence[Raw]) -> tuple[Raw, ...]:
    """Each form as most of its statements write it; the shortest of several."""
    ways: list[Counter[Raw]] = [Counter() for _ in range(int(form.max()) + 1)]
    for number, raw in zip(form.tolist(), raws, strict=True):
        ways[number][raw] += 1
    return tuple(min(way, key=lambda raw: (-way[raw], len(str(raw)), str(raw))) for way in ways)
