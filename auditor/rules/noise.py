"""Finds what programs write to be found and not to be read: stuffed keywords, farms of links, random strings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["keyword_stuffing", "link_farms", "random_strings"]

# A list of this many terms in a row, most of which share one word, is written for search engines; a sentence that lists
# things shares its verb, not a word in every item.
_LEAST_TERMS = 8
_SHARED = 0.7
_SEPARATOR = lazy(r"[,、|_;]")
_TERM = lazy(r"[^,、|_;]+")
_LONGEST_TERM, _MEAN_TERM = 24, 16
# A doorway page's title: bars, dashes or underscores between parts, at most a line long, and no sentence.
_BAR = lazy(r"[|_]|(?<=\S)-(?=\S)| - ")
_PART = lazy(r"[|_,·:]|-")
_SENTENCE = lazy(r"[。!?;;/=<>\\$]|\. |\.\w+[(\-]|--|\|\||__")
_FRAME = " []()【】《》「」"
_LONGEST_TITLE, _LONGEST_PART, _LEAST_PARTS = 120, 28, 3
_LEAST_RUN_ON, _SHORTEST_PART = 14, 4
_NAME = lazy(r"[\u3400-\u9fff]{2}")
_WORD = lazy(r"[a-z]{3,}|[\u3400-\u9fff]+")
# Links to so many sites, with little between them: a list of references has titles and returns to the same sites.
_LEAST_SITES = 6
_GAP = 40
# A word this long with hardly a vowel, or with digits and letters mixed throughout, was not written by a person.
_STRING = lazy(r"[a-z0-9]{14,}")
_BEFORE, _AFTER = lazy(r"[\w/.:=%@+\-]"), lazy(r"[\w/.=%@+\-]")
_VOWELS = lazy(r"[aeiouy]")
_TURN = lazy(r"[a-z](?=\d)|\d(?=[a-z])")
_HEX = lazy(r"[0-9a-f]+")
_VOWEL_SHARE = 0.12
_LONGEST_STRING = 200
_TURNS = 5


def keyword_stuffing(text: str) -> Iterator[Span]:
    """Lines that are lists of terms nearly all of which hold one and the same word, in a folded text, ascending."""
    yield from sorted({*_stuffed(text), *_doorways(text), *_run_on(text)})


def _doorways(text: str) -> Iterator[Span]:
    """Titles of three and more short parts between bars, dashes or underscores, each with one and the same name."""
    done = 0
    for sign in _BAR.finditer(text):
        if sign.start() < done:
            continue
        start, end = text.rfind("\n", 0, sign.start()) + 1, text.find("\n", sign.end())
        done = end = end if end >= 0 else len(text)
        if end - start > _LONGEST_TITLE or _SENTENCE.search(text, start, end):
            continue
        parts = [part for part in map(str.strip, _PART.split(text[start:end].strip(_FRAME))) if part]
        if len(parts) < _LEAST_PARTS or max(map(len, parts)) > _LONGEST_PART:
            continue
        if _recurs([word for part in parts for word in _words(part)], max(_LEAST_PARTS, _SHARED * len(parts))):
            yield start, end


def _run_on(text: str) -> Iterator[Span]:
    """Lines that begin anew with the same two Han characters every few characters: a title whose bars were squeezed out."""
    start = 0
    for line in text.split("\n"):
        name = line[:2]
        if _LEAST_RUN_ON <= len(line) <= _LONGEST_TITLE and line.count(name) >= _LEAST_PARTS and _NAME.fullmatch(name):
            places = [match.start() for match in re.finditer(name, line)] + [len(line)]
            gaps = [after - before for before, after in pairwise(places)]
            if min(gaps) >= _SHORTEST_PART and max(gaps) <= _LONGEST_PART // 2 and not _SENTENCE.search(line):
                yield start, start + len(line)
        start += len(line) + 1


def _stuffed(text: str) -> Iterator[Span]:
    for start, end in _listing(text):
        terms = [term.strip() for term in _TERM.findall(text, start, end)]
        words = [word for term in terms if len(term) <= _LONGEST_TERM for word in _words(term)]
        if len(set(terms)) >= _LEAST_TERMS and _recurs(words, _SHARED * len(terms)):
            yield start, end


def _listing(text: str) -> Iterator[Span]:
    """The lines with enough separators for a list, none of them endless."""
    if sum(map(text.count, ",、|_;")) < _LEAST_TERMS - 1:
        return
    signs = [match.start() for match in _SEPARATOR.finditer(text)]
    nth = 0
    while nth + _LEAST_TERMS - 2 < len(signs):
        end = text.find("\n", signs[nth])
        end = len(text) if end < 0 else end
        after = bisect_left(signs, end)
        start = text.rfind("\n", 0, signs[nth]) + 1
        listed = after - nth >= _LEAST_TERMS - 1 and end - start <= _MEAN_TERM * (after - nth + 1)
        if listed and text.find("。", start, end) < 0:  # else a sentence, however many commas it has
            yield start, end
        nth = after


def _recurs(words: Sequence[str], least: float) -> bool:
    """Whether one of the words stands so often; they are counted only where enough of them stand more than once."""
    return len(words) - len(set(words)) + 1 >= least and max(Counter(words).values(), default=0) >= least


def _words(term: str) -> set[str]:
    """The Latin words and Han bigrams of a term."""
    runs = _WORD.findall(term)
    return {part for run in runs for part in ([run] if run.isascii() else map("".join, pairwise(run)))}


def link_farms(text: str, domains: Sequence[Span]) -> Iterator[Span]:
    """Runs of web addresses (given, ascending) of many sites that stand close together."""
    run: list[Span] = []
    for place in (*domains, (len(text) + _GAP + 1, len(text) + _GAP + 1)):
        if run and place[0] - run[-1][1] > _GAP:
            if len({text[start:end].split("/", maxsplit=1)[0] for start, end in run}) >= _LEAST_SITES:
                yield run[0][0], run[-1][1]
            run = []
        run.append(place)


def random_strings(text: str) -> Iterator[Span]:
    """Words that no language has; hashes, addresses and identifiers with a meaning are left alone."""
    for match in _STRING.finditer(text):
        word = match.group()
        attached = _AFTER.match(text, match.end()) or (match.start() and _BEFORE.match(text, match.start() - 1))
        if attached or len(word) > _LONGEST_STRING or _HEX.fullmatch(word) or word.isdigit():
            continue
        letters = sum(map(str.isalpha, word))
        vowels = len(_VOWELS.findall(word))
        if len(_TURN.findall(word)) >= _TURNS or (letters == len(word) and vowels <= _VOWEL_SHARE * letters):
            yield match.span()
