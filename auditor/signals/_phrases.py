"""Searches for many phrases at the cost of a few: a pattern is tried only where a word stands that it cannot do without.

The words are read off the pattern itself, as RE2 does for its filters (Cox, "Regular Expression Matching with a Trigram
Index", 2012): of the strings that a match must contain one of, the longest and fewest are kept.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from operator import add
from re import _constants as code  # type: ignore[attr-defined]  # the parse tree of a pattern has no public name
from re import _parser as parser  # type: ignore[attr-defined]  # the same
from typing import Any, TypeAlias

__all__ = ["Awake", "Phrases", "needed"]

Words: TypeAlias = frozenset[str]

_MOST = 250  # strings of one pattern; beyond them the search for one costs as much as the pattern
_CHOICES = 8  # characters of a class that are told apart
_SHORTEST, _LONGEST = 2, 4  # letters: a single one stands everywhere, more than four tell no more


class Awake:
    """The phrases that a text could hold at all."""

    def __init__(self, entries: Iterable[tuple[Words, re.Pattern[str]]]) -> None:
        self._entries = tuple(entries)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in a piece of the text, as the patterns joined by ``|`` would give it."""
        first = None
        piece = text[start:end].lower()
        for words, pattern in self._entries:
            if not words or any(word in piece for word in words):
                match = pattern.search(text, start, end)
                if match is not None and (first is None or match.start() < first.start()):
                    first = match
        return first

    def spans(self, text: str, most: int) -> Iterator[tuple[int, int]]:
        """The matches of each pattern in the whole text, pattern by pattern."""
        for _, pattern in self._entries:
            yield from (match.span() for match in islice(pattern.finditer(text), most))


class Phrases:
    """Patterns with the words that they need; case does not matter where the flags say so."""

    def __init__(self, patterns: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._patterns = tuple(re.compile(pattern, flags) for pattern in patterns)
        self._free: set[int] = set()  # the patterns of which no word is known
        self._opening: dict[str, list[tuple[int, str]]] = {}  # words by their first two characters
        for number, pattern in enumerate(self._patterns):
            words = needed(pattern)
            if not words:
                self._free.add(number)
            for word in sorted(words):
                self._opening.setdefault(word[:2], []).append((number, word))

    def awake(self, text: str) -> Awake:
        """What could be found in ``text``."""
        lowered = text.lower()
        here: dict[int, set[str]] = {number: set() for number in self._free}
        openings = _openings(lowered)
        for opening, words in self._opening.items():
            if opening in openings:
                for number, word in words:
                    if word in lowered:
                        here.setdefault(number, set()).add(word)
        return Awake((frozenset(here[number]), self._patterns[number]) for number in sorted(here))


@lru_cache(maxsize=2)
def _openings(text: str) -> set[str]:
    """The characters of a text and every two neighbours: to look among them costs less than to search the text."""
    found = set(text)
    found.update(map(add, text, text[1:]))
    return found


def needed(pattern: re.Pattern[str]) -> Words:
    """Strings in lower case of which every match of the pattern holds one; empty where none can be named."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    _, best = _read(tree)
    return best or frozenset()


def _read(tree: Any) -> tuple[Words | None, Words | None]:
    """All the strings of a part, if they are few, and the best set of which one must be there."""
    best: Words | None = None
    exact: Words | None = frozenset({""})
    current: Words = frozenset({""})
    for op, argument in tree:
        own, inside = _part(op, argument)
        if own is None or len(current) * len(own) > _MOST:
            best = _better(_better(best, current), inside if own is None else own)
            current, exact = frozenset({""}), None
            continue
        current = frozenset(map("".join, product(current, own)))
    return (current if exact is not None else None), _better(best, current)


def _part(op: Any, argument: Any) -> tuple[Words | None, Words | None]:
    if op is code.LITERAL:
        return frozenset({chr(argument).lower()}), None
    if op is code.IN:
        singles = [chr(value).lower() for kind, value in argument if kind is code.LITERAL]
        return (frozenset(singles), None) if len(singles) == len(argument) <= _CHOICES else (None, None)
    if op is code.SUBPATTERN:
        return _read(argument[-1])
    if op is code.BRANCH:
        return _branches([_read(branch) for branch in argument[1]])
    if op in {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT}:
        least, most, repeated = argument
        own, inside = _read(repeated)
        if most == 1 and own is not None:
            return (own | {""} if least == 0 else own), None
        return None, (inside if least else None)
    if op in {code.AT, code.ASSERT, code.ASSERT_NOT}:
        return frozenset({""}), None  # what stands beside a match is no part of it
    return None, None


def _branches(branches: list[tuple[Words | None, Words | None]]) -> tuple[Words | None, Words | None]:
    every = [own for own, _ in branches if own is not None]
    exact = frozenset().union(*every) if len(every) == len(branches) else None
    insides = [_better(inside, own) for own, inside in branches]
    known = [inside for inside in insides if inside is not None]
    best = frozenset().union(*known) if len(known) == len(branches) else None
    if exact is not None and len(exact) > _MOST:
        exact = None
    return exact, (best if best is not None and len(best) <= _MOST else None)


def _better(one: Words | None, other: Words | None) -> Words | None:
    """The set with the longer shortest string, of two alike the smaller; a set with a short string is none."""
    if other is None or min(map(_length, other), default=0) < _SHORTEST:
        return one
    if one is None:
        return other
    return max(one, other, key=lambda words: (min(_LONGEST, *map(_length, words)), -len(words)))


def _length(word: str) -> int:
    """How telling a string is: a Han character is a word, a letter stands everywhere."""
    return len(word) if word.isascii() else 2 * len(word)
