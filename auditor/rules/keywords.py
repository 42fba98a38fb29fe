"""Finds every keyword of every pack in one pass over a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from auditor.model import Span
from auditor.rules.grammar import Words
from auditor.text.fold import fold_word

__all__ = ["Keywords"]

# More hits than this say nothing new; a text made of keywords alone would else cost memory and time without end.
MAX_HITS = 1_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")


class Keywords:
    """One automaton over the lists of all rules. A Latin or numeric keyword matches whole words; ``word*`` any ending."""

    def __init__(self, lists: Iterable[Words]) -> None:
        owners: dict[str, list[Words]] = {}
        for words in dict.fromkeys(lists):
            for word in dict.fromkeys(map(fold_word, words.words)):
                if word.rstrip("*"):
                    owners.setdefault(word, []).append(words)
        names = sorted(owners)
        self._owners = tuple(tuple(owners[name]) for name in names)
        self._bounds = tuple((_is_latin(name[0]), _is_latin(name[-1])) for name in names)
        self._automaton = _automaton([name.rstrip("*") for name in names])

    def find(self, text: str) -> Mapping[Words, Sequence[Span]]:
        """The hits of every list that has any, ascending; hits may overlap."""
        found: dict[Words, list[Span]] = {}
        if self._automaton is None:
            return found
        count = 0
        for number, start, end in self._automaton.find_matches_as_indexes(_scannable(text), overlapping=True):
            first, last = self._bounds[number]
            if (first and start and _is_latin(text[start - 1])) or (last and end < len(text) and _is_latin(text[end])):
                continue
            for owner in self._owners[number]:
                found.setdefault(owner, []).append((start, end))
            count += len(self._owners[number])
            if count > MAX_HITS:
                break
        for spans in found.values():
            spans.sort()
        return found


def _automaton(words: Sequence[str]) -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(words, matchkind=MatchKind.Standard) if words else None


def _scannable(text: str) -> str:
    """The text with lone surrogates, which are no UTF-8, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
