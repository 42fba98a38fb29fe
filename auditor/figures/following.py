"""Looks for a currency, a unit or a measure word right behind a numeral, and for a currency right before one.

The words are looked up by their first two characters: an alternation of hundreds of words costs more than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from auditor.figures.lexicon import units
from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["Follower", "classifier_after", "currency_after", "currency_before", "unit_after"]

# Symbols up to this length mean what their case says: 5g are grams, 5G is a network.
_SYMBOL = 4
_GAPS = frozenset(" \t\u00a0-")
_BLANKS = frozenset(" \u00a0")
_WIDTH = 8  # characters before a number in which a currency stands
# 9000元日币: 元 may stand before the currency that is meant.
_MEANT = frozenset("日欧美港英韩澳加卢泰")


class Follower(NamedTuple):
    """A word at a numeral: its span with the blank before it, the word as written, and 余 or 多 before it."""

    start: int
    end: int
    word: str
    more: str = ""


class _Word(NamedTuple):
    """A word in lower case, how it has to be written, and the characters after it that make it another word."""

    lower: str
    exact: str | None
    latin: bool
    unless: str


_Table = Mapping[str, tuple[_Word, ...]]


def _table(words: Iterable[str], unless: Mapping[str, str], *, symbols: bool) -> _Table:
    """Words by their first two characters in lower case, longest first."""
    table: dict[str, list[_Word]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        symbol = symbols and len(word) <= _SYMBOL and word[0].isascii() and word[0].isalpha()
        latin = word[-1].isascii() and word[-1].isalpha()
        entry = _Word(word.lower(), word if symbol else None, latin, unless.get(word, ""))
        table.setdefault(word[:2].lower(), []).append(entry)
    return {start: tuple(found) for start, found in table.items()}


class _Tables(NamedTuple):
    """The units, the currencies after and the measure words; the currencies before a number, by how they end."""

    units: _Table
    currencies: _Table
    classifiers: _Table
    before: Mapping[str, tuple[str, ...]]


@cache
def _tables() -> _Tables:
    data: dict[str, Any] = read_yaml(home() / "lexicons" / "units.yaml")
    unless: dict[str, str] = data["unless"]
    names = data["currencies"].values()
    after = [word for named in names for word in named["after"]]
    after += [word for named in names for part in named.get("parts", {}).values() for word in part]
    before = {word.lower() for named in names for word in named["before"]} | set(data["ambiguous"])
    measures = [word for entry in data["units"] for word in entry["words"]]
    ends: dict[str, tuple[str, ...]] = {}
    for word in sorted(before, key=lambda word: (-len(word), word)):
        ends[word[-2:]] = (*ends.get(word[-2:], ()), word)
    return _Tables(
        _table(measures, unless, symbols=True),
        _table(after, unless, symbols=False),
        _table(units().classifiers, unless, symbols=False),
        ends,
    )


def _longest(table: _Table, text: str, position: int) -> int:
    """Where the longest word of the table at ``position`` ends; 0 where none stands there."""
    pair = text[position : position + 2].lower()
    for start in (pair, pair[:1]) if len(pair) > 1 else (pair,):
        for word in table.get(start, ()):
            end = position + len(word.lower)
            piece = text[position:end]
            if piece != word.exact and (word.exact or piece.lower() != word.lower):
                continue
            after = text[end : end + 1]
            if word.latin:
                if not (after.isascii() and after.isalpha()):
                    return end
            elif not after or after not in word.unless:
                return end
    return 0


def _after_gap(table: _Table, text: str, position: int) -> Follower | None:
    """The word at ``position`` or behind one blank or hyphen."""
    start = position + (text[position : position + 1] in _GAPS)
    end = _longest(table, text, start)
    return Follower(position, end, text[start:end]) if end else None


def unit_after(text: str, position: int) -> Follower | None:
    """A unit of measure at ``position``, with the blank before it."""
    return _after_gap(_tables().units, text, position)


def currency_after(text: str, position: int) -> Follower | None:
    """A word or sign of a currency at ``position``, with the blank before it."""
    if text.startswith("元", position) and text[position + 1 : position + 2] in _MEANT:
        meant = _longest(_tables().currencies, text, position + 1)
        if meant:
            return Follower(position, meant, text[position + 1 : meant])
    return _after_gap(_tables().currencies, text, position)


def classifier_after(text: str, position: int) -> Follower | None:
    """A Chinese measure word at ``position``, behind a blank and 余 or 多 if they stand there."""
    word = position + text[position : position + 1].isspace()
    if text[word : word + 1] in {"余", "多"} and (end := _longest(_tables().classifiers, text, word + 1)):
        return Follower(position, end, text[word + 1 : end], text[word])
    end = _longest(_tables().classifiers, text, word)
    return Follower(position, end, text[word:end]) if end else None


def currency_before(text: str, position: int) -> Follower | None:
    """A word or sign of a currency that ends at ``position``, with the blank behind it."""
    end = position - (text[position - 1 : position] in _BLANKS)
    before, last = _tables().before, text[max(0, end - 2) : end].lower()
    for word in before.get(last, ()) + before.get(last[1:], ()):
        start = end - len(word)
        if max(0, position - _WIDTH) <= start and text[start:end].lower() == word and not _goes_on(text, start):
            return Follower(start, position, text[start:end])
    return None


def _goes_on(text: str, start: int) -> bool:
    """Whether a Latin letter stands before ``start``."""
    return bool(start) and text[start - 1].isascii() and text[start - 1].isalpha()
