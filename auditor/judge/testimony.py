"""Turns rows of (source, item, value) into arrays: who speaks, with one voice a family, and which values are one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.judge.values import read_value, says_nothing

__all__ = ["Row", "Testimony", "gather"]

Raw: TypeAlias = "str | float | bool"
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
    """The arrays of the rows; neither their order nor their repetition changes anything.

    Rows are not kept: of each its four names are counted, so that a million rows take some tens of megabytes.
    """
    said = _heard(_Said.of(rows))
    item, source, raw = said.item, said.source, said.raw
    voices, voice = _voices(said)
    kind, number, clock = _read(item, raw, said.raws)
    form = _ranked(item, kind, number)
    first = np.unique(form, return_index=True)[1]
    cell = _cells(item[first], kind[first], number[first], clock[first], np.bincount(form))
    claims, count = np.unique(np.stack([form, voice]), axis=1, return_counts=True)
    said_by = item[first][claims[0]] * len(voices) + claims[1]
    inverse = np.unique(said_by, return_inverse=True)[1]
    stated = np.unique(np.stack([source, form]), axis=1)
    return Testimony(
        items=said.items,
        voices=voices,
        sources=said.sources,
        form_value=_written(form, raw, said.raws),
        form_number=number[first],
        form_cell=cell,
        cell_item=item[first][np.unique(cell, return_index=True)[1]],
        form=claims[0],
        voice=claims[1],
        weight=count / np.bincount(inverse, weights=count)[inverse],
        stated_source=stated[0],
        stated_form=stated[1],
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """The distinct statements as numbers, in the order of their names; family 0 is none."""

    items: tuple[str, ...]
    sources: tuple[str, ...]
    raws: tuple[Raw, ...]
    item: I64
    source: I64
    family: I64
    raw: I64

    @classmethod
    def of(cls, rows: Iterable[Row]) -> _Said:
        """Counts the rows' names as they come, and ranks them at the end."""
        items: dict[str, int] = {}
        sources: dict[str, int] = {}
        families: dict[str | None, int] = {None: 0}
        raws: dict[tuple[str, Raw], int] = {}
        codes = array("q")
        for row in rows:
            codes.append(items.setdefault(row.item, len(items)))
            codes.append(sources.setdefault(row.source, len(sources)))
            codes.append(families.setdefault(row.family, len(families)))
            codes.append(raws.setdefault((type(row.value).__name__, row.value), len(raws)))
        met = np.frombuffer(codes, np.int64).reshape(-1, 4)
        ranked = [
            rank[met[:, column]]
            for column, rank in enumerate(
                (
                    _rank(items, key=str),
                    _rank(sources, key=str),
                    _rank(families, key=lambda name: name or ""),
                    _rank(raws, key=lambda raw: (raw[0], str(raw[1]))),
                )
            )
        ]
        order = np.lexsort(ranked[::-1])
        item, source, family, raw = (column[order] for column in ranked)
        new = np.ones(len(order), np.bool_)
        new[1:] = (np.diff(item) != 0) | (np.diff(source) != 0) | (np.diff(family) != 0) | (np.diff(raw) != 0)
        values = tuple(value for _, value in sorted(raws, key=lambda raw: (raw[0], str(raw[1]))))
        return cls(tuple(sorted(items)), tuple(sorted(sources)), values, item[new], source[new], family[new], raw[new])


def _heard(said: _Said) -> _Said:
    """The statements without those that only say that nothing is known, where an item has any other."""
    silent = np.array([says_nothing(raw) for raw in said.raws], np.bool_)[said.raw]
    answered = np.bincount(said.item, weights=~silent, minlength=len(said.items)) > 0
    kept = ~(silent & answered[said.item])
    if kept.all():
        return said
    return replace(said, item=said.item[kept], source=said.source[kept], family=said.family[kept], raw=said.raw[kept])


def _rank(names: Mapping[Any, int], key: Callable[[Any], Any]) -> I64:
    """The rank of each name by its number."""
    ranks = np.empty(len(names), np.int64)
    for rank, name in enumerate(sorted(names, key=key)):
        ranks[names[name]] = rank
    return ranks


def _voices(said: _Said) -> tuple[tuple[str, ...], I64]:
    """Whose voice each statement is: its source's, or that of the source which states most in its family."""
    in_family = said.family > 0
    pairs, count = np.unique(np.stack([said.family[in_family], said.source[in_family]]), axis=1, return_counts=True)
    order = np.lexsort((pairs[1], -count, pairs[0]))
    family, first = np.unique(pairs[0][order], return_index=True)
    lead = np.zeros(int(said.family.max()) + 1, np.int64)
    lead[family] = pairs[1][order][first]
    speaker = np.where(in_family, lead[said.family], said.source)
    known, voice = np.unique(speaker, return_inverse=True)
    return tuple(said.sources[number] for number in known.tolist()), voice.astype(np.int64)


def _read(item: I64, raw: I64, raws: Sequence[Raw]) -> tuple[I64, F64, NDArray[np.bool_]]:
    """The kind of each value (equal where values can be compared), its amount (0 for a text), and if it is a time."""
    values = [read_value(one) for one in raws]
    sorts, sort = _codes(value.kind for value in values)
    units, unit = _codes(value.beside for value in values)
    texts, text = _codes(value.text for value in values)
    beside = np.where(_is_plain(item, sort[raw], unit[raw], units, sorts), -1, unit[raw])
    named, kind = np.unique(np.stack([sort[raw], beside, text[raw]]), axis=1, return_inverse=True)
    names = [(sorts[a], units[b] if b >= 0 else "", texts[c]) for a, b, c in named.T.tolist()]
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    ranks = np.array([numbers[name] for name in names], np.int64)
    amount = np.nan_to_num(np.array([value.number for value in values], np.float64))
    clock = np.array([value.kind == "time" for value in values], np.bool_)
    return ranks[kind.ravel()], amount[raw], clock[raw]


def _is_plain(item: I64, sort: I64, unit: I64, units: Sequence[str], sorts: Sequence[str]) -> NDArray[np.bool_]:
    """Whether units and days tell an item's values apart no further: a value that leaves out the only one means it.

    Where some say the day and some do not, only the time of day can be compared.
    """
    group = _ranked(item, sort)
    stated = np.array([unit_ != "" for unit_ in units], np.bool_)
    pairs = np.unique(np.stack([group, unit]), axis=1)
    several = np.bincount(pairs[0], weights=stated[pairs[1]])
    silent = np.bincount(pairs[0], weights=~stated[pairs[1]])
    is_time = np.array([name == "time" for name in sorts], np.bool_)
    plain: NDArray[np.bool_] = (several[group] <= 1) | (is_time[sort] & (silent[group] > 0))
    return plain


def _codes(found: Iterable[str]) -> tuple[tuple[str, ...], I64]:
    listed = list(found)
    names = sorted(set(listed))
    numbers = {name: number for number, name in enumerate(names)}
    return tuple(names), np.fromiter((numbers[name] for name in listed), np.int64, len(listed))


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


def _written(form: I64, raw: I64, raws: Sequence[Raw]) -> tuple[Raw, ...]:
    """Each form as most of its statements write it; the shortest of several."""
    brief = np.empty(len(raws), np.int64)
    brief[sorted(range(len(raws)), key=lambda number: (len(str(raws[number])), str(raws[number])))] = np.arange(
        len(raws)
    )
    pairs, count = np.unique(np.stack([form, raw]), axis=1, return_counts=True)
    order = np.lexsort((brief[pairs[1]], -count, pairs[0]))
    first = np.unique(pairs[0][order], return_index=True)[1]
    return tuple(raws[number] for number in pairs[1][order][first].tolist())
