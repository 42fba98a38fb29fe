"""Compares candidate pairs exactly, in portions of bounded memory, reading each text where it was put aside."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.text.shingles import distinct

__all__ = ["Batch", "Overlap", "Shelf", "overlaps"]

U32: TypeAlias = NDArray[np.uint32]
U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]

_PORTION = 2_000_000  # characters compared at a time: some 40 MB with hashes and tables

Read = Callable[[I64], tuple[U32, I64]]
"""The code points and offsets of the texts with these numbers."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the texts of some pairs share: distinct shingles in common, and of each text."""

    pairs: U32
    common: I64
    first: I64
    second: I64

    def similarity(self) -> F64:
        """The exact Jaccard index of every pair."""
        union = np.maximum(1, self.first + self.second - self.common)
        share: F64 = self.common / union
        return share

    def containment(self) -> F64:
        """How much of the smaller text of every pair stands in the larger."""
        share: F64 = self.common / np.maximum(1, np.minimum(self.first, self.second))
        return share

    def where(self, kept: NDArray[np.bool_]) -> Overlap:
        """The pairs for which ``kept`` is true."""
        return Overlap(self.pairs[kept], self.common[kept], self.first[kept], self.second[kept])

    def sorted(self) -> Overlap:
        """The pairs in the order of their numbers."""
        order = np.lexsort((self.pairs[:, 1], self.pairs[:, 0]))
        return Overlap(self.pairs[order], self.common[order], self.first[order], self.second[order])

    @classmethod
    def joined(cls, parts: Sequence[Overlap]) -> Overlap:
        """All parts as one."""
        if not parts:
            none = np.empty(0, np.int64)
            return cls(np.empty((0, 2), np.uint32), none, none, none)
        return cls(
            np.concatenate([part.pairs for part in parts]),
            np.concatenate([part.common for part in parts]),
            np.concatenate([part.first for part in parts]),
            np.concatenate([part.second for part in parts]),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs that are compared together: texts by number, where groups of texts begin, pairs as places in ``texts``."""

    texts: I64
    groups: I64
    pairs: U32
    cuts: I64


class Shelf:
    """Texts put aside in a temporary file, four bytes a character; it vanishes when closed."""

    def __init__(self) -> None:
        self._file: Any = TemporaryFile(prefix="auditor-")  # noqa: SIM115  # closed by its owner
        self._offsets = array("q", [0])

    def add(self, points: U32, offsets: I64) -> None:
        """Puts a batch of texts behind those that are there. Raises OSError when the disk is full."""
        self._file.write(np.ascontiguousarray(points).data.cast("B"))
        self._offsets.frombytes((offsets[1:] + self._offsets[-1]).tobytes())

    def lengths(self) -> I64:
        """The characters of every text."""
        offsets = np.frombuffer(self._offsets, np.int64)
        return offsets[1:] - offsets[:-1]

    def read(self, texts: I64) -> tuple[U32, I64]:
        """The texts with these numbers, in this order."""
        offsets = np.frombuffer(self._offsets, np.int64)
        starts, sizes = offsets[texts], offsets[texts + 1] - offsets[texts]
        ends = np.zeros(texts.size + 1, np.int64)
        np.cumsum(sizes, out=ends[1:])
        points = np.empty(int(ends[-1]), np.uint32)
        self._file.flush()
        view = points.data.cast("B")
        for start, low, high in zip(
            (starts * 4).tolist(), (ends[:-1] * 4).tolist(), (ends[1:] * 4).tolist(), strict=True
        ):
            self._file.seek(start)
            self._file.readinto(view[low:high])
        return points, ends

    def close(self) -> None:
        """Gives the disk space back."""
        self._file.close()


def overlaps(pairs: U32, lengths: I64, read: Read) -> Iterator[Overlap]:
    """The exact overlap of every pair, in portions; pairs come back ordered by the group they belong to."""
    from auditor.signals import _kernels

    for batch in batches(pairs, lengths):
        points, offsets = read(batch.texts)
        hashes, ends = _kernels.char_grams(points, offsets)
        common, sizes, _ = _kernels.common(hashes, ends, batch.groups, batch.pairs, batch.cuts)
        yield Overlap(
            batch.texts[batch.pairs].astype(np.uint32), common, sizes[batch.pairs[:, 0]], sizes[batch.pairs[:, 1]]
        )


def batches(pairs: U32, lengths: I64) -> Iterator[Batch]:
    """Cuts the pairs into portions along connected components; a component too large for one is cut along its texts."""
    from auditor.signals import _kernels

    if not len(pairs):
        return
    label = _kernels.components(lengths.size, pairs)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], label[pairs[:, 0]]))]
    texts = distinct(pairs).astype(np.int64)
    texts = texts[np.lexsort((texts, label[texts]))]
    starts = np.flatnonzero(np.append(True, np.diff(label[texts]) != 0))
    cuts = np.append(np.flatnonzero(np.append(True, np.diff(label[pairs[:, 0]]) != 0)), len(pairs))
    weight = np.add.reduceat(lengths[texts], starts)
    starts = np.append(starts, texts.size)
    place = np.empty(lengths.size, np.uint32)
    place[texts] = np.arange(texts.size, dtype=np.uint32)
    low = 0
    for high in _portions(weight):
        own = pairs[cuts[low] : cuts[high]]
        if high == low + 1 and weight[low] > _PORTION:
            yield from _slices(own, lengths)
        else:
            held = texts[starts[low] : starts[high]]
            groups = starts[low : high + 1] - starts[low]
            yield Batch(held, groups, place[own] - np.uint32(starts[low]), cuts[low : high + 1] - cuts[low])
        low = high


def _portions(weight: I64) -> Iterator[int]:
    """Where to cut a row of groups so that no portion of several weighs more than the limit."""
    load = 0
    for n, heavy in enumerate(weight.tolist()):
        if load and load + heavy > _PORTION:
            yield n
            load = 0
        load += heavy
    yield weight.size


def _slices(pairs: U32, lengths: I64) -> Iterator[Batch]:
    """A large group, cut along its pairs: each portion names as many texts as fit."""
    low, load = 0, 0
    held: set[int] = set()
    for n, (a, b) in enumerate(pairs.tolist()):
        fresh = {a, b} - held
        heavy = int(sum(lengths[text] for text in fresh))
        if load and load + heavy > _PORTION:
            yield _slice(pairs[low:n])
            low, load, held = n, 0, set()
            fresh, heavy = {a, b}, int(lengths[a] + lengths[b])
        held |= fresh
        load += heavy
    yield _slice(pairs[low:])


def _slice(pairs: U32) -> Batch:
    texts = distinct(pairs)
    ends = np.array([0, texts.size], np.int64)
    places = np.searchsorted(texts, pairs).astype(np.uint32)
    return Batch(texts.astype(np.int64), ends, places, np.array([0, len(pairs)], np.int64))
