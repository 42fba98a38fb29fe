"""Turns rows of (source, item, value) into arrays: who speaks, with one voice a family, and which values are one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.judge.values import Value, read_value

__all__ = ["Row", "Testimony", "testimony"]

I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]

_SPREAD = 2.0
"""Deviations, in scales of the noise, within which two amounts are one value: 95 % of normal noise."""

_WIDEST = 0.02
"""Share of the amount beyond which noise is no noise but disagreement; Li et al. 2012 take one percent each way."""

_TO_SIGMA = 1.4826  # from the median absolute deviation to the standard deviation of normal noise
_SPOKEN = 3  # voices from which on an item says something about noise


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: a source says that an item has a value; ``family`` groups sources that speak with one voice."""

    source: str
    item: str
    value: str | float | bool
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Testimony:
    """The statements as arrays. A cell is one value of one item; a claim is one voice that speaks for a cell.

    ``weight`` says how much of its voice a claim has: all of a voice's claims on one item sum to 1. ``stated_*`` are the
    rows themselves, by source. Cells are sorted by item, claims by cell and voice.
    """

    items: tuple[str, ...]
    voices: tuple[str, ...]
    sources: tuple[str, ...]
    values: tuple[str | float | bool, ...]
    cell_item: I64
    cell: I64
    voice: I64
    weight: F64
    stated_source: I64
    stated_cell: I64


def testimony(rows: Iterable[Row]) -> Testimony:
    """The arrays of the rows; the order of the rows changes nothing."""
    statements = sorted({(row.item, row.source, row.family, type(row.value).__name__, row.value) for row in rows}, key=_key)
    items, sources = sorted({s[0] for s in statements}), sorted({s[1] for s in statements})
    spoken = _voices(statements)
    voices = sorted(set(spoken))
    item, source, voice = _codes(items, (s[0] for s in statements)), _codes(sources, (s[1] for s in statements)), _codes(voices, spoken)
    cell, cell_item, values = _cells(item, voice, [s[4] for s in statements])
    claims, count = np.unique(np.stack([cell, voice]), axis=1, return_counts=True)
    spoken_on = cell_item[claims[0]] * len(voices) + claims[1]
    _, inverse = np.unique(spoken_on, return_inverse=True)
    weight = count / np.bincount(inverse, weights=count)[inverse]
    stated = np.unique(np.stack([source, cell]), axis=1)
    return Testimony(
        tuple(items), tuple(voices), tuple(sources), values, cell_item, claims[0], claims[1], weight, stated[0], stated[1]
    )


Statement: TypeAlias = tuple[str, str, "str | None", str, "str | float | bool"]


def _key(statement: Statement) -> tuple[str, str, str, str, str]:
    item, source, family, kind, value = statement
    return item, source, family or "", kind, str(value)


def _voices(statements: Sequence[Statement]) -> list[str]:
    """Whose voice each statement is: its source's, or that of the source which states most in its family."""
    stated: dict[str, Counter[str]] = defaultdict(Counter)
    for _, source, family, _, _ in statements:
        if family is not None:
            stated[family][source] += 1
    leads = {family: min(names, key=lambda name: (-names[name], name)) for family, names in stated.items()}
    return [source if family is None else leads[family] for _, source, family, _, _ in statements]


def _codes(names: Sequence[str], found: Iterable[str]) -> I64:
    order = {name: number for number, name in enumerate(names)}
    return np.fromiter((order[name] for name in found), np.int64)


def _cells(item: I64, voice: I64, raws: Sequence[str | float | bool]) -> tuple[I64, I64, tuple[str | float | bool, ...]]:
    """The cell of each statement, the item of each cell, and each cell's value as its voices write it most often."""
    known: dict[tuple[type, str | float | bool], Value] = {}
    values = []
    for raw in raws:
        if (type(raw), raw) not in known:
            known[type(raw), raw] = read_value(raw)
        values.append(known[type(raw), raw])
    beside = _beside(item, values)
    kinds = {name: number for number, name in enumerate(sorted({(v.kind, b, v.text) for v, b in zip(values, beside, strict=True)}))}
    kind = np.fromiter((kinds[v.kind, b, v.text] for v, b in zip(values, beside, strict=True)), np.int64, len(values))
    number = np.fromiter((v.number for v in values), np.float64, len(values))
    clock = np.fromiter((v.kind == "time" for v in values), np.bool_, len(values))
    exact = _ranked(item, kind, number)
    merged = _merged(item, kind, number, clock, voice)
    return _shown(item, exact, merged, voice, number, raws)


def _beside(item: I64, values: Sequence[Value]) -> list[str]:
    """Units and days as far as they tell values of an item apart: a value that leaves out the only one means it."""
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for where, value in zip(item.tolist(), values, strict=True):
        found[where, value.kind].add(value.beside)
    told = []
    for where, value in zip(item.tolist(), values, strict=True):
        several = found[where, value.kind]
        # Some say the day and some do not: then only the time of day is compared.
        plain = (value.kind == "time" and "" in several) or len(several - {""}) <= 1
        told.append("" if plain else value.beside)
    return told
