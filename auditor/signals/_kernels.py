"""The compiled inner loops of the bulk path; everything here is defined in plain Python elsewhere and only runs faster.

Importing this module loads numba: only :mod:`auditor.signals.bulk` does, from within its functions. The compiled code is
cached beside the file, or in the user's cache where the installation is read-only.
"""
# mypy: disable-error-code="untyped-decorator"
# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917  # a kernel is one loop nest over flat arrays

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from auditor.text.alignment import runs
from auditor.text.shingles import MIXER, SHINGLE, WEIGHTS, WORD_FACTOR

__all__ = ["align", "band_pairs", "char_grams", "common", "fold", "signatures", "token_grams", "winnow"]

U8, U32, U64, I64 = NDArray[np.uint8], NDArray[np.uint32], NDArray[np.uint64], NDArray[np.int64]

u32, u64 = np.uint32, np.uint64
_W0, _W1, _W2, _W3, _W4 = (u64(weight) for weight in WEIGHTS)
_MIXER, _WORD = u64(MIXER), u64(WORD_FACTOR)
_EMPTY = u32(0xFFFFFFFF)
_FREE = u32(0xFFFFFFFF)
_BLOCK = 512  # hashes at a time: 2 kB, so that signatures and constants stay in the first-level cache
_TABLE = 0x20000

# What folding makes of a character: not known yet, one other, several, white space, or something its neighbours decide.
UNKNOWN, ONE, MANY, SPACE, UNSAFE, PENDING = range(6)
_COMPATIBILITY = (0x2F800, 0x2FA1F)  # ideographs beyond the table that NFKC replaces
_BLANK = u32(32)


@njit(inline="always")
def _mix(h: u64) -> u64:
    h ^= h >> u64(32)
    h *= _MIXER
    return h ^ (h >> u64(29))


@njit(inline="always")
def _gram(c: U32, i: int) -> u64:
    total = u64(c[i]) * _W0 + u64(c[i + 1]) * _W1 + u64(c[i + 2]) * _W2 + u64(c[i + 3]) * _W3 + u64(c[i + 4]) * _W4
    return _mix(total)


@njit(inline="always")
def _scatter(x: u32) -> u32:
    x = u32(x ^ (x >> u32(16)))
    x = u32(x * u32(0x85EBCA6B))
    x = u32(x ^ (x >> u32(13)))
    x = u32(x * u32(0xC2B2AE35))
    return u32(x ^ (x >> u32(16)))


@njit(cache=True, nogil=True)
def fold(
    points: U32, offsets: I64, action: U8, image: U32, length: U8, pool: U32
) -> tuple[U32, I64, U8, U32]:
    """Folded code points of every text and their offsets; which texts only their neighbours decide; new characters.

    Where new characters are returned (each once, marked as pending in ``action``), the rest is to be thrown away.
    """
    n = offsets.size - 1
    out = np.empty(points.size + 64, np.uint32)
    ends = np.zeros(n + 1, np.int64)
    unsafe = np.zeros(n, np.uint8)
    fresh = np.empty(256, np.uint32)
    count = 0
    at = 0
    for d in range(n):
        begin = at
        blank = False
        for i in range(offsets[d], offsets[d + 1]):
            point = points[i]
            kind = u32(ONE)
            made = point
            if point < u32(_TABLE):
                kind = u32(action[point])
                made = image[point]
            if kind == ONE:
                if blank and at > begin:
                    out[at] = _BLANK
                    at += 1
                blank = False
                out[at] = made
                at += 1
            elif kind == SPACE:
                blank = True
            elif kind == MANY:
                if at + points.size - i + 64 > out.size:
                    out = np.concatenate((out, np.empty_like(out)))
                for k in range(length[point]):
                    piece = pool[made + k]
                    if piece == _BLANK:
                        blank = True
                        continue
                    if blank and at > begin:
                        out[at] = _BLANK
                        at += 1
                    blank = False
                    out[at] = piece
                    at += 1
            elif kind == UNSAFE:
                unsafe[d] = 1
            elif kind == UNKNOWN:
                action[point] = PENDING
                if count == fresh.size:
                    fresh = np.concatenate((fresh, np.empty_like(fresh)))
                fresh[count] = point
                count += 1
            if point >= u32(_COMPATIBILITY[0]) and point <= u32(_COMPATIBILITY[1]):
                unsafe[d] = 1
        if unsafe[d]:
            at = begin
        ends[d + 1] = at
    return out[:at], ends, unsafe, fresh[:count]


@njit(cache=True, nogil=True)
def signatures(points: U32, offsets: I64, factors: U32, shifts: U32) -> U32:
    """The signature of every folded text, shape (n, 128)."""
    n = offsets.size - 1
    out = np.full((n, 128), _EMPTY, np.uint32)
    block = np.empty(_BLOCK + 8, np.uint32)
    short = np.empty(SHINGLE, np.uint32)
    for d in range(n):
        start, size = offsets[d], offsets[d + 1] - offsets[d]
        if size == 0:
            continue
        own = out[d]
        text = points[start : start + size]
        if size < SHINGLE:
            short[:] = 0
            short[:size] = text
            text = short
        count = text.size - SHINGLE + 1
        done = 0
        while done < count:
            k = min(_BLOCK, count - done)
            for j in range(k):
                block[j] = _scatter(u32(_gram(text, done + j)))
            for j in range(k, k + 7):
                block[j] = block[0]
            for j in range(0, k, 8):
                h0, h1, h2, h3 = block[j], block[j + 1], block[j + 2], block[j + 3]
                h4, h5, h6, h7 = block[j + 4], block[j + 5], block[j + 6], block[j + 7]
                for p in range(128):
                    a, b = factors[p], shifts[p]
                    x = min(min(u32(a * h0 + b), u32(a * h1 + b)), min(u32(a * h2 + b), u32(a * h3 + b)))
                    y = min(min(u32(a * h4 + b), u32(a * h5 + b)), min(u32(a * h6 + b), u32(a * h7 + b)))
                    own[p] = min(own[p], min(x, y))
            done += k
    return out


@njit(cache=True, nogil=True)
def char_grams(points: U32, offsets: I64) -> tuple[U64, I64]:
    """The character shingle hashes of every folded text, in order, and their offsets."""
    n = offsets.size - 1
    ends = np.zeros(n + 1, np.int64)
    for d in range(n):
        size = offsets[d + 1] - offsets[d]
        ends[d + 1] = ends[d] + (max(1, size - SHINGLE + 1) if size else 0)
    out = np.empty(ends[n], np.uint64)
    short = np.zeros(SHINGLE, np.uint32)
    for d in range(n):
        size = offsets[d + 1] - offsets[d]
        text = points[offsets[d] : offsets[d + 1]]
        if 0 < size < SHINGLE:
            short[:] = 0
            short[:size] = text
            text = short
        at = ends[d]
        for i in range(ends[d + 1] - at):
            out[at + i] = _gram(text, i)
    return out, ends


@njit(cache=True, nogil=True)
def band_pairs(values: U32, bands: int, rows: int, least: int, cap: int) -> tuple[U32, int]:
    """Pairs of signatures that agree in a band and in at least ``least`` values, shape (m, 2), each once.

    A signature meets all others of its bucket while the bucket holds no more than ``cap``, then only the bucket's first.
    Also returns how many buckets were larger. Empty signatures meet nobody.
    """
    n = values.shape[0]
    size = 16
    while size < 2 * n:
        size *= 2
    lead = np.empty(size, np.int32)
    last = np.empty(size, np.int32)
    held = np.empty(size, np.int32)
    before = np.empty(n, np.int32)
    found = np.empty((1024, 2), np.uint32)
    count, hot = 0, 0
    for band in range(bands):
        lead[:] = -1
        low = band * rows
        for d in range(n):
            own = values[d]
            key = u64(0xCBF29CE484222325)
            void = True
            for r in range(low, low + rows):
                key = _mix((key ^ u64(own[r])) * _WORD)
                void = void and own[r] == _EMPTY
            if void:
                continue
            slot = key & u64(size - 1)
            while lead[slot] >= 0 and not _agree(values[lead[slot]], own, low, low + rows):
                slot = (slot + u64(1)) & u64(size - 1)
            if lead[slot] < 0:
                lead[slot], last[slot], held[slot], before[d] = d, d, 1, -1
                continue
            full = held[slot] >= cap
            hot += held[slot] == cap
            other = lead[slot] if full else last[slot]
            held[slot] += 1
            if not full:
                before[d] = other
                last[slot] = d
            while other >= 0:
                if not _met(values[other], own, low, rows) and _equal(values[other], own) >= least:
                    if count == found.shape[0]:
                        found = np.concatenate((found, np.empty_like(found)))
                    found[count, 0], found[count, 1] = other, d
                    count += 1
                other = -1 if full else before[other]
    return found[:count], hot


@njit(inline="always")
def _agree(a: U32, b: U32, low: int, high: int) -> bool:
    for r in range(low, high):  # noqa: SIM110  # a generator would not compile
        if a[r] != b[r]:
            return False
    return True


@njit(inline="always")
def _equal(a: U32, b: U32) -> int:
    same = u32(0)
    for p in range(128):
        same += u32(a[p] == b[p])
    return np.int64(same)


@njit(inline="always")
def _met(a: U32, b: U32, end: int, rows: int) -> bool:
    """Whether two signatures already agree in a band before ``end``."""
    for low in range(0, end, rows):  # noqa: SIM110  # a generator would not compile
        if _agree(a, b, low, low + rows):
            return True
    return False


@njit(cache=True, nogil=True)
def common(hashes: U64, offsets: I64, groups: I64, pairs: U32, cuts: I64) -> tuple[I64, I64, U32]:
    """How many distinct hashes the texts of each pair share, how many each text has, and a number for every hash.

    Texts come in groups (``groups``: where each starts), pairs stay inside one (``cuts``: where the pairs of each group
    start) and are sorted by their first. In a group every distinct hash gets a small number, so that a pair costs one
    array look-up a hash and nothing is sorted.
    """
    n = offsets.size - 1
    number = np.empty(hashes.size, np.uint32)
    unique = np.empty(hashes.size, np.uint32)
    sizes = np.zeros(n, np.int64)
    shared = np.zeros(pairs.shape[0], np.int64)
    size = 1024
    keys = np.empty(size, np.uint64)
    slots = np.full(size, _FREE, np.uint32)
    seen = np.empty(size, np.uint32)
    for g in range(groups.size - 1):
        size, total = 1024, 0
        slots[:size] = _FREE
        for d in range(groups[g], groups[g + 1]):
            at = offsets[d]
            for i in range(offsets[d], offsets[d + 1]):
                if 2 * total >= size:
                    # Twice the room: the numbers stay, the slots are filled anew from the keys.
                    size *= 2
                    if size > slots.size:
                        keys = np.concatenate((keys, np.empty_like(keys)))
                        seen = np.concatenate((seen, np.empty_like(seen)))
                        slots = np.empty(size, np.uint32)
                    slots[:size] = _FREE
                    for k in range(total):
                        slot = keys[k] & u64(size - 1)
                        while slots[slot] != _FREE:
                            slot = (slot + u64(1)) & u64(size - 1)
                        slots[slot] = k
                h = hashes[i]
                slot = h & u64(size - 1)
                while slots[slot] != _FREE and keys[slots[slot]] != h:
                    slot = (slot + u64(1)) & u64(size - 1)
                k = slots[slot]
                if k == _FREE:
                    k = u32(total)
                    slots[slot], keys[k], seen[k] = k, h, _FREE
                    total += 1
                number[i] = k
                if seen[k] != u32(d):
                    seen[k] = u32(d)
                    unique[at] = k
                    at += 1
            sizes[d] = at - offsets[d]
        pivot = -1
        seen[:total] = _FREE
        for z in range(cuts[g], cuts[g + 1]):
            a, b = np.int64(pairs[z, 0]), np.int64(pairs[z, 1])
            if a != pivot:
                pivot = a
                for i in range(offsets[a], offsets[a] + sizes[a]):
                    seen[unique[i]] = u32(a)
            same = 0
            for i in range(offsets[b], offsets[b] + sizes[b]):
                same += seen[unique[i]] == u32(a)
            shared[z] = same
    return shared, sizes, number


@njit(cache=True, nogil=True)
def components(n: int, pairs: U32) -> I64:
    """For each of ``n`` texts the smallest number in its connected component."""
    parent = np.arange(n)
    for z in range(pairs.shape[0]):
        a, b = np.int64(pairs[z, 0]), np.int64(pairs[z, 1])
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        parent[max(a, b)] = min(a, b)
    for d in range(n):
        parent[d] = parent[parent[d]]
    return parent
