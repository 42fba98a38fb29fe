"""What the wording of passages weighs: the words, pairs of words and characters of many passages at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from auditor.rules.weights import BITS, CURLED, FIRST, LAST, PARTING, Weights, forms, weights
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FEW", "Measure", "measured", "words"]

_WORD = lazy("[\u3400-\u9fff]+|[a-z]+(?:['’][a-z]+)?|[0-9][0-9.,]*|[?!$£€%]")
# Kinds of characters: those that stand alone, digits and what they are written with; letters and apostrophes are their own.
_ALONE, _DIGIT, _POINT, _SPACE = 1, 2, 3, ord(" ")
_STRAIGHT, _CURLED, _A, _Z = map(ord, ("'", CURLED, "a", "z"))
_NUMBER = (1 << BITS) - 1
# Characters that are weighed at once, so that a long text takes no more memory; of fewer, each passage is weighed alone.
_MOST, FEW = 1 << 16, 250


class Measure(NamedTuple):
    """What the known words of a passage weigh, how many they are, and what those weigh that speak for an offer."""

    weight: float
    words: int
    loud: float


def words(text: str) -> set[str]:
    """What a folded sentence is weighed by, each once.

    Han characters and pairs of them, Latin words with their roots and endings, pairs of words, numbers as 0, signs.
    """
    found: set[str] = set()
    before = ""
    for word in _WORD.findall(text):
        if word[0] >= "\u3400":
            found.update(word, map(add, word, word[1:]))
            if before == "0":
                found.add(f"0{word[0]}")
            before = ""
            continue
        word = "0" if word[0].isdigit() else word  # noqa: PLW2901  # a number is as good as another
        found.update(forms(word))
        if before:
            found.add(f"{before} {word}")
        before = word
    return found


def measured(passages: Sequence[str]) -> Iterator[Measure]:
    """What each of some passages weighs, folded and without line breaks, by all that :func:`words` tells of it."""
    batch: list[str] = []
    size = 0
    for passage in passages:
        batch.append(passage)
        size += len(passage)
        if size > _MOST:
            yield from _measured(batch)
            batch, size = [], 0
    yield from _measured(batch) if size >= FEW else map(_alone, batch)


def _alone(passage: str) -> Measure:
    """The same of one; where there are few words, arrays are not worth their while."""
    known = weights().known
    found = [*filter(None, map(known.get, words(passage)))]
    return Measure(sum(found), len(found), sum([weight for weight in found if weight > 0]))


def _measured(passages: Sequence[str]) -> Iterator[Measure]:
    """The same of many passages by whole arrays."""
    import numpy as np

    table = weights()
    keys = _numbered(table, "\n".join(passages))
    keys.sort()
    keys = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    said, places = table.weights.take(keys & _NUMBER), keys >> BITS
    sums = np.bincount(places, said, len(passages))
    counts = np.bincount(places, minlength=len(passages))
    loud = np.bincount(places, np.maximum(said, 0), len(passages))
    return map(Measure, sums.tolist(), counts.tolist(), loud.tolist())


def _numbered(table: Weights, text: str) -> NDArray[np.int64]:
    """The numbers of all known words in the lines of a text, each below the number of its line."""
    import numpy as np

    places, packed = _tokens(table, text)
    parts = packed.view("<u2").reshape(-1, 4)
    members = parts[:, 3].astype(np.uint32)
    # Han characters are pairs only side by side, words also with signs between them.
    beside = (members[:-1] < FIRST) | (places[1:] - places[:-1] == 1)
    numbers = parts.astype(np.int64)
    numbers[:1, 3] = 0
    numbers[1:, 3] = table.pairs.find(members[:-1] * beside, members[1:])
    numbers |= ((members == PARTING).cumsum() << BITS)[:, None]
    keys = numbers.ravel()
    return keys[keys & _NUMBER > 0]


def _tokens(table: Weights, text: str) -> tuple[NDArray[np.intp], NDArray[np.uint64]]:
    """Where words, numbers, signs, line breaks and Han characters begin, and their packed numbers."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds().take(points, mode="clip")
    letters = kinds - np.uint8(_A) <= _Z - _A  # unsigned
    if "'" in text or "’" in text:
        letters[_apostrophes(kinds, letters)] = True
    first = letters.copy()
    np.greater(letters[1:], letters[:-1], out=first[1:])
    begun = first | (kinds <= _ALONE)
    begun[_numbers(kinds)] = True
    places = np.flatnonzero(begun)
    packed = table.chars.take(points.take(places), mode="clip")
    spelt = np.where(letters, kinds, np.uint8(_SPACE)).tobytes().decode("latin-1").split()
    packed[first.take(places)] = np.fromiter(map(table.tokens.__getitem__, spelt), np.uint64, len(spelt))
    return places, packed


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of every character up to the last Han one, and of all beyond."""
    import numpy as np

    kinds = np.full(LAST + 2, _SPACE, np.uint8)
    kinds[_A : _Z + 1] = range(_A, _Z + 1)
    kinds[[ord("'"), ord("’")]] = _STRAIGHT, _CURLED
    kinds[FIRST : LAST + 1] = _ALONE
    for chars, kind in (("0123456789", _DIGIT), (".,", _POINT), ("?!$£€%\n", _ALONE)):
        kinds[[*map(ord, chars)]] = kind
    return kinds


def _apostrophes(kinds: NDArray[np.uint8], letters: NDArray[np.bool_]) -> Sequence[int]:
    """The apostrophes between two letters, but for those that would be the second of a word."""
    import numpy as np

    signs = np.flatnonzero((kinds == _STRAIGHT) | (kinds == _CURLED))
    found: list[int] = []
    for sign in signs[(signs > 0) & (signs < len(kinds) - 1)].tolist():
        if letters[sign - 1] and letters[sign + 1] and not (found and letters[found[-1] + 1 : sign].all()):
            found.append(sign)
    return found


def _numbers(kinds: NDArray[np.uint8]) -> NDArray[np.intp]:
    """The first digit of each number, in which points and commas may stand."""
    import numpy as np

    digits = np.flatnonzero(kinds == _DIGIT)
    if not len(digits):
        return digits
    others = ((kinds != _DIGIT) & (kinds != _POINT)).cumsum().take(digits)
    return np.compress(np.append(True, others[1:] > others[:-1]), digits)
