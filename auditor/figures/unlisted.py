"""The words of a clause outside the vocabulary: those that may narrow what is counted, and those that only say who or how."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from auditor.figures.plain import plain

__all__ = ["FIGURE", "KEPT", "NAME", "agents", "did", "han_words", "kinds", "latin_words", "stem"]

FIGURE = "#"
"""Stands in a clause where its figure stood."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'’.][A-Za-z0-9]+)*")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
# Words that a Chinese text keeps in Latin letters name the same thing in an English one: HPV, PM2.5, AI.
KEPT = re.compile(r"[A-Z][A-Z0-9.]+\Z")
# A capitalised word may be a name: it is kept whole, so that it meets its Chinese spelling.
NAME = re.compile(r"[A-Z][a-z]+\Z")
# Whoever keeps, grows or makes a thing says no more than who did it: beekeepers, winegrowers, filmgoers.
_TRADES = "[a-z]+(?:keepers|goers|makers|growers|breeders|smiths|wrights|watchers)"
_BEFORE_NOUN = re.compile(r"(?P<counted># )?(?<![A-Za-z-])(?P<word>[A-Za-z][a-z]{2,}) (?=[a-z])")
# Between a verb and its figure: "took in some", "brought in only".
_LINK = "(?:up|out|in|on|down|over|around|about|some|almost|nearly|roughly|more|fewer|less|than|a|an|the|total|of|just|only|at|by|for|off)"
_COUNTING = (
    r"(?:number|total|stood|reach|came|fell\b|rose\b|grew\b|made|accounted|earn(?:ed)?|paid|spent|owed|saved|received)"
)
# How it was done, before the figure. What tells how often or of whom narrows (a monthly pass, the elderly).
_ADVERB = re.compile(
    r"(?!(?:daily|weekly|monthly|hourly|nightly|early|only|elderly|family|friendly|privately|publicly|locally|illegally|legally|newly|freshly|wholly|partly|"
    r"seriously|fatally|severely|mentally|physically|domestically|internationally|wildly|organically|online|assembly|supply|reply|butterfly|jelly|lily|bully|"
    r"rally|ally|belly|july|italy|fly|freely|voluntarily|temporarily|permanently|commercially|artificially|naturally|digitally|electronically)\Z)[a-z-]{3,}ly"
)
_MEASURES = frozenset("批所处场部本位名例列成里")
_STEM = 4
_PAIR = 2


@cache
def agents() -> re.Pattern[str]:
    """Who did it, before the verb and the figure: "Inventors in Eindhoven filed 2,870 applications"."""
    names = "|".join(
        sorted((name.replace("-", "[ -]") for name in plain().agents), key=lambda name: (-len(name), name))
    )
    return re.compile(
        rf"(?P<kept>\A\W*(?:in\s?,\s+)?(?:(?:the|some|its|local)\s)?(?:[A-Z][a-z-]+\s)?)(?:{names}|{_TRADES})\b(?=\s(?:(?:in|of|at|across|from|around|throughout|near|off)\s)?"
        rf"(?![^#]*\b{_COUNTING})[a-zà-ÿ]+(?:\s[a-zà-ÿ]+){{0,3}}\s?#\s+[a-z])",
        re.IGNORECASE,
    )


def did(clause: str) -> frozenset[str]:
    """The verbs of a clause, right before its figure or after an auxiliary; before a noun a participle narrows it."""
    return frozenset(verb for match in _verb().finditer(clause) for verb in match.groups() if verb)


@cache
def _verb() -> re.Pattern[str]:
    """Where the verb stands, right before the figure or after its auxiliary; before a noun a participle narrows it."""
    irregular = "|".join(sorted(plain().pasts))
    form = rf"(?:[a-z]{{2,}}ed|{irregular})"
    return re.compile(
        rf"\b(?P<verb>{form})(?=\s(?:{_LINK}\s){{0,4}}#)|\b(?P<first>{form})\sand\s(?P<second>{form})(?=\s(?:{_LINK}\s){{0,4}}#)"
        rf"|\b(?:was|were|been|be|being|had|have|has|got)\s(?:\w+ly\s)?(?P<passive>{form})\b"
    )


def kinds(stretch: str, nouns: Collection[int]) -> Iterator[str]:
    """Ordinary words that tell a kind where they stand right before what is counted: state schools, second homes.

    ``nouns`` are the starts of the nouns that the vocabulary knows.
    """
    for match in _BEFORE_NOUN.finditer(stretch):
        if match["word"].lower() in plain().kinds and (match.end() in nouns or match["counted"]):
            yield f"-{match['word'].lower()}"


def latin_words(text: str) -> Iterator[str]:
    """The English words that are not plain, names as they are written."""
    known, at = plain().latin, text.find(FIGURE)
    for match in _LATIN.finditer(text):
        word = match.group()
        lower = word.lower().removesuffix("'s").removesuffix("’s")
        idle = lower in known or lower.endswith("-based") or (match.end() < at and _ADVERB.fullmatch(lower))
        if len(lower) > 1 and not idle:
            own = word[: len(lower)]
            yield own if KEPT.match(own) or NAME.match(own) else lower


def stem(lower: str) -> str:
    """A crude stem: enough to let "harvested" meet "harvest" and "filings" meet "filing", and "stole" "stolen"."""
    lower = plain().pasts.get(lower, lower)
    for ending in ("ings", "ing", "ions", "ion", "ies", "ers", "ed", "es", "s", "er", "e", "y"):
        if lower.endswith(ending) and len(lower) - len(ending) >= _STEM:
            return lower[: -len(ending)]
    return lower


def han_words(text: str) -> Iterator[str]:
    """The Chinese runs that are left when the plain words are taken out, the longest first at each place."""
    for run in _HAN_RUN.findall(text):
        yield from (piece for piece in _without_plain(run).split() if len(piece) >= _PAIR or piece in plain().narrow)


def _without_plain(run: str) -> str:
    """A run with blanks for its plain words; a measure word behind a lone character belongs to it: 审批 is one word."""
    words, longest = plain().han, plain().longest
    left, position = "", 0
    while position < len(run):
        sizes = range(min(longest, len(run) - position), 0, -1)
        size = next((size for size in sizes if run[position : position + size] in words), 0)
        lone = left[-1:].strip() and not left[-2:-1].strip()
        kept = not size or (size == 1 and lone and run[position] in _MEASURES)
        left += run[position] if kept else " "
        position += size or 1
    return left
