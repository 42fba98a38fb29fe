"""The compiled inner loops of the bulk path; everything here is defined in plain Python elsewhere and only runs faster.

Importing this module loads numba: only :mod:`auditor.signals.bulk` does, from within its functions. The compiled code is
cached beside the file, or in the user's cache where the installation is read-only.
"""
# mypy: disable-error-code="untyped-decorator,valid-type,return-value,no-any-return,assignment,arg-type"
# (numpy scalars stand for machine words here, and one function serves arrays of several kinds)
# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917  # a kernel is one loop nest over flat arrays

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.signals._numba import njit
from auditor.text.alignment import runs
from auditor.text.shingles import ASTRAL, CLEAR, GAP, MIXER, SHINGLE, SINGLE, UNLEARNED, WEIGHTS, WORD, WORD_FACTOR

__all__ = [
    "align",
    "band_pairs",
    "char_grams",
    "common",
    "components",
    "fold",
    "meetings",
    "signatures",
    "token_grams",
    "winnow",
]

U8: TypeAlias = NDArray[np.uint8]
U32: TypeAlias = NDArray[np.uint32]
U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]

u32, u64 = np.uint32, np.uint64
_W0, _W1, _W2, _W3, _W4 = (u64(weight) for weight in WEIGHTS)
_MIXER, _WORD = u64(MIXER), u64(WORD_FACTOR)
_WEIGHTS, _ASTRAL = np.array(WEIGHTS, np.uint64), ASTRAL
_VOID = np.uint64(0)  # no signature has this key but one in 2⁶⁴
_EMPTY = u32(0xFFFFFFFF)
_FREE = u32(0xFFFFFFFF)
_BLOCK = 512  # hashes at a time: 2 kB, so that signatures and constants stay in the first-level cache
_TABLE = 0x20000

# Marks in the table of what folding makes of a character, above every code point: several characters (the mark plus
# their place in a pool, where their number comes first), what neighbours decide, not known yet, noted.
MANY = 0x10000000
UNSAFE, UNKNOWN, PENDING = range(0x20000000, 0x20000003)
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
def _fold_plain(points: U32, i: int, end: int, image: U32, out: U32, at: int, blank: u32) -> tuple[int, int, u32]:
    """Folds up to the first character with a mark; returns the places reached in both, and what stands last."""
    while i < end:
        point = points[i]
        made = point
        if point < u32(_TABLE):
            made = image[point]
        elif point >= u32(_COMPATIBILITY[0]) and point <= u32(_COMPATIBILITY[1]):
            break
        if made >= u32(MANY):
            break
        # Every character is written, and a blank behind a blank overwritten: no branch to mispredict.
        out[at] = made
        space = u32(made == _BLANK)
        at += 1 - np.int64(space & blank)
        blank = space
        i += 1
    return i, at, blank


@njit(cache=True, nogil=True)
def fold(points: U32, offsets: I64, image: U32, pool: U32) -> tuple[U32, I64, U8, U32]:
    """Folded code points of every text and their offsets; which texts are left out; and new characters, each once.

    ``image`` holds what each character becomes, or one of the marks above. A text is left out when it holds a new
    character, or one that only its neighbours decide.
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
        blank = u32(1)  # whether what stands before is white space or nothing
        i, end = offsets[d], offsets[d + 1]
        while True:
            i, at, blank = _fold_plain(points, i, end, image, out, at, blank)
            if i == end:
                break
            point = points[i]
            made = image[point] if point < u32(_TABLE) else u32(UNSAFE)
            if made == u32(UNKNOWN):
                image[point] = PENDING
                if count == fresh.size:
                    fresh = np.concatenate((fresh, np.empty_like(fresh)))
                fresh[count] = point
                count += 1
            if made >= u32(UNSAFE):
                unsafe[d] = 1
            else:
                if at + points.size - i + 64 > out.size:
                    out = np.concatenate((out, np.empty_like(out)))
                low = made - u32(MANY)
                for k in range(low + u32(1), low + u32(1) + pool[low]):
                    out[at] = pool[k]
                    space = u32(pool[k] == _BLANK)
                    at += 1 - np.int64(space & blank)
                    blank = space
            i += 1
        at = begin if unsafe[d] else max(begin, at - np.int64(blank))
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
                    x = min(u32(a * h0 + b), u32(a * h1 + b), u32(a * h2 + b), u32(a * h3 + b))
                    y = min(u32(a * h4 + b), u32(a * h5 + b), u32(a * h6 + b), u32(a * h7 + b))
                    own[p] = min(own[p], x, y)
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
def _band_keys(values: U32, bands: int, rows: int) -> U64:
    """One key a band and signature, shape (bands, n); ``_VOID`` where a signature is empty."""
    n = values.shape[0]
    keys = np.empty((bands, n), np.uint64)
    for d in range(n):
        own = values[d]
        for band in range(bands):
            key = u64(0xCBF29CE484222325)
            void = True
            for r in range(band * rows, band * rows + rows):
                key = _mix((key ^ u64(own[r])) * _WORD)
                void = void and own[r] == _EMPTY
            keys[band, d] = _VOID if void else key
    return keys


@njit(cache=True, nogil=True)
def band_pairs(values: U32, bands: int, rows: int, least: int, cap: int) -> tuple[U32, int]:
    """Pairs of signatures that agree in a band and in at least ``least`` values, shape (m, 2), each once.

    A signature meets all others of its bucket while the bucket holds no more than ``cap``, then only the bucket's first.
    Also returns how many buckets were larger. Empty signatures meet nobody. Buckets are told apart by their keys: should two
    of 64 bits ever be equal, a pair more is compared.
    """
    n = values.shape[0]
    keys = _band_keys(values, bands, rows)
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
        own_keys = keys[band]
        for d in range(n):
            key = own_keys[d]
            if key == _VOID:
                continue
            slot = key & u64(size - 1)
            while lead[slot] >= 0 and own_keys[lead[slot]] != key:
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
            own = values[d]
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
    room = 1024
    keys = np.empty(room, np.uint64)
    slots = np.empty(room, np.uint32)
    seen = np.empty(room, np.uint32)
    for g in range(groups.size - 1):
        size, total = 1024, 0
        slots[:size] = _FREE
        for d in range(groups[g], groups[g + 1]):
            low, high = offsets[d], offsets[d + 1]
            if 2 * (total + high - low) > size:
                while 2 * (total + high - low) > size:
                    size *= 2
                if size > room:
                    room = size
                    keys = _grown(keys, total, room)
                    seen = _grown(seen, total, room)
                    slots = np.empty(room, np.uint32)
                _refill(slots, keys, total, size)
            total, count = _enter(
                hashes[low:high], number[low:high], unique[low:high], slots, keys, seen, size, total, d
            )
            sizes[d] = count
        _share(offsets, sizes, unique, seen, pairs[cuts[g] : cuts[g + 1]], shared[cuts[g] : cuts[g + 1]], total)
    return shared, sizes, number


@njit(cache=True, nogil=True)
def _grown(array: U64, used: int, room: int) -> U64:
    wider = np.empty(room, array.dtype)
    wider[:used] = array[:used]
    return wider


@njit(cache=True, nogil=True)
def _refill(slots: U32, keys: U64, total: int, size: int) -> None:
    mask = u64(size - 1)
    slots[:size] = _FREE
    for k in range(total):
        slot = keys[k] & mask
        while slots[slot] != _FREE:
            slot = (slot + u64(1)) & mask
        slots[slot] = k


@njit(cache=True, nogil=True)
def _enter(
    hashes: U64, number: U32, unique: U32, slots: U32, keys: U64, seen: U32, size: int, total: int, text: int
) -> tuple[int, int]:
    """Numbers the hashes of one text; returns how many numbers there are now, and how many this text has."""
    mask = u64(size - 1)
    mark = u32(text)
    count = 0
    for i in range(hashes.size):
        h = hashes[i]
        slot = h & mask
        k = slots[slot]
        while k != _FREE and keys[k] != h:
            slot = (slot + u64(1)) & mask
            k = slots[slot]
        if k == _FREE:
            k = u32(total)
            slots[slot] = k
            keys[k] = h
            seen[k] = _FREE
            total += 1
        number[i] = k
        if seen[k] != mark:
            seen[k] = mark
            unique[count] = k
            count += 1
    return total, count


@njit(cache=True, nogil=True)
def _share(offsets: I64, sizes: I64, unique: U32, seen: U32, pairs: U32, shared: I64, total: int) -> None:
    """Counts what each pair has in common: marks the numbers of the first text, then counts marks in the second."""
    pivot = -1
    seen[:total] = _FREE
    for z in range(pairs.shape[0]):
        a, b = np.int64(pairs[z, 0]), np.int64(pairs[z, 1])
        mark = u32(a)
        if a != pivot:
            pivot = a
            for k in unique[offsets[a] : offsets[a] + sizes[a]]:
                seen[k] = mark
        same = u32(0)
        for k in unique[offsets[b] : offsets[b] + sizes[b]]:
            same += u32(seen[k] == mark)
        shared[z] = same


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
    for d in range(n):  # a parent is smaller than its child, so it has its root by now
        parent[d] = parent[parent[d]]
    return parent


_runs = njit(cache=True, nogil=True)(runs)
_GAP, _WORD_KIND, _SINGLE, _CLEAR, _UNLEARNED = u32(GAP), u32(WORD), u32(SINGLE), u32(CLEAR), u32(UNLEARNED)


@njit(cache=True, nogil=True)
def token_grams(points: U32, offsets: I64, kinds: U8, values: U64) -> tuple[U64, I64, U32, U32, I64, U32]:
    """Token shingle hashes with offsets; starts and ends of tokens, in their text, with offsets; new characters.

    As with :func:`fold`, what is returned beside new characters is to be thrown away.
    """
    n = offsets.size - 1
    starts, ends = np.empty(points.size, np.uint32), np.empty(points.size, np.uint32)
    hashes = np.empty(points.size, np.uint64)
    token_ends = np.zeros(n + 1, np.int64)
    gram_ends = np.zeros(n + 1, np.int64)
    fresh = np.empty(256, np.uint32)
    count, at = 0, 0
    for d in range(n):
        begin = at
        open_ = False
        power = u64(1)
        total = u64(0)
        for i in range(offsets[d], offsets[d + 1]):
            point = points[i]
            if point < u32(_TABLE):
                kind = u32(kinds[point])
                value = values[point]
            else:
                kind = _SINGLE if point >= u32(_ASTRAL[0]) and point <= u32(_ASTRAL[1]) else _GAP
                value = u64(point)
            if kind == _CLEAR:
                continue
            if kind == _UNLEARNED:
                kinds[point] = CLEAR
                if count == fresh.size:
                    fresh = np.concatenate((fresh, np.empty_like(fresh)))
                fresh[count] = point
                count += 1
                continue
            if open_ and kind != _WORD_KIND:
                hashes[at] = _mix(total)
                at += 1
                open_ = False
            if kind == _GAP:
                continue
            unit = _mix(value * _WORD)
            place = u32(i - offsets[d])
            if kind == _SINGLE:
                hashes[at], starts[at], ends[at] = _mix(unit), place, place + u32(1)
                at += 1
                continue
            if not open_:
                open_ = True
                starts[at] = place
                power = u64(1)
                total = u64(0)
            total += unit * power
            power *= _WORD
            ends[at] = place + u32(1)
        if open_:
            hashes[at] = _mix(total)
            at += 1
        token_ends[d + 1] = at
        size = at - begin
        gram_ends[d + 1] = gram_ends[d] + (max(1, size - SHINGLE + 1) if size else 0)
    grams = np.empty(gram_ends[n], np.uint64)
    for d in range(n):
        own = hashes[token_ends[d] : token_ends[d + 1]]
        to = gram_ends[d]
        if own.size >= SHINGLE:
            for i in range(own.size - SHINGLE + 1):
                grams[to + i] = _mix(
                    own[i] * _W0 + own[i + 1] * _W1 + own[i + 2] * _W2 + own[i + 3] * _W3 + own[i + 4] * _W4
                )
        elif own.size:
            part = u64(0)
            for i in range(own.size):
                part += own[i] * _WEIGHTS[i]
            grams[to] = _mix(part)
    return grams, gram_ends, starts[:at], ends[:at], token_ends, fresh[:count]


@njit(cache=True, nogil=True)
def winnow(grams: U64, gram_ends: I64, starts: U32, ends: U32, token_ends: I64, window: int) -> tuple[U64, I64]:
    """The fingerprint pairs of every text, with offsets, as :func:`auditor.checks.copies.fingerprints` makes them."""
    n = gram_ends.size - 1
    out = np.empty(3 * grams.size + n, np.uint64)
    offsets = np.zeros(n + 1, np.int64)
    wide = np.empty(16, np.uint64)
    at = 0
    for d in range(n):
        low, high = gram_ends[d], gram_ends[d + 1]
        if 3 * (high - low) > wide.size:
            wide = np.empty(3 * (high - low), np.uint64)
        size = 0
        for i in range(low, high):
            t = token_ends[d] + i - low
            for _ in range(3 if ends[t] - starts[t] > u32(1) else 1):
                wide[size] = grams[i]
                size += 1
        if 0 < size <= window:
            out[at] = wide[:size].min()
            at += 1
        elif size:
            place = -1
            latest = u64(0)
            count = 0
            for i in range(size - window + 1):
                if place < i:
                    place = i
                    for j in range(i + 1, i + window):
                        if wide[j] <= wide[place]:
                            place = j
                elif wide[i + window - 1] <= wide[place]:
                    place = i + window - 1
                lowest = wide[place]
                if count == 0 or lowest != latest:
                    if count:
                        out[at] = _mix(latest * u64(3) + lowest)
                        at += 1
                    count += 1
                    latest = lowest
            if count == 1:
                out[at] = latest
                at += 1
        offsets[d + 1] = at
    return out[:at], offsets


@njit(cache=True, nogil=True)
def meetings(keys: U64, texts: U32, cap: int) -> tuple[U64, int]:
    """Pairs of texts (smaller number in the upper half) under equal keys, which come sorted; and how many keys were hot.

    A small cache drops most repeats at once; what it lets pass is the caller's to drop.
    """
    found = np.empty(1024, np.uint64)
    recent = np.zeros(1 << 18, np.uint64)
    count, hot, low = 0, 0, 0
    while low < keys.size:
        high = low + 1
        while high < keys.size and keys[high] == keys[low]:
            high += 1
        hot += high - low > cap
        for i in range(low, high if high - low <= cap else low + 1):
            for j in range(i + 1, high):
                a, b = min(texts[i], texts[j]), max(texts[i], texts[j])
                if a == b:
                    continue
                code = u64(a) << u64(32) | u64(b)
                slot = _mix(code * _WORD) & u64((1 << 18) - 1)
                if recent[slot] == code:
                    continue
                recent[slot] = code
                if count == found.size:
                    found = np.concatenate((found, np.empty_like(found)))
                found[count] = code
                count += 1
        low = high
    return found[:count], hot


@njit(cache=True, nogil=True)
def align(number: U32, offsets: I64, pairs: U32, spread: int) -> tuple[I64, I64]:
    """Aligned stretches of every pair as rows (first, last) of the one and of the other, and where each pair's start."""
    found = np.empty((64, 4), np.int64)
    cuts = np.zeros(pairs.shape[0] + 1, np.int64)
    total = np.int64(number.max()) + 1 if number.size else 0
    many, first, filled = np.zeros(total, np.int64), np.full(total, -1, np.int64), np.zeros(total, np.int64)
    count = 0
    for z in range(pairs.shape[0]):
        a = number[offsets[pairs[z, 0]] : offsets[pairs[z, 0] + 1]]
        b = number[offsets[pairs[z, 1]] : offsets[pairs[z, 1] + 1]]
        for k in b:
            many[k] += 1
        at = 0
        order = np.empty(b.size, np.int64)
        for i in range(b.size):
            k = b[i]
            if first[k] < 0:
                first[k] = at
                at += many[k]
            order[first[k] + filled[k]] = i
            filled[k] += 1
        lows, highs = np.zeros(a.size, np.int64), np.zeros(a.size, np.int64)
        for i in range(a.size):
            if first[a[i]] >= 0:
                lows[i], highs[i] = first[a[i]], first[a[i]] + many[a[i]]
        for start, end, head, tail in _runs(a, b, lows, highs, order, spread):
            if count == found.shape[0]:
                found = np.concatenate((found, np.empty_like(found)))
            found[count, 0], found[count, 1], found[count, 2], found[count, 3] = start, end, head, tail
            count += 1
        cuts[z + 1] = count
        for k in b:
            many[k], first[k], filled[k] = 0, -1, 0
    return found[:count], cuts
