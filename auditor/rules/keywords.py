"""Finds every keyword of every pack in one pass over a folded text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from auditor.model import Span
from auditor.rules.grammar import Words
from auditor.text.fold import fold_words

__all__ = ["Keywords", "Mark"]

Mark = tuple[int, int, int]
"""Start and end of a keyword, and the set of lists that hold it, as bits."""

# More hits than this say nothing new; a text made of keywords alone would else cost memory and time without end.
MAX_HITS = 1_000_000
_SURROGATE = re.compile("[\ud800-\udfff]")


class Keywords:
    """One automaton over the lists of all rules. A Latin or numeric keyword matches whole words; ``word*`` any ending.

    ``bits`` gives each list its bit, from number ``first`` on.
    """

    def __init__(self, lists: Sequence[Words], first: int = 0) -> None:
        self.bits: Mapping[Words, int] = {words: 1 << nth for nth, words in enumerate(dict.fromkeys(lists), first)}
        # Lists are long, so comparing two equal ones costs more than anything else that is done with them.
        self.by_id: Mapping[int, int] = {id(words): self.bits[words] for words in lists}
        self._lists = lists
        owners: dict[str, int] = {}
        for words, bit in self.bits.items():
            for word in fold_words(words.words):
                if word.strip("*"):
                    owners[word] = owners.get(word, 0) | bit
        self._names = sorted(owners)
        self._masks = [owners[name] for name in self._names]
        self._bounds = [
            (_is_latin(name[0]), _is_latin(name[-1])) if _is_latin(name[0]) or _is_latin(name[-1]) else None
            for name in self._names
        ]

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, MatchKind

        words = [name.strip("*") for name in self._names]
        return AhoCorasick(words, matchkind=MatchKind.Standard) if words else None

    def scan(self, text: str) -> list[Mark]:
        """Every hit with the lists it belongs to, by place; hits may overlap."""
        if self._automaton is None:
            return []
        bounds, masks, last = self._bounds, self._masks, len(text)
        found: list[Mark] = []
        for number, start, end in self._automaton.find_matches_as_indexes(_scannable(text), overlapping=True):
            bound = bounds[number]
            if bound is not None and (
                (bound[0] and start and _is_latin(text[start - 1]))
                or (bound[1] and end < last and _is_latin(text[end]))
            ):
                continue
            found.append((start, end, masks[number]))
            if len(found) >= MAX_HITS:
                break
        found.sort()
        return found

    def find(self, text: str) -> Mapping[Words, Sequence[Span]]:
        """The hits of every list that has any, ascending; hits may overlap."""
        marks = self.scan(text)
        found = {words: [(s, e) for s, e, mask in marks if mask & bit] for words, bit in self.bits.items()}
        return {words: spans for words, spans in found.items() if spans}


def _scannable(text: str) -> str:
    """The text with lone surrogates, which are no UTF-8, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
