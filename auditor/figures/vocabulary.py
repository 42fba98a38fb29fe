"""The bilingual vocabulary of ``rules/lexicons/metrics.yaml``: finds terms in a stretch of text, longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["Head", "Term", "Terms", "Vocabulary", "vocabulary"]

_WORD = re.compile(r"[A-Za-z][A-Za-z&'’-]*")
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class Head:
    """What can be measured: its kind, the dimensions in which it is measured, what bounds it, and what it is the sum of."""

    id: str
    kind: str
    dimensions: frozenset[str]
    bounded_by: str | None = None
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term found in a text."""

    start: int
    end: int
    ids: tuple[str, ...]


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
                words = tuple(_stem(word) for word in _WORD.findall(term))
                self._latin[words] = (*self._latin.get(words, ()), name)
        self._longest = max(map(len, self._han), default=0)
        self._first = frozenset(term[0] for term in self._han)

    def find(self, text: str, start: int, end: int) -> tuple[Term, ...]:
        """The terms between two positions, without overlaps, in order."""
        found = [*self._find_han(text, start, end), *self._find_latin(text, start, end)]
        return tuple(sorted(found, key=lambda term: term.start))

    def _find_han(self, text: str, start: int, end: int) -> Iterator[Term]:
        position = start
        while position < end:
            if text[position] in self._first:
                for length in range(min(self._longest, end - position), 0, -1):
                    if ids := self._han.get(text[position : position + length]):
                        yield Term(position, position + length, ids)
                        position += length - 1
                        break
            position += 1

    def _find_latin(self, text: str, start: int, end: int) -> Iterator[Term]:
        words = [(match.start(), match.end(), _stem(match.group())) for match in _WORD.finditer(text, start, end)]
        index = 0
        while index < len(words):
            for length in range(min(_MAX_WORDS, len(words) - index), 0, -1):
                ids = self._latin.get(tuple(word for _, _, word in words[index : index + length]))
                if ids:
                    yield Term(words[index][0], words[index + length - 1][1], ids)
                    index += length - 1
                    break
            index += 1


def _stem(word: str) -> str:
    """A word without case, possessive and plural: enough to let "firms" meet "firm"."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
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
            entry["id"], entry["kind"], frozenset(entry["of"]), entry.get("bounded_by"), tuple(entry.get("sum_of", ()))
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
