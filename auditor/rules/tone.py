"""Finds sentences that are worded as adverts are, whatever they sell: words and pairs of words are weighed and summed.

The weights are those of a logistic regression over adverts of many trades against sentences of ordinary texts
(``benchmarks/tone.py`` makes the table). They prove nothing alone: rules ask for them beside other things.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, islice, pairwise
from math import inf, sqrt
from operator import add
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.cache import remembered
from auditor.rules.home import home
from auditor.rules.keywords import Keywords
from auditor.rules.traits import Trait
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS", "clause_weight", "passages", "share", "telling", "weight", "words"]

_HAN, _RUN = lazy("[\u3400-\u9fff]"), lazy("[\u3400-\u9fff]+")
_WORD = lazy("[\u3400-\u9fff]+|[a-z]+(?:['’][a-z]+)?|[0-9][0-9.,]*|[?!$£€%]")
# Where a passage ends: with a sentence, in Chinese also at white space; a short question or call belongs to what follows.
_END_HAN = lazy('[。!?;；]+["”’」』)]*[ ]*|[ ]+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[ ]+')
_END_LATIN = lazy('[.!?;]+["”’)]*(?:[ ]+|$)')
_CLAUSE_HAN, _CLAUSE_LATIN = lazy("[,，、;:]+ ?"), lazy(" [–—-] |[,;:.!?] ")
_CALL_HAN, _CALL_LATIN = 24, 64
_SHORTEST_HAN, _SHORTEST_LATIN, _LONGEST = 6, 15, 400
# Most words of a line that make it Chinese: a Latin handle or name does not make it English.
_HAN_SHARE = 0.1
# In hundredths: what a sentence must reach to count beside a contact, in a line off the subject, anywhere, or whatever else it says.
_HINT, _TONE, _TALK, _SHOUT = 30, 240, 350, 450
# A text of many sentences has more chances to hold one that sounds alike: so much more for each of them.
_TONE_EACH, _TALK_EACH = 1.5, 3
# A word that tells of an offer; most sentences have none.
_MUCH = 60
# What such words must weigh together in a sentence of a paragraph, of which only the loud ones count; on a line of its own,
# which may be off the subject, one is enough. Pairs of Han characters each say less than a word.
_TOLD_HAN, _TOLD_LATIN = 100, 300
# What the words weigh together is divided by the root of their number, or else long sentences would sound loudest; of
# fewer than these, one word alone would say all. The factor keeps weights of words and of sentences of one size.
_FEW, _SCALE = 12, 4.0
# A clause has few words, and single Han characters mean many things: they count for less there.
_ONE = 0.5
# A word of one root or ending with another says what it says: its first and last letters are words, too.
_ROOT, _ENDING = 5, 3
# What part of a sentence must reach more than the whole one, since it was chosen.
_CHOSEN = 200
_QUOTES = frozenset('"“”「」『』')
# Clauses that are looked at one by one; a list of hundreds is no sentence.
_CLAUSES = 12
# In a text of fewer other sentences, or in which more than this share sounds alike, none is out of tune.
_FEWEST, _ALIKE = 3, 0.1
# A text is an advert as a whole when this share of its sentences sounds like one.
_MOST = 0.5
# A text of fewer other sentences, a post, has no subject from which one could stray.
_SUBJECT = 8
# An advert sounds so much more like one than the loudest sentence beside the two that may be adverts too.
_OUT, _ABOVE = 3, 100


@dataclass(frozen=True, slots=True)
class _Weights:
    """In hundredths: what each word says, and where a sentence begins."""

    words: Mapping[str, int]
    none: int


def words(text: str) -> set[str]:
    """What a folded sentence is weighed by, each once.

    Han characters and pairs of them, Latin words with their roots and endings, pairs of words, numbers as 0, signs.
    """
    found: set[str] = set()
    before = ""
    for word in _WORD.findall(text):
        if word[0] >= "\u3400":
            found.update(word, map(add, word, word[1:]))
            if before == "0":
                found.add(f"0{word[0]}")
            before = ""
            continue
        word = "0" if word[0].isdigit() else word  # noqa: PLW2901  # a number is as good as another
        found.update(_forms(word))
        if before:
            found.add(f"{before} {word}")
        before = word
    return found


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, ...]:
    """A Latin word with its root and its ending."""
    return (word, f"{word[:_ROOT]}~", f"~{word[-_ENDING:]}") if len(word) > _ENDING else (word,)


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
    han = not line.isascii() and sum(map(len, _RUN.findall(line))) > _HAN_SHARE * len(line)
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
    raw = (home() / "lexicons" / "spam" / "tone.csv").read_bytes()
    rows = dict(remembered(raw, lambda: _rows(raw.decode("utf-8"))))
    return _Weights(rows, rows.pop("NONE"))


def _rows(table: str) -> dict[str, int]:
    lines = (line for line in table.splitlines() if line[:1] != "#")
    return {word: int(weight) for word, _, weight in (line.rpartition(",") for line in lines)}


def weight(text: str) -> float:
    """How much folded words sound like an offer, in hundredths, without what any sentence has against it from the start.

    A word counts once.
    """
    sum_, count, _ = _sum(text)
    return sum_ * share(count)


def clause_weight(text: str) -> float:
    """The same of a clause, in which single Han characters say less."""
    known = _weights().words
    weights = [known.get(word, 0) * (1 if word.isascii() or len(word) > 1 else _ONE) for word in words(text)]
    return sum(weights) * share(len(weights))


def share(count: int) -> float:
    """What each of ``count`` words adds of its weight."""
    return _SCALE / sqrt(max(_FEW, count))


def _said(sum_: int, count: int) -> float:
    return _weights().none + sum_ * share(count)


def _sum(text: str) -> tuple[int, int, int]:
    """What the known words of a passage weigh, how many they are, and what those weigh that speak for an offer."""
    known = _weights().words
    weights = [*filter(None, map(known.get, words(text)))]
    return sum(weights), len(weights), sum([weight for weight in weights if weight > 0])


def _loudest(text: str, passage: Span) -> tuple[float, int, int]:
    """The weight of a passage, or of those of its clauses that outweigh it, with their place."""
    whole, count, most = _sum(text[slice(*passage)])
    best = _said(whole, count), *passage
    if _said(most, 0) - _CHOSEN < max(best[0], _HINT):
        return best
    pattern = _CLAUSE_HAN if _HAN.search(text, *passage) else _CLAUSE_LATIN
    ends = [match.end() for match in islice(pattern.finditer(text, *passage), _CLAUSES)]
    bounds = [passage[0], *ends, passage[1]]
    sums = [_sum(text[first:end])[:2] for first, end in pairwise(bounds)] if ends else ()
    for start in range(len(sums)):
        sum_ = count = 0
        for end in range(start, len(sums)):
            sum_, count = sum_ + sums[end][0], count + sums[end][1]
            best = max(best, (_said(sum_, count) - _CHOSEN, bounds[start], bounds[end + 1]))
    return best


@cache
def telling() -> Sequence[str]:
    """The words that weigh much: a sentence without one is no offer, and is not looked at."""
    return [word for word, weight in _weights().words.items() if weight >= _MUCH and len(word) > 1 and "~" not in word]


@cache
def _alone() -> Keywords:
    """Finds telling words where nothing else is looked for."""
    return Keywords((), [telling()])


def _hints(page: Structure) -> Iterator[Span]:
    """Sentences, or clauses of them, that sound a little like an offer."""
    text, known = page.view.text, _weights().words
    found = page.told if page.told is not None else [(first, end) for first, end, _ in _alone().scan(text)]
    told = sorted({(first, end) for first, end in found if _is_whole(text, first, end)})
    starts = [first for first, _ in told]
    sums = [0, *accumulate([known[text[first:end]] for first, end in told])]
    short = {first for first, _ in page.subject.short_lines}
    done = 0
    for place in starts:
        if place < done:
            continue
        start = text.rfind("\n", 0, place) + 1
        done = text.find("\n", place)
        done = done if done >= 0 else len(text)
        least = 1 if start in short else _TOLD_HAN if _HAN.search(text, start, done) else _TOLD_LATIN
        for passage in _of_line(text[start:done], start):
            if sums[bisect_left(starts, passage[1])] - sums[bisect_left(starts, passage[0])] < least:
                continue
            if not _is_quoted(text[slice(*passage)]):
                weight, first, last = _loudest(text, passage)
                if weight >= _HINT:
                    yield first, first + len(text[first:last].rstrip())


def _is_quoted(passage: str) -> bool:
    """Whether a sentence is somebody's speech, who addresses another person."""
    return passage[0] in _QUOTES or passage.rstrip()[-1:] in _QUOTES


def _is_whole(text: str, first: int, end: int) -> bool:
    """Whether a place is no part of a longer Latin word."""
    return text[first] >= "\u3400" or not (text[first - 1 : first].isalpha() or text[end : end + 1].isalpha())


def _tones(page: Structure) -> Iterator[Span]:
    """Those that sound like one."""
    weights = [(place, _weight(page, place)) for place in page.places("sales-hint")]
    if any(weight >= _TONE - _TONE_EACH for _, weight in weights):  # else counting the others is not worth its while
        least = _TONE + _TONE_EACH * _others(page)
        yield from (place for place, weight in weights if weight >= least)


def _asides(page: Structure) -> Iterator[Span]:
    """Those that sound like one and share no subject with the rest."""
    tones = page.places("sales-tone")
    return (place for place in tones if _others(page) >= _SUBJECT and page.subject.is_foreign(place))


def _talks(page: Structure) -> Iterator[Span]:
    """Those that sound much like one and share no subject with the rest, in which hardly any other sentence sounds alike."""
    tones, others = page.places("sales-tone"), _others(page)
    if tones and others >= _FEWEST and len(tones) - 1 <= max(1, _ALIKE * others):
        text = page.view.text
        whole = {(first, first + len(text[first:last].rstrip())) for first, last in passages(text)}
        weights = [_weight(page, place) - (0 if place in whole else _CHOSEN) for place in tones]
        least: float = _TALK + _TALK_EACH * others
        if len(weights) >= _OUT:
            least = max(least, sorted(weights)[-_OUT] + _ABOVE)
        loud = (place for place, weight in zip(tones, weights, strict=True) if weight >= least)
        yield from (place for place in loud if page.subject.is_foreign(place))


def _shouts(page: Structure) -> Iterator[Span]:
    """Those that sound so much like one that hardly a sentence of news or notices does."""
    others = _others(page)
    least = _SHOUT + _TONE_EACH * others if others >= _SUBJECT else inf
    return (place for place in page.places("sales-tone") if _weight(page, place) >= least)


def _texts(page: Structure) -> Iterator[Span]:
    """The loudest of those in a text of which most sentences sound like one."""
    tones = page.places("sales-hint")
    if tones and len(tones) >= _MOST * (_others(page) + 1):
        yield max(tones, key=lambda place: _weight(page, place))


def _others(page: Structure) -> int:
    return len(passages(page.view.text)) - 1


def _weight(page: Structure, place: Span) -> float:
    return _weights().none + weight(page.view.text[slice(*place)])


TRAITS: Mapping[str, Trait] = {
    "sales-aside": Trait(_asides, may=lambda page: bool(page.places("sales-tone")), commonness=0.2),
    # Ordinary texts have some sentence that addresses its reader.
    "sales-hint": Trait(_hints, commonness=1.0),
    "sales-shout": Trait(_shouts, may=lambda page: bool(page.places("sales-tone")), commonness=0.1),
    "sales-talk": Trait(_talks, may=lambda page: bool(page.places("sales-tone")), commonness=0.1),
    "sales-text": Trait(_texts, may=lambda page: bool(page.places("sales-hint")), commonness=0.05),
    "sales-tone": Trait(_tones, may=lambda page: bool(page.places("sales-hint")), commonness=0.3),
}
