"""What two clauses say beyond each other, in one language or across two: whether they may speak of one thing.

A noun and its verb, a name and its spelling, a Chinese word and its English gloss say the same; what is left narrows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.figures.content import PAIR, Content, content
from auditor.figures.dictionary import forms
from auditor.figures.plain import plain
from auditor.figures.romanised import same_name
from auditor.figures.translated import understood
from auditor.figures.unlisted import KEPT, NAME, stem

__all__ = ["Difference", "differ"]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]+")
# What is built or hired is new whether its clause says so or not.
_MADE = re.compile(
    r"\b(?:built|completed|constructed|finished|planted|hired|recruited|joined|opened|launched|installed|added|drilled)\b"
)
_JOINED = frozenset({"q_hire", "joined", "recruited", "enlisted"})
_MAKING = frozenset({"q_built", "q_hire", "q_open", "q_install", "q_started"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What two clauses share, and what each says beyond the other."""

    shared: frozenset[str]
    counted: frozenset[str]
    more_a: frozenset[str]
    more_b: frozenset[str]

    @property
    def none(self) -> bool:
        """Whether neither says more than the other."""
        return not self.more_a and not self.more_b

    @property
    def contrast(self) -> bool:
        """Whether each says what the other does not."""
        return bool(self.more_a and self.more_b)

    @property
    def swapped(self) -> Difference:
        """The same difference seen from the other clause."""
        return Difference(self.shared, self.counted, self.more_b, self.more_a)


@lru_cache(maxsize=16384)
def differ(a: str, b: str) -> Difference:
    """What the clauses of two figures share and where they part, in one language or across two."""
    first, second = content(a), content(b)
    neutral = plain().neutral
    shared_words = frozenset(w for w in first.words if _said(w, second, b)) | frozenset(
        w for w in second.words if _said(w, first, a)
    )
    common = first.concepts & second.concepts
    # "Registered" adds nothing to registered users.
    implied = neutral | {part for name in common for part in _parts(name)}
    implied |= {word for name in common for word in plain().goes_with.get(name, ())}
    light = plain().light
    # "Picked 5 tonnes of lemons" and "lemon production": a noun that no list knows names the thing as well.
    if (first.counted & second.counted) - light or any(not word[0].isupper() for word in shared_words):
        implied |= light
    verbs_a, verbs_b = _own_verbs(first, second), _own_verbs(second, first)
    # A verb that only one of two clauses has says that there are so many; two verbs may say different things of them.
    if not (verbs_a and verbs_b):
        verbs_a = verbs_b = frozenset()
    more_a, more_b = (
        frozenset(word for word in said if word not in implied and word.lower() not in implied)
        for said in (
            first.concepts - second.concepts | first.words - shared_words | verbs_a,
            second.concepts - first.concepts | second.words - shared_words | verbs_b,
        )
    )
    # A word of one clause may be spelled as a concept of the other: outpatients, 门诊量.
    spelled = more_a & more_b
    found = Difference(
        common | shared_words | spelled, first.counted & second.counted, more_a - spelled, more_b - spelled
    )
    if found.none or (first.han and second.han):
        return found
    if not (first.han or second.han):
        return _reworded(found, first, second)
    said = found.shared | implied | light
    return (
        _translated(found, first, second, said)
        if first.han
        else _translated(found.swapped, second, first, said).swapped
    )


def _reworded(found: Difference, first: Content, second: Content) -> Difference:
    """A difference of two English clauses without the concepts that one names by a noun and the other by its verb."""
    said_a, said_b = _respelled(found.more_a, first, second), _respelled(found.more_b, second, first)
    said = said_a | said_b
    said |= _newly(found.more_a, found.more_b, second) | _newly(found.more_b, found.more_a, first)
    if found.more_a & _JOINED and found.more_b & _JOINED:
        said |= _JOINED
    counted = found.counted | (said_a & first.counted) | (said_b & second.counted)
    implied = {word for name in said for word in plain().goes_with.get(name, ())}
    return Difference(found.shared | said, counted, found.more_a - said - implied, found.more_b - said - implied)


def _newly(more: frozenset[str], other_more: frozenset[str], other: Content) -> frozenset[str]:
    """What says that things are new, where both clauses do: 300 new teachers, hired 300 teachers."""
    if "new" not in more or not (_MADE.search(other.text) or other_more & _MAKING):
        return frozenset()
    return frozenset({"new"}) | {word for word in more | other_more if word in _MAKING or _MADE.fullmatch(word)}


def _respelled(more: frozenset[str], one: Content, other: Content) -> frozenset[str]:
    """The concepts and words of one clause of which all stems stand in the other; plain words only name what lists know."""
    everything = _LATIN.findall(other.text)
    here, telling = (
        forms(" ".join(words)) for words in (everything, [w for w in everything if w.lower() not in plain().latin])
    )
    surfaces = _surfaces(one)
    found = {name for name in more if name in surfaces and surfaces[name] <= here}
    # A kind ("-park") is what stands right before its noun: it is not said by standing elsewhere.
    words = {word for word in more & one.words if word.isalpha()}
    return frozenset(found | {word for word in words if forms(word) and forms(word) <= telling})


def _surfaces(one: Content) -> dict[str, frozenset[str]]:
    """The concepts of an English clause with the stems of the words that name them there."""
    found = ((name, forms(one.text[start:end])) for start, end, names in one.spans for name in names)
    return {name: stems for name, stems in found if stems}


def _translated(found: Difference, han: Content, latin: Content, said: frozenset[str]) -> Difference:
    """A difference of a Chinese clause and an English one without what the dictionary says is in both."""
    known = understood(han.text, han.spans, said, latin.text)
    if not known.stems:
        return found
    met = {name for name, stems in _surfaces(latin).items() if stems <= known.stems}
    met |= {word for word in latin.words if forms(word) and forms(word) <= known.stems}
    return Difference(
        found.shared | known.met,
        found.counted | (met & latin.counted),
        (known.left | frozenset(word for word in found.more_a & han.words if word < "\u4e00"))
        - _newly(found.more_a, frozenset(), latin),
        found.more_b - met - plain().light,
    )


@cache
def _parts(name: str) -> frozenset[str]:
    """The words of a concept's name, also without their plural: cases concluded are cases."""
    parts = frozenset(name.split("_"))
    return parts | {part.removesuffix("s") for part in parts}


def _own_verbs(one: Content, other: Content) -> frozenset[str]:
    said = _stems(other.words | other.verbs)
    return frozenset(verb for verb in one.verbs if stem(verb) not in said)


@lru_cache(maxsize=4096)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in words)


def _said(word: str, other: Content, context: str) -> bool:
    """Whether the other clause says an unknown word too: the same stem, all pairs of a Chinese run, or a name spelled."""
    if not _HAN.match(word):
        if word.startswith("-"):
            return f" {word[1:]} " in f" {other.text} ".lower()
        if ((KEPT.match(word) or NAME.match(word)) and word in context) or stem(word.lower()) in _stems(
            other.words | other.verbs
        ):
            return True
        return any(_HAN.match(name) and same_name(name, word) for name in other.words)
    if other.han:
        return all(word[i : i + PAIR] in context for i in range(max(1, len(word) - 1)))
    return any(same_name(word, name) for name in other.words)
