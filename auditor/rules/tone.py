"""Finds sentences that are worded as adverts are, whatever they sell: words and pairs of words are weighed and summed.

The weights are those of a logistic regression over adverts of many trades against sentences of ordinary texts
(``benchmarks/tone.py`` makes the table). They prove nothing alone: rules ask for them beside other things.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from auditor.model import Span
from auditor.rules.home import home
from auditor.rules.keywords import automaton, scannable
from auditor.rules.traits import Trait
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS", "passages", "weight", "words"]

_HAN = lazy("[\u3400-\u9fff]")
_WORD = lazy("[\u3400-\u9fff]+|[a-z]+(?:['’][a-z]+)?|[0-9][0-9.,]*|[?!$£€%]")
# Where a passage ends: with a sentence, in Chinese also at white space; a short question or call belongs to what follows.
_END_HAN = lazy('[。!?;；]+["”’」』)]*[ ]*|[ ]+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[ ]+')
_END_LATIN = lazy('[.!?;]+["”’)]*(?:[ ]+|$)')
_CLAUSE_HAN, _CLAUSE_LATIN = lazy("[,，、;:]+ ?"), lazy(" [–—-] |[,;:.!?] ")
_CALL_HAN, _CALL_LATIN = 24, 64
_SHORTEST_HAN, _SHORTEST_LATIN, _LONGEST = 6, 15, 400
# Most words of a line that make it Chinese: a Latin handle or name does not make it English.
_HAN_SHARE = 0.1
# In hundredths: what a sentence must reach to count beside a contact, in a line off the subject, or anywhere.
_HINT, _TONE, _TALK = -260, -60, 60
# A text of many sentences has more chances to hold one that sounds alike: so much more for each of them.
_TONE_EACH, _TALK_EACH = 1.5, 3
# A word that tells of an offer; most sentences have none.
_MUCH = 140
# What part of a sentence must reach more than the whole one, since it was chosen.
_CHOSEN = 100
# In a text of fewer other sentences, or in which more than this share sounds alike, none is out of tune.
_FEWEST, _ALIKE = 3, 0.1
# An advert sounds so much more like one than the loudest sentence beside the two that may be adverts too.
_OUT, _ABOVE = 3, 100


@dataclass(frozen=True, slots=True)
class _Weights:
    """In hundredths: what each word adds, what any word does, and where a sentence begins."""

    words: Mapping[str, int]
    each: int
    none: int


def words(text: str) -> list[str]:
    """What a folded sentence is weighed by: pairs of Han characters, Latin words and pairs of them, numbers as 0, signs."""
    found: list[str] = []
    before = ""
    for word in _WORD.findall(text):
        if word[0] >= "\u3400":
            found += [one + two for one, two in pairwise(word)] or [word]
            before = ""
            continue
        word = "0" if word[0].isdigit() else word  # noqa: PLW2901  # a number is as good as another
        found.append(word)
        if before:
            found.append(f"{before} {word}")
        before = word
    return found


@lru_cache(maxsize=1)
def passages(text: str) -> Sequence[Span]:
    """The sentences of a folded text, ascending, each with the short questions and calls before it; kept for one text."""
    start = 0
    found: list[Span] = []
    for line in text.split("\n"):
        found += _of_line(line, start)
        start += len(line) + 1
    return found


def _of_line(line: str, start: int) -> Iterator[Span]:
    """The sentences of the line that starts at ``start``."""
    han = len(_HAN.findall(line)) > _HAN_SHARE * len(line)
    least = _SHORTEST_HAN if han else _SHORTEST_LATIN
    for first, last in _joined(line, han=han):
        if least <= last - first <= _LONGEST:
            yield start + first, start + last


def _joined(line: str, *, han: bool) -> Iterator[Span]:
    first = 0
    for match in (_END_HAN if han else _END_LATIN).finditer(line):
        last = match.start() + len(match.group().rstrip())
        if match.end() == len(line):
            break
        if line[last - 1] in "?!" and last - first < (_CALL_HAN if han else _CALL_LATIN):
            continue
        yield first, last
        first = match.end()
    yield first + len(line) - first - len(line[first:].lstrip()), len(line.rstrip())


@cache
def _weights() -> _Weights:
    lines = (home() / "lexicons" / "spam" / "tone.csv").read_text(encoding="utf-8").splitlines()
    rows = {word: int(weight) for word, _, weight in (line.rpartition(",") for line in lines if line[:1] != "#")}
    return _Weights(rows, rows.pop("EACH"), rows.pop("NONE"))


def weight(text: str) -> int:
    """How much folded words sound like an offer, in hundredths, without what any sentence has against it from the start."""
    return _sum(text)[0]


def _sum(text: str) -> tuple[int, int]:
    """What a passage weighs, and what it would at most if parts of it were left out; a word counts once."""
    known = _weights()
    found = {*words(text)}
    weights = [known.words[word] for word in found & known.words.keys()]
    each = known.each * len(found)
    return sum(weights) + each, sum([weight for weight in weights if weight > 0]) + max(0, each)


def _loudest(text: str, passage: Span) -> tuple[int, int, int]:
    """The weight of a passage, or of those of its clauses that outweigh it, with their place."""
    none = _weights().none
    whole, most = _sum(text[slice(*passage)])
    best = none + whole, *passage
    if none + most - _CHOSEN < max(best[0], _HINT):
        return best
    pattern = _CLAUSE_HAN if _HAN.search(text, *passage) else _CLAUSE_LATIN
    ends = [match.end() for match in pattern.finditer(text, *passage)]
    sum_, first, start = 0, passage[0], passage[0]
    for end in (*ends, passage[1]) if ends else ():
        if sum_ <= 0:
            sum_, start = 0, first
        sum_ += _sum(text[first:end])[0]
        best = max(best, (none + sum_ - _CHOSEN, start, end))
        first = end
    return best


@cache
def _telling() -> Any:
    """An automaton over the words that weigh much: a sentence without one is no offer, and is not looked at."""
    return automaton([word for word, weight in _weights().words.items() if weight >= _MUCH and len(word) > 1])


def _hints(page: Structure) -> Iterator[Span]:
    """Sentences, or clauses of them, that sound a little like an offer."""
    text = page.view.text
    matches = _telling().find_matches_as_indexes(scannable(text), overlapping=True)
    told = sorted({first for _, first, end in matches if _is_whole(text, first, end)})
    done = 0
    for place in told:
        if place < done:
            continue
        start = text.rfind("\n", 0, place) + 1
        done = text.find("\n", place)
        done = done if done >= 0 else len(text)
        for passage in _of_line(text[start:done], start):
            if bisect_left(told, passage[0]) < bisect_left(told, passage[1]):
                weight, first, last = _loudest(text, passage)
                if weight >= _HINT:
                    yield first, first + len(text[first:last].rstrip())


def _is_whole(text: str, first: int, end: int) -> bool:
    """Whether a place is no part of a longer Latin word."""
    return text[first] >= "\u3400" or not (text[first - 1 : first].isalpha() or text[end : end + 1].isalpha())


def _tones(page: Structure) -> Iterator[Span]:
    """Those that sound like one."""
    least = _TONE + _TONE_EACH * _others(page)
    return (place for place in page.places("sales-hint") if _weight(page, place) >= least)


def _talks(page: Structure) -> Iterator[Span]:
    """Those that sound much like one and share no subject with the rest, in which hardly any other sentence sounds alike."""
    tones, others = page.places("sales-tone"), _others(page)
    if tones and others >= _FEWEST and len(tones) - 1 <= max(1, _ALIKE * others):
        weights = [_weight(page, place) for place in tones]
        least = _TALK + _TALK_EACH * others
        if len(weights) >= _OUT:
            least = max(least, sorted(weights)[-_OUT] + _ABOVE)
        loud = (place for place, weight in zip(tones, weights, strict=True) if weight >= least)
        yield from (place for place in loud if page.subject.is_foreign(place))


def _others(page: Structure) -> int:
    return len(passages(page.view.text)) - 1


def _weight(page: Structure, place: Span) -> int:
    return _weights().none + weight(page.view.text[slice(*place)])


TRAITS: Mapping[str, Trait] = {
    # Ordinary texts have some sentence that addresses its reader.
    "sales-hint": Trait(_hints, commonness=1.0),
    "sales-talk": Trait(_talks, may=lambda page: bool(page.places("sales-tone")), commonness=0.1),
    "sales-tone": Trait(_tones, may=lambda page: bool(page.places("sales-hint")), commonness=0.3),
}
