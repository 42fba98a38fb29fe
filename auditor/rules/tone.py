"""Finds sentences that are worded as adverts are, whatever they sell: words and pairs of words are weighed and summed.

The weights are those of a logistic regression over adverts of many trades against sentences of ordinary texts
(``benchmarks/tone.py`` makes the table). They prove nothing alone: rules ask for them beside other things.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice, pairwise
from math import inf, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.keywords import Keywords
from auditor.rules.traits import Trait
from auditor.rules.weights import FIRST, LAST, weights
from auditor.rules.wording import FEW, Measure, measured, words
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS", "clause_weight", "passages", "share", "telling", "weight", "words"]

_HAN, _RUN = lazy("[\u3400-\u9fff]"), lazy("[\u3400-\u9fff]+")
# Where a passage ends: with a sentence, in Chinese also at white space, and with its line, where a group tells of it. What
# may begin an end is said once more before it: of a class the next one is found fast.
_END_HAN = lazy(
    '[\n 。!?;；](?:(?<=\n)|(?<=[。!?;；])[。!?;；]*+["”’」』)]*+ *+(\n|\\Z)?|'
    "(?<=[\u3400-\u9fff] ) *+(\n|\\Z)?|(?<= )(?<!  ) *+(?=[\u3400-\u9fff]))"
)
_END_LATIN = lazy('[\n.!?;](?:(?<=\n)|(?<![.!?;]{2})(?<=[.!?;])[.!?;]*+["”’)]*+(?: ++(\n|\\Z)?|(\n|\\Z)))')
_CLAUSE_HAN, _CLAUSE_LATIN = lazy("[,，、;:]+ ?"), lazy(" [–—-] |[,;:.!?] ")
# A short question or call belongs to what follows.
_CALL_HAN, _CALL_LATIN = 24, 64
_SHORTEST_HAN, _SHORTEST_LATIN, _LONGEST = 6, 15, 400
# Most words of a line that make it Chinese: a Latin handle or name does not make it English.
_HAN_SHARE = 0.1
# In hundredths: what a sentence must reach to count beside a contact, in a line off the subject, anywhere, or whatever else it says.
_HINT, _TONE, _TALK, _SHOUT = 30, 300, 350, 450
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
# What part of a sentence must reach more than the whole one, since it was chosen.
_CHOSEN = 200
_QUOTES = frozenset('"“”「」『』')
# Clauses that are looked at one by one; a list of hundreds is no sentence.
_CLAUSES = 12
# In a text of fewer other sentences, or in which more than this share sounds alike, none is out of tune.
_FEWEST, _ALIKE = 3, 0.1
# A text no longer than this may be one of so few sentences.
_POST = 500
# A text is an advert as a whole when this share of its sentences sounds like one.
_MOST = 0.5
# A text of fewer other sentences, a post, has no subject from which one could stray.
_SUBJECT = 8
# An advert sounds so much more like one than the loudest sentence beside the two that may be adverts too.
_OUT, _ABOVE = 3, 100


@lru_cache(maxsize=1)
def passages(text: str) -> Sequence[Span]:
    """The sentences of a folded text, ascending, each with the short questions and calls before it; kept for one text."""
    return [passage for start, end, han in _blocks(text) for passage in _of_block(text, start, end, han=han)]


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Lines in a row that are all Chinese, or all not; those too short for a passage are with either."""
    if text.isascii():
        yield 0, len(text), False
        return
    if len(text) <= _POST:  # arrays are not worth their while
        start = 0
        for line in text.split("\n"):
            yield start, start + len(line), _is_han(line)
            start += len(line) + 1
        return
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    breaks = np.flatnonzero(points == ord("\n"))
    starts, ends = np.append(0, breaks + 1), np.append(breaks, len(points))
    long = np.flatnonzero(ends - starts >= _SHORTEST_HAN)
    if not len(long):
        return
    starts, ends = starts[long], ends[long]
    sums = np.append(0, (points - np.uint32(FIRST) <= LAST - FIRST).cumsum())
    han = sums[ends] - sums[starts] > _HAN_SHARE * (ends - starts)
    turns = np.flatnonzero(han[1:] != han[:-1])
    firsts, lasts = np.append(0, turns + 1), np.append(turns, len(han) - 1)
    yield from zip(starts[firsts].tolist(), ends[lasts].tolist(), han[firsts].tolist(), strict=True)


def _of_block(text: str, start: int, end: int, *, han: bool) -> Iterator[Span]:
    """The sentences of some lines."""
    least, call, ends = (_SHORTEST_HAN, _CALL_HAN, _END_HAN) if han else (_SHORTEST_LATIN, _CALL_LATIN, _END_LATIN)
    for match in ends.finditer(text, start, end):
        first, after = match.span()
        if (group := match.lastindex) is not None or text[first] == "\n":
            line = match.start(group) if group else first
            yield from _trimmed(text, start, line, least)
            start = line + 1
            continue
        last = first + len(match.group().rstrip())
        if text[last - 1] not in "?!" or last - start >= call:
            if least <= last - start <= _LONGEST:
                yield start, last
            start = after
    yield from _trimmed(text, start, end, least)


def _trimmed(text: str, start: int, end: int, least: int) -> Iterator[Span]:
    """The last sentence of a line, without the white space around it."""
    if end - start >= least:
        line = text[start:end]
        last = start + len(line.rstrip())
        start = end - len(line.lstrip())
        if least <= last - start <= _LONGEST:
            yield start, last


def weight(text: str) -> float:
    """How much folded words sound like an offer, in hundredths, without what any sentence has against it from the start.

    A word counts once.
    """
    return next(sum_ * share(count) for sum_, count, _ in measured([text]))


def clause_weight(text: str) -> float:
    """The same of a clause, in which single Han characters say less."""
    known = weights().known
    found = [known.get(word, 0) * (1 if word.isascii() or len(word) > 1 else _ONE) for word in words(text)]
    return sum(found) * share(len(found))


def share(count: int) -> float:
    """What each of ``count`` words adds of its weight."""
    return _SCALE / sqrt(max(_FEW, count))


def _loudest(text: str, places: Sequence[Span]) -> Iterator[Span]:
    """Of passages that sound a little like an offer, all, or their clauses in a row that sound more like one.

    Of much text the clauses are weighed together with the passages, of little text where they could count.
    """
    none, most = weights().none, share(0)
    much = sum([last - first for first, last in places]) >= FEW
    clauses = [_clauses(text, place) if much else () for place in places]
    pieces = [piece for place, parts in zip(places, clauses, strict=True) for piece in (place, *parts)]
    found = measured([text[first:last] for first, last in pieces])
    for place, known in zip(places, clauses, strict=True):
        (weight, count, loud), *said = islice(found, 1 + len(known))
        best = none + weight * share(count), *place
        if none + loud * most - _CHOSEN >= max(best[0], _HINT):
            parts = known or _clauses(text, place)
            said = said or [*measured([text[first:last] for first, last in parts])]
            best = max(_runs(parts, said, best))
        if best[0] >= _HINT:
            yield best[1:]


def _clauses(text: str, passage: Span) -> Sequence[Span]:
    """The first clauses of a passage, and the rest of it; none where there is only one."""
    pattern = _CLAUSE_HAN if _HAN.search(text, *passage) else _CLAUSE_LATIN
    ends = [match.end() for match in islice(pattern.finditer(text, *passage), _CLAUSES)]
    return [*pairwise([passage[0], *ends, passage[1]])] if ends else ()


def _runs(
    clauses: Sequence[Span], measures: Sequence[Measure], least: tuple[float, int, int]
) -> Iterator[tuple[float, int, int]]:
    """What clauses in a row say, with their place, where they could say more than ``least`` does."""
    none, most = weights().none - _CHOSEN, share(0)
    yield least
    run = highest = 0.0
    for weight, _, _ in measures:
        run = max(run, 0.0) + weight
        highest = max(highest, run)
    if none + highest * most < max(least[0], _HINT):
        return
    for start, (first, _) in enumerate(clauses):
        weight, count = 0.0, 0
        for (_, last), measure in zip(clauses[start:], measures[start:], strict=True):
            weight, count = weight + measure.weight, count + measure.words
            yield none + weight * share(count), first, last


@cache
def telling() -> Mapping[str, int]:
    """The words that weigh much, with what they weigh: a sentence without one is no offer, and is not looked at."""
    return {word: weight for word, weight in weights().above(_MUCH) if len(word) > 1 and "~" not in word}


@cache
def _alone() -> Keywords:
    """Finds telling words where nothing else is looked for."""
    return Keywords((), apart=telling())


def _hints(page: Structure) -> Iterator[Span]:
    """Sentences, or clauses of them, that sound a little like an offer."""
    text = page.view.text
    for first, last in _loudest(text, [*_told(page)]):
        yield first, first + len(text[first:last].rstrip())


def _told(page: Structure) -> Iterator[Span]:
    """The sentences in which telling words weigh enough for an offer, but for what somebody says."""
    text, heavy = page.view.text, telling()
    found = page.told if page.told is not None else [(first, end) for first, end, _ in _alone().scan(text)]
    told = [(first, end) for first, end in found if _is_whole(text, first, end)]
    starts = [first for first, _ in told]
    sums = [0, *accumulate([heavy[text[first:end]] for first, end in told])]
    short = {first for first, _ in page.subject.short_lines} if told else ()
    nth = 0
    while nth < len(starts):
        start = text.rfind("\n", 0, starts[nth]) + 1
        end = text.find("\n", starts[nth])
        end = end if end >= 0 else len(text)
        begun, nth = nth, bisect_left(starts, end, nth)
        han = _HAN.search(text, start, end) is not None
        least = 1 if start in short else _TOLD_HAN if han else _TOLD_LATIN
        if sums[nth] - sums[begun] >= least:
            for first, last in _of_block(text, start, end, han=han and _is_han(text[start:end])):
                said = sums[bisect_left(starts, last, begun, nth)] - sums[bisect_left(starts, first, begun, nth)]
                if said >= least and not _is_quoted(text[first:last]):
                    yield first, last


def _is_quoted(passage: str) -> bool:
    """Whether a sentence is somebody's speech, who addresses another person."""
    return passage[0] in _QUOTES or passage.rstrip()[-1:] in _QUOTES


def _is_han(line: str) -> bool:
    """Whether a line is Chinese."""
    first, most = _RUN.search(line), _HAN_SHARE * len(line)
    return first is not None and (len(first.group()) > most or sum(map(len, _RUN.findall(line))) > most)


def _is_whole(text: str, first: int, end: int) -> bool:
    """Whether a place is no part of a longer Latin word."""
    return text[first] >= "\u3400" or not (text[first - 1 : first].isalpha() or text[end : end + 1].isalpha())


def _tones(page: Structure) -> Iterator[Span]:
    """Those that sound like one."""
    hints = page.places("sales-hint")
    weights = _weights(page, hints)
    if any(weight >= _TONE - _TONE_EACH for weight in weights):  # else counting the others is not worth its while
        least = _TONE + _TONE_EACH * _others(page)
        yield from (place for place, weight in zip(hints, weights, strict=True) if weight >= least)


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
        said = zip(tones, _weights(page, tones), strict=True)
        weights = [weight - (0 if place in whole else _CHOSEN) for place, weight in said]
        least: float = _TALK + _TALK_EACH * others
        if len(weights) >= _OUT:
            least = max(least, sorted(weights)[-_OUT] + _ABOVE)
        loud = (place for place, weight in zip(tones, weights, strict=True) if weight >= least)
        yield from (place for place in loud if page.subject.is_foreign(place))


def _shouts(page: Structure) -> Iterator[Span]:
    """Those that sound so much like one that hardly a sentence of news or notices does."""
    others, tones = _others(page), page.places("sales-tone")
    least = _SHOUT + _TONE_EACH * others if others >= _SUBJECT else inf
    return (place for place, weight in zip(tones, _weights(page, tones), strict=True) if weight >= least)


def _texts(page: Structure) -> Iterator[Span]:
    """The loudest of those in a text of which most sentences sound like one."""
    hints = page.places("sales-hint")
    if hints and len(hints) >= _MOST * (_others(page) + 1):
        yield max(zip(_weights(page, hints), hints, strict=True), key=itemgetter(0))[1]


def _others(page: Structure) -> int:
    return len(passages(page.view.text)) - 1


def _weights(page: Structure, places: Sequence[Span]) -> Sequence[float]:
    """What places weigh that sound like an offer; hints hold all others, and are weighed once."""
    known = _weighed(page.view.text, tuple(page.places("sales-hint")))
    return [known[place] for place in places]


@lru_cache(maxsize=1)
def _weighed(text: str, places: tuple[Span, ...]) -> Mapping[Span, float]:
    found = measured([text[slice(*place)] for place in places])
    return {place: weights().none + sum_ * share(count) for place, (sum_, count, _) in zip(places, found, strict=True)}


def _is_post(page: Structure) -> bool:
    """Whether a text has so few sentences that none of them can be out of tune: then most rules ask for no weights."""
    text = page.view.text
    return len(text) <= _POST and len(passages(text)) <= _FEWEST


def _may_hint(page: Structure) -> bool:
    return _is_post(page) or bool(page.places("sales-hint"))


def _may_sound(page: Structure) -> bool:
    return not _is_post(page) and bool(page.places("sales-tone"))


TRAITS: Mapping[str, Trait] = {
    "sales-aside": Trait(_asides, may=_may_sound, commonness=0.2),
    # Ordinary texts have some sentence that addresses its reader.
    "sales-hint": Trait(_hints, commonness=1.0),
    "sales-shout": Trait(_shouts, may=_may_sound, commonness=0.1),
    "sales-talk": Trait(_talks, may=_may_sound, commonness=0.1),
    "sales-text": Trait(_texts, may=_may_hint, commonness=0.05),
    "sales-tone": Trait(_tones, may=_may_hint, commonness=0.3),
}
