"""Many phrases at the cost of a few: a pattern is tried only where a word stands that it cannot do without.

The words of all phrases are found in one pass over a text, by one automaton (Aho and Corasick, 1975).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, ClassVar
from weakref import WeakSet

from auditor.rules.cache import remembered
from auditor.rules.keywords import automaton, scannable
from auditor.signals._needed import needed

__all__ = ["Awake", "Phrases"]

_CHUNK = 200_000  # characters searched at once
_DENSE = 2000  # places of one word that are told apart; one that stands oftener counts as standing everywhere
_SCHEME = b"needed words 2\n"  # raised when other words come to be read off the same patterns


class _Pattern:
    """A pattern, compiled when it is first tried."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self.source, self.flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)


class Awake:
    """The phrases that a text could hold at all, each with the places of its words; ``None`` is any place."""

    def __init__(self, entries: Sequence[tuple[Sequence[int] | None, _Pattern]]) -> None:
        self._entries = entries
        known = [places for places, _ in entries if places is not None]
        self._free = len(known) < len(entries)
        self._places = known[0] if len(known) == 1 else sorted(place for places in known for place in places)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def search(self, piece: str, at: int = 0) -> re.Match[str] | None:
        """The first match in a piece that begins at ``at`` in the text, as the patterns joined by ``|`` would give it."""
        end = at + len(piece)
        if not self._free and not _stands(self._places, at, end):
            return None
        first = None
        for places, pattern in self._entries:
            if places is None or _stands(places, at, end):
                match = pattern.compiled.search(piece)
                if match is not None and (first is None or match.start() < first.start()):
                    first = match
        return first

    def spans(self, text: str, most: int, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, int]]:
        """The matches of each pattern in the text, or between two places of it, pattern by pattern."""
        for _, pattern in self._entries:
            yield from (match.span() for match in islice(pattern.compiled.finditer(text, start, end), most))

    def matches(self, piece: str) -> Iterator[re.Match[str]]:
        """The matches of each pattern in a piece of the text, pattern by pattern."""
        for _, pattern in self._entries:
            yield from pattern.compiled.finditer(piece)


class Phrases:
    """Patterns that are known by their words; a function that gives them is called when a text is first looked at."""

    made: ClassVar[int] = 0

    def __init__(
        self, patterns: Iterable[str] | Callable[[], Iterable[str]], flags: re.RegexFlag = re.IGNORECASE
    ) -> None:
        self._read, self._flags = patterns, flags
        Phrases.made += 1
        _every.add(self)

    @cached_property
    def patterns(self) -> tuple[_Pattern, ...]:
        """The patterns, in their order."""
        read = self._read() if callable(self._read) else self._read
        return tuple(_Pattern(source, self._flags) for source in read)

    def awake(self, text: str) -> Awake:
        """What could be found in ``text``."""
        here: dict[int, Sequence[int] | None] = dict.fromkeys(self._wordless)
        standing = _standing(text, Phrases.made)
        for word in standing.keys() & self._owners.keys():
            places = standing[word]
            for number in self._owners[word]:
                known = here.get(number, ())
                here[number] = None if known is None or len(places) >= _DENSE else sorted({*known, *places})
        return Awake([(here[number], self.patterns[number]) for number in sorted(here)])

    @cached_property
    def _needs(self) -> Sequence[Sequence[str]]:
        needs = _vocabulary(Phrases.made).needs
        return [needs[pattern.source, int(pattern.flags)] for pattern in self.patterns]

    @cached_property
    def _wordless(self) -> Sequence[int]:
        return [number for number, words in enumerate(self._needs) if not words]

    @cached_property
    def _owners(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the patterns that cannot do without a word."""
        found: dict[str, list[int]] = {}
        for number, words in enumerate(self._needs):
            for word in words:
                found.setdefault(word, []).append(number)
        return found


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words that each pattern needs, all of them in order, the length of the longest, and what finds them."""

    needs: Mapping[tuple[str, int], Sequence[str]]
    words: Sequence[str]
    longest: int
    automaton: Any


_every: WeakSet[Phrases] = WeakSet()


def _stands(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


@lru_cache(maxsize=2)
def _standing(text: str, made: int) -> Mapping[str, Sequence[int]]:
    """The words of all phrases that stand in a text, each with its first places, ascending."""
    known = _vocabulary(made)
    lowered = text.lower()
    if len(lowered) != len(text):  # İ alone becomes two characters
        lowered = text.replace("\u0130", "i").lower()
    found: dict[str, list[int]] = {}
    for start in range(0, max(len(text), 1), _CHUNK):
        piece = scannable(lowered[start : start + _CHUNK + known.longest])
        for number, at, _ in known.automaton.find_matches_as_indexes(piece, overlapping=True):
            places = found.setdefault(known.words[number], [])
            if at < _CHUNK and len(places) < _DENSE:
                places.append(start + at)
    return found


@lru_cache(maxsize=1)
def _vocabulary(_: int) -> _Vocabulary:
    """What all phrases need; reading it off their patterns is the most that a start costs, so it is remembered."""
    patterns = sorted({(one.source, int(one.flags)) for phrases in _every for one in phrases.patterns})
    sources = _SCHEME + "\n".join(f"{flags} {source}" for source, flags in patterns).encode()
    needs = remembered(sources, lambda: [sorted(needed(source, re.RegexFlag(flags))) for source, flags in patterns])
    words = sorted({word for own in needs for word in own})
    return _Vocabulary(
        dict(zip(patterns, needs, strict=True)), words, max(map(len, words), default=0), automaton(words)
    )
