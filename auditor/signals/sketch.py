"""The MinHash signature of a document: 128 values of datasketch's ``affine32`` scheme over character 5-grams.

A shingle's hash is the lower half of its 64-bit hash (:mod:`auditor.text.shingles`). A handful of documents are
signed with numpy, which is loaded anyway; thousands at once by the kernels, whose compiled code takes longer to load
than a handful takes to sign. Both give what ``datasketch.MinHash.update_batch`` gives, bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.model import Document
from auditor.signals.memo import signal
from auditor.text.shingles import fold, shingles

__all__ = ["VALUES", "Sketch", "band_keys", "permutations", "sign", "sketch"]

VALUES = 128
"""Values in a signature: an estimate's standard error is at most 0.044."""

_EMPTY = np.uint32(0xFFFFFFFF)
_SEED = 1  # datasketch's default: other seeds make signatures that cannot be compared with anyone's
_BLOCK = 512  # shingles at a time, so that 512 x 128 products stay in the cache
_FNV_BASIS = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A signature: 128 little-endian 32-bit values, and whether there was anything to sign."""

    values: bytes
    empty: bool

    def array(self) -> NDArray[np.uint32]:
        """The values as an array of shape (128,)."""
        return np.frombuffer(self.values, dtype="<u4")

    def minhash(self) -> Any:
        """The same signature as a ``datasketch.MinHash``; update it with lower halves of shingle hashes."""
        from datasketch import MinHash

        return MinHash(hashvalues=self.array(), seed=_SEED, hashfunc=int, scheme="affine32")

    def lean(self) -> Any:
        """The same signature as a ``datasketch.LeanMinHash``."""
        from datasketch import LeanMinHash

        return LeanMinHash(seed=_SEED, hashvalues=self.array(), scheme="affine32")


@signal
def sketch(doc: Document) -> Sketch:
    """The signature of the folded text of ``doc`` (Broder 1997, with the permutations of datasketch 2)."""
    hashes = shingles(fold(doc.text))
    return Sketch(sign(hashes).tobytes(), empty=not hashes.size)


def sign(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The signature of a set of 64-bit shingle hashes, shape (128,); repeats change nothing."""
    low = _scatter(hashes.astype(np.uint32))
    factors, offsets = _tiles()
    values = np.full(VALUES, _EMPTY, np.uint32)
    room = np.empty((VALUES, min(low.size, _BLOCK)), np.uint32)
    for start in range(0, low.size, _BLOCK):
        block = low[start : start + _BLOCK]
        permuted = room[:, : block.size]
        np.multiply(factors[:, : block.size], block, out=permuted)
        permuted += offsets[:, : block.size]
        np.minimum(values, np.minimum.reduce(permuted, axis=1), out=values)
    return values


def band_keys(values: NDArray[np.uint32], bands: int, rows: int) -> NDArray[np.uint64]:
    """One 64-bit key a band for signatures of shape (n, 128): shape (n, bands)."""
    parts = values[:, : bands * rows].reshape(len(values), bands, rows).astype(np.uint64)
    keys = np.full((len(values), bands), _FNV_BASIS, np.uint64)
    for row in range(rows):
        keys = (keys ^ parts[:, :, row]) * _FNV_PRIME
        keys ^= keys >> np.uint64(31)
    return keys


@cache
def permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The factors (odd) and offsets of datasketch's 128 permutations."""
    draw = np.random.RandomState(_SEED)
    factors = draw.randint(0, 1 << 31, VALUES, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, draw.randint(0, 1 << 32, VALUES, dtype=np.uint32)


@cache
def _tiles() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The permutations side by side, shape (128, 512) each: by whole arrays NumPy goes twice as fast as by columns."""
    factors, offsets = (np.repeat(row[:, None], _BLOCK, axis=1) for row in permutations())
    return factors, offsets


def _scatter(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """MurmurHash3's 32-bit finaliser, with which ``affine32`` spreads its input."""
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))
