"""Draws from a pattern the strings of which one stands in whatever it hits, so that it is tried only where one does.

The strings are found as Cox does for code search (https://swtch.com/~rsc/regexp/regexp4.html): of every part of the
pattern the exact strings that it may be, while they are few, and the rarest set of strings that it must hold.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from math import inf
from typing import Any

__all__ = ["SCHEME", "breaks", "commonness", "cues"]

# Raised when a pattern comes to have other cues: what was drawn from patterns is kept on disk.
SCHEME = "cues-1"

# More strings than this are not followed further, and characters of a class not taken one by one.
_MOST, _MOST_OF_CLASS = 300, 40
# One Latin letter stands in every text.
_LEAST_LATIN = 2
# Where strings are so common that most texts hold one, they rule out nothing, and finding them costs more.
_COMMON, _COMMON_LATIN = 0.2, 0.1
# Repetitions up to this many are written out.
_FEW = 3
_BREAK = ord("\n")
# A string one character longer is so many times rarer; a Han character says as much as two letters.
_LETTERS = 32.0
# What RE2 reads in another way than Python does, or Python not at all.
_OTHER = re.compile(r"\(\?[a-zA-Z]*s|\[\[:|\{,|\\[QCEpPxz]|\(\?[a-zA-Z\-]*[iUx]")
_CODE, _PROPERTY = re.compile(r"\\x\{([0-9a-fA-F]{1,6})\}"), re.compile(r"\\[pP](?:\{\^?\w+\}|\w)")
# Kinds of characters that hold the line break.
_KINDS = frozenset({"CATEGORY_SPACE", "CATEGORY_NOT_WORD", "CATEGORY_NOT_DIGIT"})

Strings = frozenset[str]
_NOTHING: Strings = frozenset({""})


@lru_cache(maxsize=1024)
def cues(source: str) -> Strings | None:
    """Strings of which one stands in everything that a pattern of RE2's syntax hits, or None where none are known."""
    parsed = _parsed(source)
    if parsed is None:
        return None
    exact, needed = _sequence(parsed)
    found = _rarest(needed, exact)
    if found is None or commonness(found) > (_COMMON_LATIN if "".join(found).isascii() else _COMMON):
        return None
    return found


def breaks(source: str) -> float:
    """Over how many line breaks at most a pattern may hit."""
    parsed = _parsed(source)
    return inf if parsed is None else _all_breaks(parsed)


@lru_cache(maxsize=1024)
def _parsed(source: str) -> Sequence[tuple[Any, Any]] | None:
    """A pattern's parts, as Python's own parser reads them, or None where that reads it otherwise than RE2."""
    said = _CODE.sub(lambda match: re.escape(chr(int(match[1], 16))), source)
    said = _PROPERTY.sub(_kind, said)
    if _OTHER.search(said):
        return None
    try:
        parser = import_module("re._parser")  # the standard library has no other door to it
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parts: Sequence[tuple[Any, Any]] = parser.parse(said)
    except (ImportError, re.error, ValueError, OverflowError, RecursionError):
        return None
    return parts


def _kind(match: re.Match[str]) -> str:
    """A class of Unicode as one of Python's that holds the line break if it does: controls do, and all but some kind."""
    named = match.group()
    return r"\W" if named[1] == "P" or "^" in named or named.strip("\\p{")[0] in "CZ" else r"\w"


def commonness(strings: Iterable[str]) -> float:
    """Roughly how often a text holds one of some strings; only the order of the results matters."""
    return sum([float(_LETTERS ** -(len(each) / (2 if each.isascii() else 1))) for each in strings])


def _rarest(*sets: Strings | None) -> Strings | None:
    """Of some sets the one of which a text holds a string most seldom."""
    usable = [each for each in sets if each and all(map(_is_telling, each))]
    return min(usable, key=commonness) if len(usable) > 1 else usable[0] if usable else None


def _is_telling(string: str) -> bool:
    return len(string) >= (_LEAST_LATIN if string.isascii() else 1)


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
    """What parts in a row may be exactly, where that is known, and the rarest strings of which they hold one."""
    run = _NOTHING
    known, found = True, list[Strings | None]()
    for operator, value in items:
        exact, inner = _part(str(operator), value)
        found.append(inner)
        if exact is None or len(run) * len(exact) > _MOST:
            found.append(run)
            known, run = False, exact or _NOTHING
        elif exact != _NOTHING:
            run = frozenset([first + second for first in run for second in exact])
    return run if known else None, _rarest(*found, run)


def _part(operator: str, value: Any) -> tuple[Strings | None, Strings | None]:
    """The same of one part."""
    if operator == "LITERAL":
        return frozenset({chr(value)}), None
    if operator == "AT":
        return _NOTHING, None
    if operator == "IN":
        return _class(value), None
    if operator == "SUBPATTERN":
        return _sequence(value[3])
    if operator == "BRANCH":
        return _branches([_sequence(branch) for branch in value[1]])
    if operator in {"MAX_REPEAT", "MIN_REPEAT"}:
        least, most, inside = value
        exact, needed = _sequence(inside)
        few = None if exact is None or most > _FEW else _powers(exact, least, int(most))
        return few, _rarest(needed, exact) if least else None
    return None, None


def _powers(exact: Strings, least: int, most: int) -> Strings | None:
    """What so many of some strings in a row may be, if that is not much."""
    run, found = _NOTHING, frozenset() if least else _NOTHING
    for times in range(1, most + 1):
        run = frozenset([first + second for first in run for second in exact])
        if len(run) > _MOST:
            return None
        found |= run if times >= least else frozenset()
    return found


def _breaks(operator: str, value: Any) -> float:
    """Over how many line breaks a part may hit; a class of all but some characters has the break among them."""
    if operator == "LITERAL":
        return float(value == _BREAK)
    if operator == "NOT_LITERAL":
        return float(value != _BREAK)
    if operator == "IN":
        return float(_has_break(value))
    if operator in {"MAX_REPEAT", "MIN_REPEAT"}:
        inside = _all_breaks(value[2])
        return inside * (inf if str(value[1]) == "MAXREPEAT" else value[1]) if inside else 0.0
    if operator == "SUBPATTERN":
        return _all_breaks(value[3]) if not value[1] else inf
    if operator == "BRANCH":
        return max(map(_all_breaks, value[1]))
    return 0.0 if operator in {"AT", "ANY"} else inf


def _all_breaks(parts: Iterable[tuple[Any, Any]]) -> float:
    return sum(_breaks(str(operator), value) for operator, value in parts)


def _has_break(members: Sequence[tuple[Any, Any]]) -> bool:
    """Whether the line break is in a class."""
    negated = str(members[0][0]) == "NEGATE"
    rest = members[1:] if negated else members
    single = any(
        value == _BREAK if str(operator) == "LITERAL" else value[0] <= _BREAK <= value[1]
        for operator, value in rest
        if str(operator) in {"LITERAL", "RANGE"}
    )
    return not single if negated else single or any(str(value) in _KINDS for _, value in rest)


def _branches(parts: Sequence[tuple[Strings | None, Strings | None]]) -> tuple[Strings | None, Strings | None]:
    exact: Strings | None = frozenset()
    needed: Strings | None = frozenset()
    for each, inner in parts:
        exact = None if exact is None or each is None else exact | each
        best = _rarest(inner, each)
        needed = None if needed is None or best is None else needed | best
    return exact if exact is not None and len(exact) <= _MOST else None, needed


def _class(members: Sequence[tuple[Any, Any]]) -> Strings | None:
    """The characters of a class, if they are few."""
    chars: set[str] = set()
    for operator, value in members:
        if str(operator) == "LITERAL":
            chars.add(chr(value))
        elif str(operator) == "RANGE" and value[1] - value[0] < _MOST_OF_CLASS:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(chars) if len(chars) <= _MOST_OF_CLASS else None
