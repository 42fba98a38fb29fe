"""Finds which of many texts share passages, and where: fingerprints on disk, then exact containment and alignment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.signals.join import Batch, Read, batches
from auditor.text.shingles import SHINGLE, WORD_FACTOR, distinct, learn, tables

__all__ = ["Contained", "Fingerprints", "contained"]

U32: TypeAlias = NDArray[np.uint32]
U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]

_PARTS = 16  # files by the upper bits of a fingerprint, so that one sixteenth of them is in memory at a time
_RECORD = np.dtype([("key", "<u8"), ("text", "<u4")])

Blocks: TypeAlias = list[tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Contained:
    """Two texts by number, the share of each one's token shingles in the other, and aligned (start, end, start, end)."""

    a: int
    b: int
    in_b: float
    in_a: float
    blocks: Blocks


class Fingerprints:
    """The fingerprint pairs of texts, put aside by their upper bits."""

    def __init__(self) -> None:
        self._files: list[Any] = [TemporaryFile(prefix="auditor-") for _ in range(_PARTS)]  # noqa: SIM115  # closed by its owner

    def add(self, points: U32, offsets: I64, numbers: U32, window: int) -> None:
        """Fingerprints the raw texts of a batch, which have these numbers."""
        from auditor.signals import _kernels

        parts = _token_grams(points, offsets)
        keys, ends = _kernels.winnow(*parts, window)
        records = np.empty(keys.size, _RECORD)
        records["key"], records["text"] = keys, np.repeat(numbers, np.diff(ends))
        part = (keys >> np.uint64(60)).astype(np.uint8)
        order = np.argsort(part, kind="stable")
        cuts = np.searchsorted(part[order], np.arange(_PARTS + 1))
        for file, low, high in zip(self._files, cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            file.write(records[order[low:high]].tobytes())

    def pairs(self, cap: int) -> tuple[U32, int]:
        """Pairs of texts that share two fingerprint pairs, shape (m, 2), and how many keys more than ``cap`` texts share.

        One alone is a sentence: 200 characters have six and more, so two in different files is little to ask.
        """
        from auditor.signals import _kernels

        hot = 0
        with ExitStack() as stack:
            met = [stack.enter_context(TemporaryFile(prefix="auditor-")) for _ in range(_PARTS)]
            for file in self._files:
                file.seek(0)
                records = np.sort(np.frombuffer(file.read(), _RECORD), order=("key", "text"))
                keys, texts = np.ascontiguousarray(records["key"]), np.ascontiguousarray(records["text"])
                codes, crowded = _kernels.meetings(keys, texts, cap)
                hot += int(crowded)
                codes = distinct(codes)
                part = (codes * np.uint64(WORD_FACTOR)) >> np.uint64(60)
                for n, one in enumerate(met):
                    one.write(codes[part == n].tobytes())
            found = np.concatenate([_repeated(one) for one in met])
        return np.stack((found >> np.uint64(32), found & np.uint64(0xFFFFFFFF)), axis=1).astype(np.uint32), hot

    def close(self) -> None:
        """Gives the disk space back."""
        for file in self._files:
            file.close()


def _repeated(file: Any) -> U64:
    """The codes that stand in a file twice or more."""
    file.seek(0)
    codes = np.sort(np.frombuffer(file.read(), np.uint64))
    return distinct(codes[1:][codes[1:] == codes[:-1]])


def contained(
    pairs: U32, lengths: I64, read: Read, *, least: float, common: int, spread: int
) -> Iterator[tuple[Contained, int]]:
    """Pairs of which one is contained to ``least`` in the other, or that share ``common`` token shingles, aligned.

    Beside each, how many pairs are done.
    """
    from auditor.signals import _kernels

    done = 0
    for batch in batches(pairs, lengths):
        done += len(batch.pairs)
        grams, ends, starts, tails, token_ends = _token_grams(*read(batch.texts))
        shared, sizes, number = _kernels.common(grams, ends, batch.groups, batch.pairs, batch.cuts)
        share = shared[:, None] / np.maximum(1, sizes[batch.pairs])
        chosen = np.flatnonzero((share.max(axis=1) >= least) | (shared >= common))
        if not chosen.size:
            continue
        # The text with fewer shingles is walked through: what it holds stands once in the other, seldom the reverse.
        turned = sizes[batch.pairs[chosen, 0]] > sizes[batch.pairs[chosen, 1]]
        walked = np.where(turned[:, None], batch.pairs[chosen, ::-1], batch.pairs[chosen])
        rows, cuts = _kernels.align(number, ends, walked, spread)
        rows[np.repeat(turned, np.diff(cuts))] = rows[np.repeat(turned, np.diff(cuts))][:, [2, 3, 0, 1]]
        for n, (low, high) in enumerate(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)):
            z = int(chosen[n])
            blocks = _spans(rows[low:high], batch, z, (starts, tails, token_ends))
            a, b = batch.texts[batch.pairs[z]].tolist()
            yield Contained(a, b, float(share[z, 0]), float(share[z, 1]), blocks), done


def _spans(rows: I64, batch: Batch, pair: int, places: tuple[U32, U32, I64]) -> Blocks:
    """Stretches of shingles as spans of characters."""
    starts, tails, token_ends = places
    columns = []
    for side, (first, last) in enumerate(((0, 1), (2, 3))):
        text = int(batch.pairs[pair, side])
        low, high = int(token_ends[text]), int(token_ends[text + 1])
        columns.append(starts[low + rows[:, first]].tolist())
        columns.append(tails[np.minimum(low + rows[:, last] + SHINGLE, high) - 1].tolist())
    return list(zip(*columns, strict=True))


def _token_grams(points: U32, offsets: I64) -> tuple[U64, I64, U32, U32, I64]:
    from auditor.signals import _kernels

    while True:
        grams, ends, starts, tails, token_ends, fresh = _kernels.token_grams(points, offsets, *tables())
        if not fresh.size:
            return grams, ends, starts, tails, token_ends
        learn(fresh)
