"""Shingles: the character and token 5-grams by which texts are compared, hashed to 64 bits.

Characters are folded by NFKC, lower case and collapsed white space, the definition that every exact Jaccard index of
this project rests on. Tokens are Latin words or single Han characters; they keep their place in the raw text, so what
two texts share maps back without a detour.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "MIXER",
    "SHINGLE",
    "WEIGHTS",
    "WORD_FACTOR",
    "Tokens",
    "characters",
    "code_points",
    "distinct",
    "fold",
    "grams",
    "learn",
    "mix",
    "shingles",
    "tables",
    "tokens",
]

SHINGLE = 5
"""Characters, or tokens, in a shingle."""

U64 = NDArray[np.uint64]
N = TypeVar("N", bound=np.integer[Any])

# Odd 64-bit constants (the first outputs of splitmix64 seeded with 1, made odd): a shingle's hash is the sum of its
# code points times these, mixed. Sums are independent of each other, so the compiler can compute eight at a time.
WEIGHTS = (0x910A2DEC89025CC1, 0xBEEB8DA1658EEC67, 0xF893A2EEFB32555F, 0x71C18690EE42C90B, 0x71BB54D8D101B5B9)
MIXER = 0xBF58476D1CE4E5B9
WORD_FACTOR = 0x9E3779B97F4A7C15

# The kinds of characters a token is made of.
GAP, WORD, SINGLE, CLEAR, UNLEARNED = range(5)

# Characters above this are one kind to us: CJK extensions below it stand for themselves, the rest separates.
_TABLE = 0x20000
ASTRAL = (0x20000, 0x3FFFF)

# Scripts written without blanks: every character is a token. Kana, ideographs, Hangul, Thai to Khmer.
_SINGLES = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3005, 0x3007),
    (0x3041, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
)


def fold(text: str) -> str:
    """The text after NFKC, lower case and collapsed white space, without white space around it."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def mix(values: U64) -> U64:
    """Spreads 64-bit values so that every bit of the result depends on every bit of the value."""
    values = values ^ (values >> np.uint64(32))
    values = values * np.uint64(MIXER)
    return values ^ (values >> np.uint64(29))


def grams(units: U64) -> U64:
    """The hash of every run of five units, in order; fewer than five units make one hash, none make none."""
    if not units.size:
        return np.empty(0, np.uint64)
    count = max(1, units.size - SHINGLE + 1)
    total = np.zeros(count, np.uint64)
    for place, weight in enumerate(WEIGHTS):
        part = units[place : place + count]
        total[: part.size] += part * np.uint64(weight)
    return mix(total)


def distinct(values: NDArray[N]) -> NDArray[N]:
    """The values of an array in order, each once; NumPy's own ``unique`` hashes first and takes ten times as long."""
    ranked = np.sort(values, axis=None)
    return ranked[np.append(True, ranked[1:] != ranked[:-1])] if ranked.size else ranked


def shingles(folded: str) -> U64:
    """The hashes of the character 5-grams of a folded text, in order, repeats included."""
    return grams(code_points(folded).astype(np.uint64))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: hashes, and where each starts and ends in the raw text."""

    hashes: U64
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def tokens(text: str) -> Tokens:
    """The Latin words and single Han characters of ``text``, folded; punctuation, blanks and marks make none."""
    points = code_points(text)
    kind, unit = characters(points)
    kept = np.flatnonzero(kind != CLEAR)
    return _cut(kind[kept], mix(unit[kept] * np.uint64(WORD_FACTOR)), kept)


def characters(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], U64]:
    """The kind of every code point, and the value it has after folding it by itself."""
    kinds, values = tables()
    low = np.minimum(points, _TABLE - 1)
    kind = kinds[low]
    if (kind == UNLEARNED).any():
        learn(distinct(low[kind == UNLEARNED]))
        kind = kinds[low]
    if (points < _TABLE).all():
        return kind, values[low]
    return np.where(points < _TABLE, kind, _astral(points)), np.where(points < _TABLE, values[low], points)


def _cut(kind: NDArray[np.uint8], unit: U64, place: NDArray[np.int64]) -> Tokens:
    """Tokens from the kind, the hash and the place of every character that is not transparent."""
    solid = (kind == WORD) | (kind == SINGLE)
    joined = np.zeros(kind.size, bool)
    joined[1:] = (kind[1:] == WORD) & (kind[:-1] == WORD)
    first = np.flatnonzero(solid & ~joined)
    if not first.size:
        return Tokens(np.empty(0, np.uint64), first, first)
    within = _within(kind.size, first)
    parts = np.where(solid, unit * _powers(int(within.max()) + 1)[within], np.uint64(0))
    last = first + np.add.reduceat(solid.astype(np.int64), first) - 1
    return Tokens(mix(np.add.reduceat(parts, first)), place[first], place[last] + 1)


def _within(size: int, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of every character counted from the token that starts at or before it."""
    base = np.zeros(size, np.int64)
    base[first] = first
    return np.arange(size) - np.maximum.accumulate(base)


def _powers(count: int) -> U64:
    """The powers of the word constant, modulo 2⁶⁴."""
    powers = np.full(count, WORD_FACTOR, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _astral(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    low, high = ASTRAL
    return np.where((points >= low) & (points <= high), SINGLE, GAP).astype(np.uint8)


@cache
def tables() -> tuple[NDArray[np.uint8], U64]:
    """What is known of the first two planes; :func:`characters` fills it in as it meets new ones.

    Filling all of it at once takes a sixth of a second, more than the audit of one file.
    """
    return np.full(_TABLE, UNLEARNED, np.uint8), np.zeros(_TABLE, np.uint64)


def learn(points: NDArray[np.uint32]) -> None:
    """Enters code points of the first two planes into the tables."""
    kinds, values = tables()
    for point in points.tolist():
        kinds[point], values[point] = _character(chr(point))


def _character(character: str) -> tuple[int, int]:
    """The kind of one character and its value after folding: its code point, or two of them side by side."""
    image = unicodedata.normalize("NFKC", character).lower()
    value = 0
    for letter in reversed(image[:2]):
        value = value << 32 | ord(letter)
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return CLEAR, value
    if not image.isalnum():
        return GAP, value
    return (SINGLE if any(low <= ord(character) <= high for low, high in _SINGLES) else WORD), value
