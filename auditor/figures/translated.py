"""What an English clause says of a Chinese one where the vocabulary knows too little: word by word, by the dictionary.

A Chinese word is said in the English clause when all words of one of its glosses stand there, or all of its parts are said.
What is not understood stays: it may narrow.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.figures.dictionary import glosses, longest, stems
from auditor.figures.plain import plain
from auditor.figures.romanised import same_name
from auditor.figures.unlisted import NAME

__all__ = ["Span", "Understood", "rendered", "understood"]

Span = tuple[int, int, tuple[str, ...]]
"""A stretch of a clause in which the vocabulary finds concepts."""
_Unit = tuple[str, tuple[str, ...]]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = 2000  # characters of both clauses; what is longer is no clause
_LONGEST = 12  # characters side by side that are read as one word or its parts


@dataclass(frozen=True, slots=True)
class Understood:
    """The concepts and words that the English clause does not say, the words that only the dictionary finds there, and the stems found."""

    left: frozenset[str]
    met: frozenset[str]
    stems: frozenset[str]


def understood(han: str, spans: Sequence[Span], said: Collection[str], latin: str) -> Understood:
    """How far an English clause says what a Chinese one says; ``said`` are words and concepts that it is known to say.

    Terms of the vocabulary may hide longer words (无偿献血|者), and words of the dictionary such terms (电信诈骗): the three
    ways of reading are tried in turn.
    """
    if len(han) + len(latin) > _CLAUSE:
        return Understood(frozenset(), frozenset(), frozenset())
    ways = ((spans, True), ((), True), (spans, False))
    found = (_understood(_units(han, some, longer=longer), said, latin) for some, longer in ways)
    first = next(found)
    return first if not first.left else next((other for other in found if not other.left), first)


def _understood(units: Iterable[_Unit], said: Collection[str], latin: str) -> Understood:
    here, names = stems(latin), {word.removesuffix("'s") for word in latin.split() if NAME.match(word)}
    idle = plain().han
    left, met, found = set[str](), set[str](), set[str]()
    for word, concepts in _joined(units):
        light = word in idle and not concepts
        meant = (
            {stem for gloss in glosses(word) for stem in gloss}.intersection(here) if light else rendered(word, here)
        )
        found |= meant
        open_concepts = [concept for concept in concepts if concept not in said]
        if light or word in said or (concepts and not open_concepts):
            continue
        if meant:
            met.add(word)
        elif not any(same_name(word, name) for name in names):
            left.update(open_concepts or (word,))
    return Understood(frozenset(left), frozenset(met), frozenset(found))


def _units(text: str, spans: Sequence[Span], *, longer: bool) -> Iterator[_Unit]:
    """The words of a Chinese clause with their concepts: at each place the longest of the vocabulary or the dictionary.

    Unless the ``longer`` is wanted, a word of the dictionary that terms of the vocabulary make up is read as these.
    """
    at = {start: (end, concepts) for start, end, concepts in spans}
    position = 0
    while position < len(text):
        end, concepts = at.get(position, (position + 1, ()))
        stop = position + len(longest(text, position))
        if stop > end and (longer or not _made_up(at, position, stop)):
            end, concepts = stop, ()
        yield text[position:end], concepts
        position = end


def _made_up(at: Mapping[int, tuple[int, tuple[str, ...]]], position: int, stop: int) -> bool:
    """Whether terms lie end to end from one place to another."""
    while position in at:
        position = at[position][0]
    return position == stop


def _joined(units: Iterable[_Unit]) -> Iterator[_Unit]:
    """The units in Chinese; characters side by side that are no words are one: a name."""
    loose, idle = "", plain().han
    for word, concepts in units:
        han = _HAN.match(word) is not None
        if han and len(word) == 1 and not concepts and word not in idle:
            loose += word
            continue
        if loose:
            yield loose, ()
            loose = ""
        if han:
            yield word, concepts
    if loose:
        yield loose, ()


@lru_cache(maxsize=4096)
def rendered(word: str, here: tuple[str, ...]) -> frozenset[str]:
    """The stems in which an English clause says a word, whole or part by part; none where it does not."""
    whole = _said(word, here) if len(word) <= _LONGEST else frozenset()
    if whole or len(word) > _LONGEST:
        return whole
    for size in range(len(word) - 1, 0, -1):
        first = _said(word[:size], here)
        if first and (rest := rendered(word[size:], here)):
            return first | rest
    return whole


def _said(word: str, here: tuple[str, ...]) -> frozenset[str]:
    """The stems of the glosses of a word that stand in a clause in their order: sugar cane is no cane sugar."""
    return frozenset(stem for gloss in glosses(word) if _in_order(gloss, here) for stem in gloss)


def _in_order(gloss: tuple[str, ...], here: tuple[str, ...]) -> bool:
    rest = iter(here)
    return all(stem in rest for stem in gloss)
