"""Shingles: the character and token 5-grams by which texts are compared, hashed to 64 bits.

Characters are folded by NFKC, lower case and collapsed white space, the definition that every exact Jaccard index of
this project rests on. Tokens are Latin words or single Han characters; they keep their place in the raw text, so what
two texts share maps back without a detour.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
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
    "powers",
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
_INVERSE = pow(WORD_FACTOR, -1, 1 << 64)
_ARTICLE = 1 << 16  # characters up to which powers are kept, half a megabyte each way

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
    fresh = np.ones(ranked.size, bool)
    np.not_equal(ranked[1:], ranked[:-1], out=fresh[1:])
    return ranked[fresh]


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
    if not (clear := kind == CLEAR).any():
        return _cut(kind, unit, None)
    kept = np.flatnonzero(~clear)
    return _cut(kind[kept], unit[kept], kept)


def characters(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], U64]:
    """The kind of every code point, and the hash of it folded by itself, 0 where it is part of no token."""
    kinds, _ = tables()
    low = np.minimum(points, _TABLE - 1).astype(np.intp)
    kind = kinds.take(low)
    if (fresh := kind == UNLEARNED).any():
        learn(distinct(low[fresh]))
        kind = kinds.take(low)
    unit = _units().take(low)
    if (beyond := points >= _TABLE).any():
        kind[beyond] = _astral(points[beyond])
        unit[beyond] = _hashed(kind[beyond], points[beyond].astype(np.uint64))
    return kind, unit


def _hashed(kind: NDArray[np.uint8], value: U64) -> U64:
    return np.where((kind == WORD) | (kind == SINGLE), mix(value * np.uint64(WORD_FACTOR)), np.uint64(0))


def _cut(kind: NDArray[np.uint8], unit: U64, place: NDArray[np.int64] | None) -> Tokens:
    """Tokens from the kind, the hash and, where some are left out, the place of every character.

    A token's hash is a polynomial of its characters', from prefix sums modulo 2⁶⁴.
    """
    word = kind == WORD
    solid = word | (kind == SINGLE)
    apart = ~(word[1:] & word[:-1])
    head, tail = solid.copy(), solid
    head[1:] &= apart
    tail[:-1] &= apart
    first, last = np.flatnonzero(head), np.flatnonzero(tail)
    forth, back = powers(kind.size)
    total = np.zeros(kind.size + 1, np.uint64)
    np.cumsum(unit * forth[: kind.size], out=total[1:])
    hashes = mix((total.take(last + 1) - total.take(first)) * back.take(first))
    return Tokens(hashes, first, last + 1) if place is None else Tokens(hashes, place[first], place[last] + 1)


def powers(count: int) -> tuple[U64, U64]:
    """At least so many powers of the word constant, and of its inverse, modulo 2⁶⁴."""
    return _powers(1 << max(count - 1, 1).bit_length()) if count <= _ARTICLE else _powers.__wrapped__(count)


@lru_cache
def _powers(count: int) -> tuple[U64, U64]:
    forth, back = np.full((2, count), ((WORD_FACTOR,), (_INVERSE,)), np.uint64)
    forth[0] = back[0] = 1
    return np.cumprod(forth, dtype=np.uint64), np.cumprod(back, dtype=np.uint64)


def _astral(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    low, high = ASTRAL
    return np.where((points >= low) & (points <= high), SINGLE, GAP).astype(np.uint8)


@cache
def tables() -> tuple[NDArray[np.uint8], U64]:
    """What is known of the first two planes; :func:`characters` fills it in as it meets new ones.

    Filling all of it at once takes a sixth of a second, more than the audit of one file.
    """
    return np.full(_TABLE, UNLEARNED, np.uint8), np.zeros(_TABLE, np.uint64)


@cache
def _units() -> U64:
    """The hash of each code point of the first two planes that was met, 0 for those that are part of no token."""
    return np.zeros(_TABLE, np.uint64)


def learn(points: NDArray[np.integer[Any]]) -> None:
    """Enters code points of the first two planes into the tables."""
    kinds, values = tables()
    known = [_character(chr(point)) for point in points.tolist()]
    own = np.array([kind for kind, _ in known], np.uint8)
    values[points] = np.array([value for _, value in known], np.uint64)
    _units()[points] = _hashed(own, values[points])
    # NOTE: last, or another thread would take an entry for whole that is half written.
    kinds[points] = own


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
