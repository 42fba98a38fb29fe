"""Finds every keyword of every pack in one pass over a folded text."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from auditor.model import Span
from auditor.rules.grammar import Words
from auditor.text.fold import fold_words

__all__ = ["Keywords", "Mark", "automaton", "numbered", "scannable"]

Mark = tuple[int, int, int]
"""Start and end of a keyword, and the set of lists that hold it, as bits."""

# More hits than this say nothing new; a text made of keywords alone would else cost memory and time without end.
MAX_HITS = 1_000_000
_SMALL, _LATIN = frozenset(string.ascii_lowercase), frozenset(string.ascii_letters + string.digits)
_NONE: frozenset[str] = frozenset()
_SURROGATE = re.compile("[\ud800-\udfff]")


class Keywords:
    """One automaton over the lists of all rules. A Latin or numeric keyword matches whole words; ``word*`` any ending.

    ``bits`` gives each list its bit. Strings ``beside`` the lists are found in the same pass wherever they stand, with bits
    above: those of the first sequence have the bit ``beside``, those of the next one twice that, and so on. Those of
    ``apart``, which are found unless they are part of a longer word of small letters, have the bit ``whole``.
    """

    def __init__(self, lists: Sequence[Words], beside: Sequence[Iterable[str]] = (), apart: Iterable[str] = ()) -> None:
        self.bits: Mapping[Words, int] = numbered(lists)
        # Lists are long, so comparing two equal ones costs more than anything else that is done with them.
        self.by_id: Mapping[int, int] = {id(words): self.bits[words] for words in lists}
        self.beside = 1 << len(self.bits)
        owners: defaultdict[str, int] = defaultdict(int)
        for words, bit in self.bits.items():
            for word in words.words:
                owners[word] |= bit
        masks: defaultdict[str, int] = defaultdict(int)
        for word, mask in zip(fold_words(list(owners)), owners.values(), strict=True):
            if word.strip("*"):
                masks[word] |= mask
        names = sorted(masks)
        others = [(word, self.beside << nth) for nth, strings in enumerate(beside) for word in sorted(strings)]
        self.whole = self.beside << len(beside)
        parted = sorted(apart)
        self._words = [name.strip("*") for name in names] + [word for word, _ in others] + parted
        self._masks = [masks[name] for name in names] + [bit for _, bit in others] + [self.whole] * len(parted)
        # What may not stand before each of them, and behind it.
        free, small = [_NONE] * len(others), [_NONE if word >= "\u3400" else _SMALL for word in parted]
        self._before = [_LATIN if name[0] in _LATIN else _NONE for name in names] + free + small
        self._behind = [_LATIN if name[-1] in _LATIN else _NONE for name in names] + free + small

    @cached_property
    def _automaton(self) -> Any:
        return automaton(self._words) if self._words else None

    def scan(self, text: str) -> list[Mark]:
        """Every hit with the lists it belongs to, by place; hits may overlap."""
        if self._automaton is None:
            return []
        matches = self._automaton.find_matches_as_indexes(scannable(text), overlapping=True)
        before, behind, masks = self._before, self._behind, self._masks
        padded = f"\n{text}\n"
        hits = [
            (start, end, masks[number])
            for number, start, end in islice(matches, MAX_HITS)
            if padded[start] not in before[number] and padded[end + 1] not in behind[number]
        ]
        hits.sort()
        return hits

    def find(self, text: str) -> Mapping[Words, Sequence[Span]]:
        """The hits of every list that has any, ascending; hits may overlap."""
        marks = self.scan(text)
        if not marks:
            return {}
        found = {words: [(start, end) for start, end, mask in marks if mask & bit] for words, bit in self.bits.items()}
        return {words: spans for words, spans in found.items() if spans}


def numbered(lists: Iterable[Words]) -> Mapping[Words, int]:
    """A bit for every list."""
    return {words: 1 << nth for nth, words in enumerate(dict.fromkeys(lists))}


def automaton(words: Sequence[str]) -> Any:
    """What finds all of the words in one pass; it asks for a text as :func:`scannable` gives it."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(words, matchkind=MatchKind.Standard)


def scannable(text: str) -> str:
    """The text with lone surrogates, which are no UTF-8, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
