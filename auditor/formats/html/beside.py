"""Lays two texts side by side: sentence against sentence, and within a pair of sentences word against word.

Sentences that stand once on either side and are equal hold the alignment (patience diff); what lies between them is
paired by the character pairs it shares. Words are compared by their longest common subsequence. Every step has a bound
on its work, so that hostile texts come out coarser, never late.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.text.sentences import sentences

__all__ = ["Run", "Side", "beside", "matched"]

Side = tuple[tuple[str, bool], ...]
"""A sentence in runs: (text, whether only this side says it)."""

MOST = 40_000  # characters compared of each text: some fifteen printed pages
MOST_QUOTED = 2_000  # characters of a quote by which its counterpart is found
_LONGEST = 160  # characters of a sentence; a longer one is taken apart at its commas, as Chinese sentences ask for
_CELLS = 200_000  # pairs of sentences weighed in one comparison,
_GAP = 2_500  # of them in one stretch between sentences that hold,
_WORDS = 1_200_000  # and pairs of words in one comparison: about a quarter of a second in all
_PAIR = 160_000  # pairs of words in one pair of sentences
_ALIKE = 0.45  # Dice coefficient of character pairs from which two sentences are one and the same, changed
_ISLAND = 2  # equal characters between two changes: fewer read as confetti and count as changed
_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f']+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
_COMMA = re.compile(r"[，、；：,;:]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """One row: a sentence of each text. ``kind`` is equal, changed, left or right; an absent side is empty."""

    kind: str
    a: Side = ()
    b: Side = ()


@dataclass(slots=True)
class _Budget:
    """How much work one comparison may still do."""

    cells: int = field(default=_CELLS)
    words: int = field(default=_WORDS)


def beside(a: str, b: str) -> tuple[Run, ...]:
    """The rows of two texts in order; of a text beyond ``MOST`` characters only its beginning is compared."""
    left, right = _sentences(a), _sentences(b)
    budget = _Budget()
    rows = []
    for i, j in _aligned([_fold(each) for each in left], [_fold(each) for each in right], budget):
        rows.append(_row(None if i is None else left[i], None if j is None else right[j], budget))
    return tuple(rows)


def matched(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each quote of one text with the most alike of the other, in the order of the second."""
    known = [(quote, _pairs(_fold(quote[:MOST_QUOTED]))) for quote in a]
    for quote in b:
        pairs = _pairs(_fold(quote[:MOST_QUOTED]))
        if known:
            yield max(known, key=lambda each: _likeness(each[1], pairs))[0], quote


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for start, end in sentences(text[:MOST]):
        found += _clauses(text[start : min(end, MOST)])
    return found


def _clauses(sentence: str) -> Iterator[str]:
    """A sentence, or of a long one its clauses, none of them much longer than the limit."""
    start = 0
    while len(sentence) - start > _LONGEST:
        cut = start + _LONGEST
        for match in _COMMA.finditer(sentence, start + _LONGEST // 2, cut):
            cut = match.end()
        yield sentence[start:cut]
        start = cut
    yield sentence[start:]


def _fold(sentence: str) -> str:
    return "".join(unicodedata.normalize("NFKC", sentence).casefold().split())


Pair = tuple[int | None, int | None]


def _aligned(a: Sequence[str], b: Sequence[str], budget: _Budget) -> Iterator[Pair]:
    """Pairs of sentences in the order of both texts; ``None`` where one has no counterpart."""
    i = j = 0
    for at, to in [*_held(a, b), (len(a), len(b))]:
        yield from _between(a, b, (i, at), (j, to), budget)
        if at < len(a):
            yield at, to
        i, j = at + 1, to + 1


def _held(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising chain of equal sentences that stand once in either text."""
    once_a, once_b = Counter(a), Counter(b)
    place = {sentence: j for j, sentence in enumerate(b) if once_b[sentence] == 1}
    pairs = [(i, place[sentence]) for i, sentence in enumerate(a) if once_a[sentence] == 1 and sentence in place]
    tails: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        spot = bisect_left(tails, j)
        before.append(chain[spot - 1] if spot else -1)
        tails[spot : spot + 1] = [j]
        chain[spot : spot + 1] = [number]
    found = []
    number = chain[-1] if chain else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _between(
    a: Sequence[str], b: Sequence[str], mine: tuple[int, int], its: tuple[int, int], budget: _Budget
) -> Iterator[Pair]:
    """Pairs within two stretches: equal ends first, then what is most alike, in order."""
    (i, iend), (j, jend) = mine, its
    while i < iend and j < jend and a[i] == b[j]:
        yield i, j
        i, j = i + 1, j + 1
    tail = 0
    while i < iend - tail and j < jend - tail and a[iend - tail - 1] == b[jend - tail - 1]:
        tail += 1
    cells = (iend - tail - i) * (jend - tail - j)
    if 0 < cells <= min(_GAP, budget.cells):
        budget.cells -= cells
        yield from _best(a, b, (i, iend - tail), (j, jend - tail))
    else:
        yield from _apart((i, iend - tail), (j, jend - tail))
    for back in range(tail, 0, -1):
        yield iend - back, jend - back


def _apart(mine: tuple[int, int], its: tuple[int, int]) -> Iterator[Pair]:
    yield from ((i, None) for i in range(*mine))
    yield from ((None, j) for j in range(*its))


def _best(a: Sequence[str], b: Sequence[str], mine: tuple[int, int], its: tuple[int, int]) -> Iterator[Pair]:
    """The pairing, in order, with the highest sum of likeness; a table of sums, walked back."""
    left, right = [_pairs(a[i]) for i in range(*mine)], [_pairs(b[j]) for j in range(*its)]
    n, m = len(left), len(right)
    weight = [[_likeness(one, other) for other in right] for one in left]
    sums = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            paired = weight[i][j] + sums[i + 1][j + 1] if weight[i][j] >= _ALIKE else 0.0
            sums[i][j] = max(paired, sums[i + 1][j], sums[i][j + 1])
    i = j = 0
    while i < n and j < m:
        if weight[i][j] >= _ALIKE and sums[i][j] == weight[i][j] + sums[i + 1][j + 1]:
            yield mine[0] + i, its[0] + j
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            yield mine[0] + i, None
            i += 1
        else:
            yield None, its[0] + j
            j += 1
    yield from _apart((mine[0] + i, mine[1]), (its[0] + j, its[1]))


def _pairs(sentence: str) -> frozenset[str]:
    return frozenset(sentence[n : n + 2] for n in range(max(1, len(sentence) - 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice coefficient of two sets of character pairs."""
    return 2 * len(one & other) / (len(one) + len(other))


def _row(a: str | None, b: str | None, budget: _Budget) -> Run:
    if a is None or b is None:
        return Run("left", ((a or "", True),)) if b is None else Run("right", (), ((b, True),))
    if a == b:
        return Run("equal", ((a, False),), ((b, False),))
    left, right = _words(_TOKEN.findall(a), _TOKEN.findall(b), budget)
    return Run("changed" if any(new for _, new in (*left, *right)) else "equal", left, right)


def _words(a: list[str], b: list[str], budget: _Budget) -> tuple[Side, Side]:
    """Which words of two sentences only one of them says: all but a longest common subsequence."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    mine, its = a[head : len(a) - tail], b[head : len(b) - tail]
    cells = len(mine) * len(its)
    kept: list[tuple[int, int]] = []
    if 0 < cells <= min(_PAIR, budget.words):
        budget.words -= cells
        kept = _without_islands(_common(mine, its), mine, its)
    sides = []
    for words, middle, places in ((a, mine, {i for i, _ in kept}), (b, its, {j for _, j in kept})):
        marks = [(word, n not in places) for n, word in enumerate(middle)]
        sides.append(
            _joined([(w, False) for w in words[:head]] + marks + [(w, False) for w in words[head + len(middle) :]])
        )
    return sides[0], sides[1]


def _common(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places of a longest common subsequence, by the usual table."""
    sums = [[0] * (len(b) + 1)]
    for word in reversed(a):
        below = sums[-1]
        row = [0] * (len(b) + 1)
        after = 0
        for j in range(len(b) - 1, -1, -1):
            if word == b[j]:
                after = below[j + 1] + 1
            elif below[j] > after:
                after = below[j]
            row[j] = after
        sums.append(row)
    sums.reverse()
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i + 1][j] >= sums[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _without_islands(kept: list[tuple[int, int]], a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The common words without stretches too short to read between two changes."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(kept) + 1):
        if end < len(kept) and kept[end] == (kept[end - 1][0] + 1, kept[end - 1][1] + 1):
            continue
        stretch = kept[start:end]
        at_an_end = stretch[0] == (0, 0) or stretch[-1] == (len(a) - 1, len(b) - 1)
        if at_an_end or sum(len(a[i].strip()) for i, _ in stretch) >= _ISLAND:
            found += stretch
        start = end
    return found


def _joined(words: Sequence[tuple[str, bool]]) -> Side:
    """Neighbours of one kind as one run."""
    runs: list[tuple[list[str], bool]] = []
    for word, new in words:
        if runs and runs[-1][1] is new:
            runs[-1][0].append(word)
        else:
            runs.append(([word], new))
    return tuple(("".join(parts), new) for parts, new in runs)
