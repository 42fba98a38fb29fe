"""Who shares text with whom: near-duplicates, similar texts, excerpts and passages.

Documents meet under the bands of their signature, under the smallest shingles where they are short, and under pairs of
neighbouring fingerprints (winnowing, Schleimer, Wilkerson and Aiken 2003) where one may stand inside the other. What
meets is compared exactly: no estimate reaches a likeness.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from auditor.model import Document, Likeness, Post, Span
from auditor.rules.rule import Rule
from auditor.signals.sketch import band_keys, sign
from auditor.text.alignment import runs
from auditor.text.shingles import SHINGLE, Tokens, distinct, fold, grams, mix, shingles, tokens

__all__ = ["BANDS", "CAP", "MAX_CHARACTERS", "SPREAD", "WINDOW", "WORD", "Check", "Imprint", "fingerprints"]

BANDS = (25, 5)
"""Bands and rows: a pair of Jaccard index 0.8 meets with probability 0.99995, one of 0.7 with 0.990."""

CAP = 200
"""Documents under one key up to which all pairs are compared; beyond, each is compared with the first alone."""

MAX_CHARACTERS = 2_000_000
"""Characters of a document that are compared; a longer text is judged by its beginning."""

WORD = 10
"""Characters of a long word: a passage has at least one token shingle for so many."""

_SHORT = 64  # shingles up to which a text meets others by its smallest shingles, which misses nothing
WINDOW = 24  # weight of a winnowing window, in Han characters
SPREAD = 10  # token shingles that may be missing inside one aligned block: two mended words
_ALIGNED = 500_000  # token shingles up to which two texts are aligned: books beyond are compared without spans
_SPANS = 50  # aligned blocks that a likeness holds: the longest ones
_LARGE = 100_000  # characters from which on only a few documents are kept ready for comparison

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
U64 = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is kept of a document: its text. Hashes of it take more room than it does and are made again when needed."""

    id: str
    text: str


class Check:
    """Compares texts by the definitions of character and token 5-grams."""

    cap = CAP
    alone = False  # what a text shares with itself is the business of repetition

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.near = rules["near-duplicate"].parameters["similarity"]
        self.similar = rules["similar"].parameters["similarity"]
        self.contained = rules["excerpt"].parameters["containment"]
        self.least = rules["excerpt"].parameters["characters"]
        self.passage = rules["passage"].parameters["characters"]

    def post(self, doc: Document) -> Post[Imprint] | None:
        """Bands or smallest shingles, and fingerprint pairs; a text without any character has nothing to compare."""
        text = doc.text[:MAX_CHARACTERS]
        folded = fold(text)
        if not folded:
            return None
        keys = {*_resemblance_keys(folded, self.similar)}
        if len(folded) >= min(self.least, self.passage):
            keys.update(_names("w", fingerprints(tokens(text))))
        return Post(tuple(sorted(keys)), Imprint(doc.id, text))

    def pair(self, key: str, group: Sequence[str]) -> Iterator[tuple[str, str]]:  # noqa: ARG002  # the protocol's
        """All pairs of a small group; of a large one a star around its first member."""
        if len(group) <= CAP:
            yield from combinations(group, 2)
        else:
            yield from ((group[0], other) for other in group[1:])

    def compare(self, a: Imprint, b: Imprint) -> Iterator[Likeness]:
        """At most one likeness by resemblance and one by containment."""
        one, two = _view(a.text), _view(b.text)
        similarity, shared = _resemblance(one, two)
        in_b, in_a = shared / max(1, one.distinct), shared / max(1, two.distinct)
        within = max(in_b * (one.characters >= self.least), in_a * (two.characters >= self.least)) >= self.contained
        if similarity < self.similar and not within and shared < self.passage // WORD:
            return
        blocks = _aligned(one, two)
        found = (similarity, in_b, in_a, *_longest(blocks))
        if similarity >= self.near:
            yield Likeness("near-duplicate", a.id, b.id, *found)
            return
        if similarity >= self.similar:
            yield Likeness("similar", a.id, b.id, *found)
        if within:
            yield Likeness("excerpt", a.id, b.id, *found)
        elif similarity < self.similar:
            long = [block for block in blocks if self._is_passage(a.text, b.text, block)]
            if long:
                yield Likeness("passage", a.id, b.id, similarity, in_b, in_a, *_longest(long))

    def _is_passage(self, a: str, b: str, block: tuple[Span, Span]) -> bool:
        (start, end), (head, tail) = block
        return min(end - start, tail - head) >= self.passage <= min(len(fold(a[start:end])), len(fold(b[head:tail])))


@dataclass(frozen=True, slots=True)
class _View:
    """What a text is compared by; ``ranked`` and ``order`` are its token shingles sorted, and where each stands."""

    characters: int
    shingles: U64
    tokens: Tokens
    grams: U64
    ranked: U64
    order: NDArray[np.int64]
    distinct: int


def measure(a: str, b: str) -> tuple[float, float]:
    """Similarity of two texts, and containment of the smaller in the larger, exactly; for texts that never met."""
    one, two = _view(a), _view(b)
    similarity, shared = _resemblance(one, two)
    return similarity, shared / max(1, min(one.distinct, two.distinct))


def _resemblance(one: _View, two: _View) -> tuple[float, int]:
    """The Jaccard index of the character shingles, and how many token shingles both have."""
    common = _common(one.shingles, two.shingles)
    union = one.shingles.size + two.shingles.size - common
    return common / max(1, union), _common(one.ranked, two.ranked, repeats=True)


def _view(text: str) -> _View:
    return _recent(text) if len(text) < _LARGE else _recent_large(text)


def _look(text: str) -> _View:
    folded = fold(text)
    cut = tokens(text)
    parts = grams(cut.hashes)
    order = np.argsort(parts, kind="stable")
    ranked = parts[order]
    different = int(np.count_nonzero(ranked[1:] != ranked[:-1])) + bool(ranked.size)
    return _View(len(folded), distinct(shingles(folded)), cut, parts, ranked, order, different)


_recent = lru_cache(maxsize=256)(_look)
_recent_large = lru_cache(maxsize=4)(_look)


def fingerprints(cut: Tokens) -> U64:
    """Hashes of neighbouring winnowed token shingles: two texts that share some sixty Han characters share one.

    A Latin word weighs as much as three Han characters, so the window spans about the same amount of text in both.
    One fingerprint alone is often a set phrase; two neighbours hardly ever are.
    """
    parts = grams(cut.hashes)
    words = (cut.ends - cut.starts)[: parts.size] > 1
    wide = np.repeat(parts, np.where(words, 3, 1))
    if wide.size <= WINDOW:
        return wide.min(keepdims=True) if wide.size else wide
    two = np.minimum(wide[:-1], wide[1:])
    four = np.minimum(two[:-2], two[2:])
    eight = np.minimum(four[:-4], four[4:])
    window = np.minimum(np.minimum(eight[:-16], eight[8:-8]), eight[16:])
    lowest = window[np.append(True, window[1:] != window[:-1])]
    return distinct(mix(lowest[:-1] * np.uint64(3) + lowest[1:])) if lowest.size > 1 else lowest


def _resemblance_keys(folded: str, threshold: float) -> Iterator[str]:
    members = distinct(shingles(folded))
    if members.size <= _SHORT / threshold:
        # Two sets of index t differ in so few members that one of these many smallest must be common to both.
        yield from _names("s", members[: int((1 - threshold) * members.size) + 1])
    if members.size > _SHORT:
        bands, rows = BANDS
        keys = band_keys(sign(members)[None, :], bands, rows)[0]
        yield from _names("b", mix(keys + np.arange(bands, dtype=np.uint64)))


def _names(kind: str, values: U64) -> list[str]:
    """Nine characters a key: the kind, and 48 bits of the hash; a false meeting costs one comparison."""
    raw = urlsafe_b64encode(values.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :6].tobytes()).decode("ascii")
    return [kind + raw[start : start + 8] for start in range(0, len(raw), 8)]


def _common(a: U64, b: U64, *, repeats: bool = False) -> int:
    """How many distinct values two sorted arrays share."""
    if a.size > b.size:
        a, b = b, a
    if not a.size:
        return 0
    place = np.minimum(np.searchsorted(b, a), b.size - 1)
    same = b[place] == a
    if repeats:
        same[1:] &= a[1:] != a[:-1]
    return int(np.count_nonzero(same))


def _aligned(a: _View, b: _View) -> list[tuple[Span, Span]]:
    """The spans of raw text that a and b share; blocks bridge differences of a word or two.

    The text with fewer shingles is walked through: what it holds stands once in the other, seldom the reverse.
    """
    if max(a.grams.size, b.grams.size) > _ALIGNED:
        return []
    if a.distinct > b.distinct:
        return [(own, other) for other, own in _aligned(b, a)]
    lows, highs = (np.searchsorted(b.ranked, a.grams, side).tolist() for side in _SIDES)
    found = runs(a.grams.tolist(), b.grams.tolist(), lows, highs, b.order.tolist(), SPREAD)
    return [(_span(a.tokens, start, end), _span(b.tokens, head, tail)) for start, end, head, tail in found]


def _span(cut: Tokens, first: int, last: int) -> Span:
    return int(cut.starts[first]), int(cut.ends[min(last + SHINGLE, cut.ends.size) - 1])


def _longest(blocks: Sequence[tuple[Span, Span]]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the longest blocks on both sides, aligned, in the order of the first side."""
    kept = sorted(sorted(blocks, key=lambda block: block[0][0] - block[0][1])[:_SPANS])
    return tuple(block[0] for block in kept), tuple(block[1] for block in kept)
