"""The bilingual vocabulary of ``rules/lexicons/metrics.yaml``: finds terms in a stretch of text, longest first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["Head", "Term", "Terms", "Vocabulary", "Words", "vocabulary", "words_of"]

_WORD = re.compile(r"([A-Za-z][A-Za-z&'’-]*)")
# Stretches and words of which the reading is kept: a clause is read for five groups of terms, and most words come again.
_SEGMENTS, _STEMS = 16, 16384


@dataclass(frozen=True, slots=True)
class Head:
    """What can be measured: its kind, the dimensions in which it is measured, what bounds it, and what it is the sum of.

    ``average_of`` names a total and a count of which it is the quotient.
    """

    id: str
    kind: str
    dimensions: frozenset[str]
    bounded_by: str | None = None
    sum_of: tuple[str, ...] = ()
    average_of: tuple[str, ...] = ()


class Term(NamedTuple):
    """A term found in a text."""

    start: int
    end: int
    ids: tuple[str, ...]


class Words(NamedTuple):
    """The stems of the Latin words of a text, in turn where each begins and ends, and which there are."""

    stems: tuple[str, ...]
    bounds: tuple[int, ...]
    known: frozenset[str]

    def between(self, start: int, end: int) -> Words:
        """The words between two positions; one that is cut there is left out."""
        first = (bisect_left(self.bounds, start) + 1) // 2
        last = max(bisect_right(self.bounds, end) // 2, first)
        stems = self.stems[first:last]
        return Words(stems, self.bounds[2 * first : 2 * last], frozenset(stems))


class Terms:
    """A set of terms of both languages; Latin terms match whole words, in singular and plural."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Takes (id, Chinese terms, English terms)."""
        self._han: dict[str, tuple[str, ...]] = {}
        self._latin: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, han, latin in entries:
            for term in han:
                self._han[term] = (*self._han.get(term, ()), name)
            for term in latin:
                words = tuple(map(_stem, _WORD.findall(term)))
                if len(words) == 1 and not term.isalpha() and any(map(str.isdigit, term)):
                    for spelt in {term.upper(), term.lower()}:  # NOTE: as a word, PM2.5 would be the afternoon
                        self._han[spelt] = (*self._han.get(spelt, ()), name)
                    continue
                for said in {words, tuple(_stem(part) for word in words for part in word.split("-"))}:
                    self._latin[said] = (*self._latin.get(said, ()), name)
        self._han_sizes = _sizes((term[0], len(term)) for term in self._han)
        self._latin_sizes = _sizes((words[0], len(words)) for words in self._latin if words)
        # Where a term may begin in any text, and in one of ASCII alone: few Chinese terms are (GDP, PM2.5).
        self._begin, self._begin_ascii = _begin(self._han), _begin(filter(str.isascii, self._han))

    def find(self, text: str, start: int, end: int, words: Words | None = None) -> tuple[Term, ...]:
        """The terms between two positions, without overlaps, in order; ``words`` are the Latin words between them."""
        segment = text[start:end]
        latin = tuple(self._find_latin(words or words_of(segment, start)))
        han = tuple(self._find_han(segment, start))
        return tuple(sorted((*han, *latin), key=_start)) if han and latin else han or latin

    def _find_han(self, segment: str, offset: int) -> Iterator[Term]:
        begin = self._begin_ascii if segment.isascii() else self._begin
        done = 0
        for match in begin.finditer(segment) if begin else ():
            index = match.start()
            first = segment[index]
            if index < done or (first == "年" and segment[index - 1 : index].isdigit()):  # 2024年|产值
                continue
            for size in self._han_sizes[first]:
                if ids := self._han.get(segment[index : index + size]):
                    done = min(index + size, len(segment))
                    yield Term(offset + index, offset + done, ids)
                    break

    def _find_latin(self, words: Words) -> Iterator[Term]:
        sizes, stems, bounds = self._latin_sizes, words.stems, words.bounds
        if sizes.keys().isdisjoint(words.known):
            return
        done = 0
        for index in [i for i, stem in enumerate(stems) if stem in sizes]:
            for size in sizes[stems[index]] if index >= done else ():
                last = index + size
                if last <= len(stems) and (ids := self._latin.get(stems[index:last])):
                    yield Term(bounds[2 * index], bounds[2 * last - 1], ids)
                    done = last
                    break


def _start(term: Term) -> int:
    return term.start


def _sizes(terms: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The sizes of the terms by what they begin with, the greatest first."""
    sizes: dict[str, set[int]] = {}
    for first, size in terms:
        sizes.setdefault(first, set()).add(size)
    return {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}


def _begin(words: Iterable[str]) -> re.Pattern[str] | None:
    """Where a term may begin: its first character, and the second or, for terms of one character, none."""
    terms = tuple(words)
    firsts, seconds, single = (
        "".join(sorted(found))
        for found in (
            {term[0] for term in terms},
            {term[1] for term in terms if len(term) > 1},
            {term for term in terms if len(term) == 1},
        )
    )
    if not firsts:
        return None
    ends = [f"(?=[{re.escape(seconds)}])" if seconds else "", f"(?<=[{re.escape(single)}])" if single else ""]
    return re.compile(f"[{re.escape(firsts)}](?:{'|'.join(filter(None, ends))})")


@lru_cache(maxsize=_SEGMENTS)
def words_of(segment: str, offset: int) -> Words:
    """The Latin words of a stretch of text that begins at ``offset``."""
    pieces = _WORD.split(segment)
    stems = tuple(map(_stem, pieces[1::2]))
    return Words(stems, tuple(accumulate(map(len, pieces), initial=offset))[1:-1], frozenset(stems))


@lru_cache(maxsize=_STEMS)
def _stem(word: str) -> str:
    """A word without case, possessive and plural: enough to let "firms" meet "firm"."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if lower.endswith("buses"):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):  # noqa: PLR2004  # gas, bus
        return lower[:-3] + "y" if lower.endswith("ies") else lower[:-1]
    return lower


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Heads, counted nouns, modifiers and subjects, each with its terms; qualifiers only tell clauses apart.

    ``terms_of`` names a head by its first term in Chinese and in English.
    """

    heads: Mapping[str, Head]
    head_terms: Terms
    nouns: Terms
    modifiers: Terms
    subjects: Terms
    qualifiers: Terms
    terms_of: Mapping[str, tuple[str, str]]


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary. Raises BadRules when its file is broken."""
    data = read_yaml(home() / "lexicons" / "metrics.yaml")
    heads = {
        entry["id"]: Head(
            entry["id"],
            entry["kind"],
            frozenset(entry["of"]),
            entry.get("bounded_by"),
            tuple(entry.get("sum_of", ())),
            tuple(entry.get("average_of", ())),
        )
        for entry in data["heads"]
    }
    groups = ("heads", "nouns", "modifiers", "subjects", "qualifiers")
    terms = {
        group: Terms((entry["id"], map(str, entry["zh"]), map(str, entry["en"])) for entry in data[group])
        for group in groups
    }
    names = {
        entry["id"]: (str(entry["zh"][0]), str(entry["en"][0]))
        for entry in data["heads"]
        if entry["zh"] and entry["en"]
    }
    found = [terms[group] for group in groups]
    return Vocabulary(heads, found[0], found[1], found[2], found[3], found[4], names)
