"""The table of what words weigh (``rules/lexicons/spam/tone.csv``), in arrays that many words are looked up in at once.

Words have numbers from 1; 0 is the number of whatever the table does not hold. Pairs, of Han characters or of words, stand
in slots of which no two share one (hash and displace: Belazzougui, Botelho and Dietzfelbinger, 2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from auditor.rules.cache import learned
from auditor.rules.home import home

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BITS", "CURLED", "FIRST", "LAST", "PARTING", "Weights", "forms", "weights"]

BITS = 16
"""Of a number; of a token, four are packed into one."""
FIRST, LAST = 0x3400, 0x9FFF
"""The Han characters. As members of pairs they are their code points, and words have lower numbers."""
PARTING = 0xFFFF
"""What a line break is as a member of pairs: of none."""
CURLED = "\x92"
"""A curled apostrophe in a token, as Windows-1252 has it: tokens are of one byte a character."""

# Raised when something else is made of the table: what is made is kept on disk.
_SCHEME = "weights-1"
# A word of one root or ending with another says what it says: its first and last letters are words, too.
_ROOT, _ENDING = 5, 3
# Tokens whose numbers are kept at hand; those of a text of made-up words are put together each time.
_MOST_TOKENS = 1 << 16
# Multiplicative hashing (Knuth): the upper bits of 32.
_SPREAD, _MIX, _WORD = 0x9E3779B1, 0x85EBCA6B, 0xFFFFFFFF
# Of four slots one is a bucket; fewer slots than this are not worth counting.
_FEWER, _LEAST_SIZE = 2, 8


@dataclass(frozen=True)
class Weights:
    """The weights by number, in hundredths, and what is added to them once.

    ``tokens`` gives words, and ``chars`` the other tokens by code point, four numbers in one: of the word, its root and
    its ending, and of itself as a member of ``pairs``.
    """

    none: int
    names: Sequence[str]
    weights: NDArray[np.float64]
    tokens: Mapping[str, int]
    chars: NDArray[np.uint64]
    pairs: Pairs

    @cached_property
    def known(self) -> Mapping[str, int]:
        """The weights by word."""
        return dict(zip(self.names, self.weights[1:].astype(int).tolist(), strict=True))

    def above(self, least: int) -> Iterator[tuple[str, int]]:
        """The words that weigh so much or more, with their weights."""
        places = (self.weights[1:] >= least).nonzero()[0]
        return zip(
            map(self.names.__getitem__, places.tolist()), self.weights[places + 1].astype(int).tolist(), strict=True
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Where a pair hashes to, moved by the shift of its bucket, is the slot with its ``keys`` and ``numbers``."""

    keys: NDArray[np.uint32]
    numbers: NDArray[np.uint16]
    shifts: NDArray[np.uint16]
    mix: int

    def find(self, left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """The numbers of pairs of members."""
        import numpy as np

        keys = left << np.uint32(BITS) | right
        slots = keys * np.uint32(self.mix) >> np.uint32(33 - len(self.keys).bit_length())
        slots ^= self.shifts.take(keys * np.uint32(_SPREAD) >> np.uint32(33 - len(self.shifts).bit_length()))
        found: NDArray[np.uint16] = self.numbers.take(slots) * (self.keys.take(slots) == keys)
        return found


class _Tokens(dict[str, int]):
    """The packed numbers of tokens, put together when they are first asked for."""

    def __init__(self, numbers: Mapping[str, int], members: Mapping[str, int]) -> None:
        super().__init__()
        self._numbers, self._members = numbers, members

    def __missing__(self, token: str) -> int:
        word = token.replace(CURLED, "’")
        packed = self._members.get(word, 0) << 3 * BITS
        for nth, form in enumerate(forms(word)):
            packed |= self._numbers.get(form, 0) << nth * BITS
        if len(self) < _MOST_TOKENS:
            self[token] = packed
        return packed


@lru_cache(maxsize=1 << 14)
def forms(word: str) -> tuple[str, ...]:
    """A Latin word with its root and its ending."""
    return (word, f"{word[:_ROOT]}~", f"~{word[-_ENDING:]}") if len(word) > _ENDING else (word,)


@cache
def weights() -> Weights:
    """The table."""
    import numpy as np

    text = (home() / "lexicons" / "spam" / "tone.csv").read_text(encoding="utf-8")
    made = learned(_SCHEME, [text], lambda: _made(text))
    names, members = made["names"].split("\n"), made["members"].split("\n")
    numbers = zip(names[: made["words"]], range(1, len(names) + 1), strict=False)
    tokens = _Tokens(dict(numbers), {member: nth for nth, member in enumerate(members, 1)})
    chars = np.arange(LAST + 2, dtype=np.uint64) << np.uint64(3 * BITS)
    for char in "?!$£€%":
        chars[ord(char)] = tokens[char]
    chars[ord("0") : ord("9") + 1] = tokens["0"]
    chars[ord("\n")] = PARTING << 3 * BITS
    chars[FIRST:-1] |= np.frombuffer(made["single"], "<u2")
    return Weights(
        made["none"],
        names,
        np.frombuffer(made["weights"], "<i2").astype(np.float64),
        tokens,
        chars,
        Pairs(
            np.frombuffer(made["keys"], "<u4"),
            np.frombuffer(made["numbers"], "<u2"),
            np.frombuffer(made["shifts"], "<u2"),
            made["mix"],
        ),
    )


def _made(text: str) -> Mapping[str, Any]:
    """The table as it is kept on disk: words first, then pairs and characters. Raises ValueError if it has too many."""
    import numpy as np

    lines = (line.rpartition(",") for line in text.splitlines() if line[:1] != "#")
    rows = {word: int(weight) for word, _, weight in lines}
    none = rows.pop("NONE")
    parts = {word: pair for word in rows if (pair := _pair(word)) is not None}
    single = [word for word in rows if len(word) == 1 and word >= "\u3400"]
    words = sorted((rows.keys() - parts.keys()).difference(single))
    names = [*words, *parts, *single]
    members = sorted({member for pair in parts.values() for member in pair if member < "\u3400"})
    if len(names) >= 1 << BITS or len(members) >= FIRST:
        raise ValueError("tone.csv has more words than there are numbers for them")
    numbers = {name: nth for nth, name in enumerate(names, 1)}
    places = {member: nth for nth, member in enumerate(members, 1)}
    chars = np.zeros(LAST - FIRST + 1, "<u2")
    chars[[ord(char) - FIRST for char in single]] = [numbers[char] for char in single]
    ends = [[places.get(member) or ord(member) for member in pair] for pair in parts.values()]
    keys = [left << BITS | right for left, right in ends]
    return {
        "none": none,
        "names": "\n".join(names),
        "words": len(words),
        "members": "\n".join(members),
        "weights": np.array([0, *map(rows.__getitem__, names)], "<i2").tobytes(),
        "single": chars.tobytes(),
        **_hashed(dict(zip(keys, map(numbers.__getitem__, parts), strict=True))),
    }


def _pair(word: str) -> tuple[str, str] | None:
    """The members of a pair: of words, of Han characters, or of a number and a character."""
    left, parted, right = word.partition(" ")
    if parted:
        return left, right
    return (word[0], word[1]) if len(word) == len("0元") and word[1] >= "\u3400" else None


def _hashed(numbers: Mapping[int, int]) -> Mapping[str, Any]:
    """Slots for some keys, twice as many or more, and the shifts of buckets of about two."""
    import numpy as np

    size = max(_LEAST_SIZE, (2 * len(numbers)).bit_length())
    buckets: dict[int, list[int]] = {}
    for key in numbers:
        buckets.setdefault((key * _SPREAD & _WORD) >> 32 - size + _FEWER, []).append(key)
    filled = sorted(buckets.items(), key=lambda bucket: -len(bucket[1]))
    mix, shifts, slots = next(filter(None, (_placed(filled, mix * _MIX & _WORD, size) for mix in count(1, 2))))
    keys, values = np.zeros(1 << size, "<u4"), np.zeros(1 << size, "<u2")
    keys[[*slots]] = [*slots.values()]
    values[[*slots]] = [numbers[key] for key in slots.values()]
    moves = np.zeros(1 << size - _FEWER, "<u2")
    moves[[*shifts]] = [*shifts.values()]
    return {"keys": keys.tobytes(), "numbers": values.tobytes(), "shifts": moves.tobytes(), "mix": mix}


def _placed(
    buckets: Sequence[tuple[int, Sequence[int]]], mix: int, size: int
) -> tuple[int, Mapping[int, int], Mapping[int, int]] | None:
    """The shift of each bucket and the key in each slot, or None where two keys cannot be parted by this mix."""
    shifts: dict[int, int] = {}
    slots: dict[int, int] = {}
    for bucket, keys in buckets:
        places = [(key * mix & _WORD) >> 32 - size for key in keys]
        free = (shift for shift in range(1 << min(size, BITS)) if not any(place ^ shift in slots for place in places))
        shift = next(free, None)
        if shift is None or len({*places}) < len(places):
            return None
        shifts[bucket] = shift
        slots.update(zip((place ^ shift for place in places), keys, strict=True))
    return mix, shifts, slots
