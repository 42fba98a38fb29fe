"""Finds every keyword of every pack in one pass over a folded text."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Any

from auditor.model import Span
from auditor.rules.grammar import Words
from auditor.text.fold import fold_words

__all__ = ["Keywords", "Mark", "automaton", "scannable"]

Mark = tuple[int, int, int]
"""Start and end of a keyword, and the set of lists that hold it, as bits."""

# More hits than this say nothing new; a text made of keywords alone would else cost memory and time without end.
MAX_HITS = 1_000_000
_LATIN = frozenset(string.ascii_letters + string.digits)
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
        owners: defaultdict[str, int] = defaultdict(int)
        for words, bit in self.bits.items():
            for word in words.words:
                owners[word] |= bit
        masks: defaultdict[str, int] = defaultdict(int)
        for word, mask in zip(fold_words(list(owners)), owners.values(), strict=True):
            if word.strip("*"):
                masks[word] |= mask
        self._names = sorted(masks)
        self._masks = [masks[name] for name in self._names]
        self._bounds = [
            (name[0] in _LATIN, name[-1] in _LATIN) if name[0] in _LATIN or name[-1] in _LATIN else None
            for name in self._names
        ]

    @cached_property
    def _automaton(self) -> Any:
        words = [name.strip("*") for name in self._names]
        return automaton(words) if words else None

    def scan(self, text: str) -> list[Mark]:
        """Every hit with the lists it belongs to, by place; hits may overlap."""
        if self._automaton is None:
            return []
        matches = self._automaton.find_matches_as_indexes(scannable(text), overlapping=True)
        bounds, masks, last = self._bounds, self._masks, len(text)
        hits = [
            (start, end, masks[number])
            for number, start, end in islice(matches, MAX_HITS)
            if (bound := bounds[number]) is None
            or not (
                (bound[0] and start and text[start - 1] in _LATIN) or (bound[1] and end < last and text[end] in _LATIN)
            )
        ]
        hits.sort()
        return hits

    def scan_lines(self, text: str, lines: Sequence[Span]) -> Iterator[Mark]:
        """Every hit in some lines of a text, by place; the lines (ascending) are searched together."""
        starts = [first for first, _ in lines]
        joined = "\n".join(text[first:last] for first, last in lines)
        offsets = list(accumulate((last - first + 1 for first, last in lines), initial=0))
        line, end = -1, 0
        for start, stop, mask in self.scan(joined):
            while start >= end:
                line += 1
                end = offsets[line + 1]
            if stop < end:
                shift = starts[line] - offsets[line]
                yield start + shift, stop + shift, mask

    def find(self, text: str) -> Mapping[Words, Sequence[Span]]:
        """The hits of every list that has any, ascending; hits may overlap."""
        marks = self.scan(text)
        found = {words: [(start, end) for start, end, mask in marks if mask & bit] for words, bit in self.bits.items()}
        return {words: spans for words, spans in found.items() if spans}


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
