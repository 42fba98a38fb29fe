"""Compares candidate pairs exactly, in portions of bounded memory, reading each text where it was put aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Batch", "Overlap", "Shelf", "overlaps"]

U32, U64, I64 = NDArray[np.uint32], NDArray[np.uint64], NDArray[np.int64]

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

    def similarity(self) -> NDArray[np.float64]:
        """The exact Jaccard index of every pair."""
        return self.common / np.maximum(1, self.first + self.second - self.common)


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
        self._ends: list[I64] = [np.zeros(1, np.int64)]
        self._offsets = self._ends[0]

    def add(self, points: U32, offsets: I64) -> None:
        """Puts a batch of texts behind those that are there. Raises OSError when the disk is full."""
        self._file.write(memoryview(np.ascontiguousarray(points)).cast("B"))
        self._ends.append(self._ends[-1][-1] + offsets[1:])

    def offsets(self) -> I64:
        """Where each text starts and ends, in characters."""
        if len(self._ends) > 1:
            self._offsets = np.concatenate([self._ends[0], *self._ends[1:]]) if self._offsets.size == 1 else np.concatenate(
                [self._offsets, *self._ends[1:]]
            )
            self._ends = [self._offsets[-1:]]
            self._file.flush()
        return self._offsets

    def read(self, texts: I64) -> tuple[U32, I64]:
        """The texts with these numbers, in this order."""
        offsets = self.offsets()
        starts, sizes = offsets[texts], offsets[texts + 1] - offsets[texts]
        ends = np.zeros(texts.size + 1, np.int64)
        np.cumsum(sizes, out=ends[1:])
        points = np.empty(int(ends[-1]), np.uint32)
        view = memoryview(points).cast("B")
        for start, low, high in zip((starts * 4).tolist(), (ends[:-1] * 4).tolist(), (ends[1:] * 4).tolist(), strict=True):
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
        yield Overlap(batch.texts[batch.pairs].astype(np.uint32), common, sizes[batch.pairs[:, 0]], sizes[batch.pairs[:, 1]])


def batches(pairs: U32, lengths: I64) -> Iterator[Batch]:
    """Cuts the pairs into portions along connected components; a component too large for one is cut along its texts."""
    from auditor.signals import _kernels

    if not len(pairs):
        return
    label = _kernels.components(lengths.size, pairs)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], label[pairs[:, 0]]))]
    texts = np.unique(pairs).astype(np.int64)
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
    texts = np.unique(pairs)
    ends = np.array([0, texts.size], np.int64)
    places = np.searchsorted(texts, pairs).astype(np.uint32)
    return Batch(texts.astype(np.int64), ends, places, np.array([0, len(pairs)], np.int64))
