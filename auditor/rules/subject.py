"""Finds short lines that share no subject with the rest of a text: where inserted lines stand. Support only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import log1p, sqrt
from typing import TYPE_CHECKING
from zlib import crc32

from auditor.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Subject"]

# Cosine of hashed counts of Han bigrams and Latin words, between a line and all other lines. Of advert lines put into
# articles of both languages 95 in 100 lie below, and a third of the short lines that articles have of their own.
_ALIKE = 0.10
# What is compared: a line of a few words at least, no longer than a short sentence, in a text that has a subject.
_LEAST_LINE, _MOST_HAN, _MOST_LATIN = 8, 70, 150
_LEAST_TEXT = 100
_LETTERS_PER_HAN = 3
# Of articles nine in ten have more of their text in lines that end a sentence; of wrapped texts and listings one in ten.
_PROSE_SHARE = 0.45
_MAX_LINES = 20_000
_LATIN = re.compile(r"[a-z]{4,}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
# Multiplicative hashing (Knuth): the upper 14 bits of 32.
_BINS, _SHIFT = 1 << 14, 18
_SPREAD, _MIX = 0x85EBCA6B, 0x9E3779B1
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD_STEM = 6
# Words that every English text shares with every other.
_COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "also",
        "another",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "could",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "even",
        "every",
        "from",
        "have",
        "having",
        "here",
        "himself",
        "into",
        "itself",
        "just",
        "like",
        "made",
        "make",
        "many",
        "more",
        "most",
        "much",
        "only",
        "other",
        "over",
        "same",
        "should",
        "since",
        "some",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "under",
        "until",
        "upon",
        "very",
        "well",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "whom",
        "will",
        "with",
        "within",
        "without",
        "would",
        "your",
        "yours",
    ]
)
_ENDS = ".!?。！？…:;；”\"')]）】』」>"


class Subject:
    """What a folded text is about, to compare its short lines with. Counted when the first line is looked at."""

    def __init__(self, text: str, lines: Sequence[Span]) -> None:
        self._text = text
        self._lines = lines[:_MAX_LINES]

    @cached_property
    def short_lines(self) -> Sequence[Span]:
        """The lines that are short enough, in a text of paragraphs; the only ones that can be off topic."""
        if len(self._lines) < 2:  # noqa: PLR2004  # one line has no rest
            return ()
        text = self._text
        short = [
            (start, end)
            for start, end in self._lines
            if _LEAST_LINE <= end - start <= _MOST_HAN
            or (_MOST_HAN < end - start <= _MOST_LATIN and _HAN.search(text, start, end) is None)
        ]
        return short if short and _is_prose(text, self._lines) else ()

    def is_foreign(self, line: Span) -> bool:
        """Whether a line shares no subject with all others."""
        terms, own = _terms(self._text[slice(*line)])
        return self._whole[1] - own >= _LEAST_TEXT and self._cosine(Counter(terms)) < _ALIKE

    @cached_property
    def _whole(self) -> tuple[NDArray[np.float64], int]:
        return _counted(self._text)

    @cached_property
    def _square(self) -> float:
        import numpy as np

        counts = self._whole[0]
        return float((np.log1p(counts[counts > 0]) ** 2).sum())

    def _cosine(self, line: Counter[int]) -> float:
        """Cosine of a line and the rest, whose counts are damped so that its commonest word does not drown the others."""
        whole = {term: float(self._whole[0][term]) for term in line}
        rest = {term: log1p(whole[term] - count) for term, count in line.items()}
        square = self._square + sum(rest[term] ** 2 - log1p(whole[term]) ** 2 for term in line)
        size = sqrt(sum(count * count for count in line.values()) * max(square, 0.0))
        return sum(count * rest[term] for term, count in line.items()) / size if size else 0.0


def _is_prose(text: str, lines: Sequence[Span]) -> bool:
    """Whether most of a text stands in lines that end a sentence, as paragraphs do and wrapped lines and listings do not."""
    ended = sum([end - start for start, end in lines if _last(text, start, end) in _ENDS])
    return ended >= _PROSE_SHARE * sum([end - start for start, end in lines])


def _last(text: str, start: int, end: int) -> str:
    """The last sign of a line before white space."""
    return text[end - 1] if text[end - 1] != " " else text[start:end].rstrip()[-1:]


def _terms(line: str) -> tuple[list[int], int]:
    """The hashes of a line's terms, and how much text they are, in letters."""
    terms = [_hash(run) for run in _LATIN.findall(line) if run not in _COMMON]
    weight = sum(map(len, _LATIN.findall(line)))
    for run in _HAN_RUN.findall(line):
        weight += _LETTERS_PER_HAN * len(run)
        terms += [(ord(a) * _SPREAD + ord(b) * _MIX & 0xFFFFFFFF) >> _SHIFT for a, b in pairwise(run)]
    return terms, weight


def _counted(text: str) -> tuple[NDArray[np.float64], int]:
    """The counts of a whole text's terms by hash, as ``_terms`` gives them, and how much text they are."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    han = points - np.uint32(0x3400) <= 0x9FFF - 0x3400  # unsigned: the ideographs
    first = np.nonzero(han[:-1] & han[1:])[0]
    hashes = points[first] * np.uint32(_SPREAD) + points[first + 1] * np.uint32(_MIX) >> np.uint32(_SHIFT)
    counts = np.bincount(hashes, minlength=_BINS).astype(np.float64)
    words = Counter(_LATIN.findall(text))
    for word, count in words.items():
        if word not in _COMMON:
            counts[_hash(word)] += count
    weight = _LETTERS_PER_HAN * int(han.sum()) + sum(len(word) * count for word, count in words.items())
    return counts, weight


def _hash(word: str) -> int:
    return crc32(word[:_WORD_STEM].encode()) >> _SHIFT
