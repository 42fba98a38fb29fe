"""What a clause says of its figure: concepts of the vocabulary, and the words outside it that may narrow it.

Two clauses speak of one thing when neither says more than the other. A word that is not understood makes a claim
narrower: it is never dropped, so no contradiction is called across it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.figures.plain import plain
from auditor.figures.romanised import same_name
from auditor.figures.vocabulary import Term, vocabulary

__all__ = ["FIGURE", "Content", "Difference", "content", "differ", "own_stretch"]

FIGURE = "#"
"""Stands in a clause where its figure stood."""

_STRETCH = re.compile(r"[，,;；:：()（）]|\s[-–—]\s")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'’.][A-Za-z0-9]+)*")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Words that a Chinese text keeps in Latin letters name the same thing in an English one: HPV, PM2.5, AI.
_KEPT = re.compile(r"[A-Z][A-Z0-9.]+\Z")
# A capitalised word may be a name: it is kept whole, so that it meets its Chinese spelling.
_NAME = re.compile(r"[A-Z][a-z]+\Z")
# Set phrases whose words say nothing together.
_SAYING = re.compile(
    r"\bhome to\b|\bas a whole\b|\bin (?:all|total)\b|\bsome kind of\b|\baccording to [^,，。]*|据[^，。]{2,20}(?:统计|介绍|消息|数据)"
    r"|\bemploy(?:ed|s)(?=\s#\s(?!people|persons|staff|workers)[a-z])"
    r"|公司(?=实现|营收|净利|全年|去年|共|累计)|公告称|年报显示",
    re.IGNORECASE,
)
# "Barlume, the coffee chain, had 1,120 shops": what stands between the two commas says who that is.
_APPOSITION = re.compile(r",\s(?:the|an?)\s[^,#.]{1,60},(?=\s[a-z])")
# "The coffee chain Barlume had": what kind of thing a name names.
_DESCRIBED = re.compile(
    r"\b[Tt]he(?:\s[a-z]+){1,2}(?=(?:\s[A-Z][a-z]+){1,3}\s(?:had|has|ran|runs|was|is|sold|ended|began|started|counted|reported|reached)\b)"
)
# A phrase that its own figure parts: "claimed 239 lives".
_LIVES = re.compile(r"(?<=#) lives\b")
# Where the verb stands, right before the figure or after its auxiliary; before a noun a participle narrows it ("licensed taxis").
_VERB = re.compile(
    r"\b(?P<verb>[a-z]{2,}ed)(?=\s(?:(?:up|out|in|on|down|over|around|about|some|almost|nearly|roughly|more|fewer|less|than|a|an|the|total|of|just|at|by|for)\s){0,4}#)"
    r"|\b(?:was|were|been|be|being|had|have|has|got)\s(?:\w+ly\s)?(?P<passive>[a-z]{2,}ed)\b"
)
_COUNTING = "(?:number|total|stood|reach|came|fell|rose|grew|made|accounted)"
_PAIR = 2
_STEM = 4


@dataclass(frozen=True, slots=True)
class Content:
    """What a clause says: ``concepts`` of either language, ``words`` (stems, or Chinese runs) that no list knows.

    ``counted`` are the concepts that name what is measured, not what narrows it; ``verbs`` are words that no list knows, in
    the place of the verb. ``text`` is the stretch that was read.
    """

    concepts: frozenset[str]
    counted: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    han: bool
    text: str


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


def own_stretch(context: str) -> str:
    """The stretch between the commas around the figure, with those before it where it says nothing by itself."""
    context = _APPOSITION.sub(" ", context)
    at = max(context.find(FIGURE), 0)
    cuts = [(match.start(), match.end()) for match in _STRETCH.finditer(context)]
    starts = [0, *(end for _, end in cuts if end <= at)]
    stop = next((start for start, _ in cuts if start >= at), len(context))
    for start in reversed(starts):
        stretch = context[start:stop]
        if _says_something(stretch):
            return stretch
    return context


@lru_cache(maxsize=8192)
def _says_something(stretch: str) -> bool:
    found = _read(stretch)
    return bool(found.counted or len(found.words) >= _PAIR)


@lru_cache(maxsize=8192)
def content(context: str) -> Content:
    """The content of the figure's own stretch of a clause."""
    return _read(own_stretch(context))


def _read(stretch: str) -> Content:
    lists = plain()
    for idle in (_SAYING, _agents(), _DESCRIBED):
        stretch = idle.sub(_blanked, stretch)
    stretch = _LIVES.sub(" deaths", stretch)
    terms = _terms(stretch)
    concepts: set[str] = set()
    counted: set[str] = set()
    for term, measures in terms:
        name = lists.kin.get(term.ids[0], term.ids[0])
        parts = lists.made_of.get(name, (name,))
        concepts.update(parts)
        if measures:
            counted.update(parts)
    covered = _blank(stretch, terms)
    han = bool(_HAN.search(stretch))
    unknown = frozenset(_unknown_han(covered)) | frozenset(_unknown_latin(covered))
    verbs = frozenset(match["verb"] or match["passive"] for match in _VERB.finditer(covered)) & unknown - lists.stages
    return Content(frozenset(concepts), frozenset(counted), unknown - verbs, verbs, han, stretch)


@cache
def _agents() -> re.Pattern[str]:
    """Who did it, before the verb and the figure: "Inventors in Eindhoven filed 2,870 applications"."""
    names = "|".join(sorted(plain().agents))
    return re.compile(
        rf"(?P<kept>\A\W*(?:(?:the|some|its|local)\s)?(?:[A-Z][a-z-]+\s)?)(?:{names})\b(?=\s(?:(?:in|of|at|across|from|around|throughout|near|off)\s)?"
        rf"(?![^#]*\b{_COUNTING})[a-z]+(?:\s[a-z]+){{0,3}}\s?#\s[a-z])",
        re.IGNORECASE,
    )


def _blanked(match: re.Match[str]) -> str:
    """Blanks for what a pattern found, but for what it says is to be kept."""
    kept = match.groupdict().get("kept") or ""
    return kept + " " * (len(match.group()) - len(kept))


def _terms(stretch: str) -> list[tuple[Term, bool]]:
    """The terms of all groups without overlap, the longer before the shorter; whether each names what is measured."""
    words = vocabulary()
    found = [
        (term, measures)
        for group, measures in (
            (words.head_terms, True),
            (words.nouns, True),
            (words.modifiers, False),
            (words.subjects, False),
            (words.qualifiers, False),
        )
        for term in group.find(stretch, 0, len(stretch))
        # One Chinese character alone is part of too many words.
        if term.end - term.start > 1
    ]
    found.sort(key=lambda item: (item[0].start - item[0].end, item[0].start))
    kept: list[tuple[Term, bool]] = []
    for term, measures in found:
        if not any(term.start < other.end and other.start < term.end for other, _ in kept):
            kept.append((term, measures))
    return kept


def _blank(stretch: str, terms: list[tuple[Term, bool]]) -> str:
    """The stretch with its terms replaced by blanks."""
    chars = list(stretch)
    for term, _ in terms:
        chars[term.start : term.end] = " " * (term.end - term.start)
    return "".join(chars)


def _unknown_latin(text: str) -> Iterator[str]:
    known = plain().latin
    for match in _LATIN.finditer(text):
        word = match.group()
        lower = word.lower().removesuffix("'s").removesuffix("’s")
        if len(lower) > 1 and lower not in known and not lower.endswith("-based"):
            yield word if _KEPT.match(word) or _NAME.match(word) else lower


def stem(lower: str) -> str:
    """A crude stem: enough to let "harvested" meet "harvest" and "filings" meet "filing"."""
    for ending in ("ings", "ing", "ies", "ers", "ed", "es", "s", "er", "e", "y"):
        if lower.endswith(ending) and len(lower) - len(ending) >= _STEM:
            return lower[: -len(ending)]
    return lower


def _unknown_han(text: str) -> Iterator[str]:
    """The Chinese runs that are left when the plain words are taken out, the longest first at each place."""
    words, longest = plain().han, plain().longest
    for run in _HAN_RUN.findall(text):
        left, position = [], 0
        while position < len(run):
            for length in range(min(longest, len(run) - position), 0, -1):
                if run[position : position + length] in words:
                    left.append(" ")
                    position += length
                    break
            else:
                left.append(run[position])
                position += 1
        yield from (piece for piece in "".join(left).split() if len(piece) >= _PAIR or piece in plain().narrow)


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
    implied = neutral | {part for name in common for part in name.split("_")}
    light = plain().light
    if (first.counted & second.counted) - light:
        implied |= light
    verbs_a, verbs_b = _own_verbs(first, second), _own_verbs(second, first)
    # A verb that only one of two clauses has says that there are so many; two verbs may say different things of them.
    if not (verbs_a and verbs_b):
        verbs_a = verbs_b = frozenset()
    more_a = (first.concepts - second.concepts | first.words - shared_words | verbs_a) - implied
    more_b = (second.concepts - first.concepts | second.words - shared_words | verbs_b) - implied
    return Difference(
        common | shared_words,
        first.counted & second.counted,
        more_a,
        more_b,
    )


def _own_verbs(one: Content, other: Content) -> frozenset[str]:
    said = _stems(other.words | other.verbs)
    return frozenset(verb for verb in one.verbs if stem(verb) not in said)


@lru_cache(maxsize=4096)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word.lower()) for word in words)


def _said(word: str, other: Content, context: str) -> bool:
    """Whether the other clause says an unknown word too: the same stem, all pairs of a Chinese run, or a name spelled."""
    if not _HAN.match(word):
        if ((_KEPT.match(word) or _NAME.match(word)) and word in context) or stem(word.lower()) in _stems(
            other.words | other.verbs
        ):
            return True
        return any(_HAN.match(name) and same_name(name, word) for name in other.words)
    if other.han:
        return all(word[i : i + _PAIR] in context for i in range(max(1, len(word) - 1)))
    return any(same_name(word, name) for name in other.words)
