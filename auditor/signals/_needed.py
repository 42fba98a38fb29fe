"""Reads off a regular expression the words that it cannot do without, as RE2 does for its filters.

Cox, "Regular Expression Matching with a Trigram Index", 2012: of the sets of strings that a match must hold one of, the
one with the longest and fewest is kept.
"""

from __future__ import annotations

import re
from itertools import product
from re import _constants as code  # type: ignore[attr-defined]  # the parse tree of a pattern has no public name
from re import _parser as parser  # type: ignore[attr-defined]  # the same
from typing import Any, TypeAlias

__all__ = ["needed"]

Words: TypeAlias = frozenset[str]

_MOST = 250  # strings of one pattern; beyond them the search for one costs as much as the pattern
_CHOICES = 8  # characters of a class that are told apart
_SHORTEST, _LONGEST = 2, 4  # letters: a single one stands everywhere, more than four tell little more
_SIGNS = frozenset("<>|")  # that prose hardly has


def needed(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> Words:
    """Strings in lower case of which every match of the pattern holds one; empty where none can be named."""
    _, best = _read(parser.parse(pattern, flags))
    return _least(best or frozenset())


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
        return _class(argument), None
    if op is code.SUBPATTERN:
        return _read(argument[-1])
    if op is code.BRANCH:
        return _branches([_read(branch) for branch in argument[1]])
    if op in {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT}:
        least, most, repeated = argument
        own, inside = _read(repeated)
        if most == 1 and own is not None:
            return (own | {""} if least == 0 else own), None
        if own is not None and len(own) == 1 and 0 < least <= _CHOICES:
            inside = frozenset(word * least for word in own)
            return (inside, None) if least == most else (None, inside)
        return None, (inside if least else None)
    if op in {code.AT, code.ASSERT, code.ASSERT_NOT}:
        return frozenset({""}), None  # what stands beside a match is no part of it
    return None, None


def _class(choices: Any) -> Words | None:
    """The characters of a class, if they are few and none is left out of it."""
    found: set[str] = set()
    for kind, value in choices:
        if kind is code.LITERAL:
            found.add(chr(value).lower())
        elif kind is code.RANGE and value[1] - value[0] < _CHOICES:
            found.update(chr(at).lower() for at in range(value[0], value[1] + 1))
        else:
            return None
    return frozenset(found) if len(choices) <= _CHOICES and len(found) <= _CHOICES else None


def _branches(branches: list[tuple[Words | None, Words | None]]) -> tuple[Words | None, Words | None]:
    every = [own for own, _ in branches if own is not None]
    exact = frozenset().union(*every) if len(every) == len(branches) else None
    insides = [_better(inside, own) for own, inside in branches]
    known = [inside for inside in insides if inside is not None]
    best = _least(frozenset().union(*known)) if len(known) == len(branches) else None
    if exact is not None and len(exact) > _MOST:
        exact = None
    return exact, (best if best is not None and len(best) <= _MOST else None)


def _least(words: Words) -> Words:
    """Those that hold no other of the words: who holds one of all holds one of them."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _better(one: Words | None, other: Words | None) -> Words | None:
    """The set with the longer shortest string, of two alike the smaller, or the rarer; a set with a short one is none."""
    if other is None or min(map(_length, other), default=0) < _SHORTEST:
        return one
    if one is None:
        return other
    return max(one, other, key=_told)


def _told(words: Words) -> tuple[int, int, int]:
    shortest = min(map(_length, words))
    return min(_LONGEST, shortest), -len(words), shortest


def _length(word: str) -> int:
    """How telling a string is: a Han character or a rare sign is a word, a letter stands everywhere."""
    return len(word) if word.isascii() and word not in _SIGNS else 2 * len(word)
