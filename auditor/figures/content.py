"""What a clause says of its figure: concepts of the vocabulary, and the words outside it that may narrow it.

Two clauses speak of one thing when neither says more than the other. A word that is not understood makes a claim
narrower: it is never dropped, so no contradiction is called across it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from auditor.figures.dictionary import forms
from auditor.figures.plain import plain
from auditor.figures.romanised import same_name
from auditor.figures.translated import Span, understood
from auditor.figures.unlisted import FIGURE, KEPT, NAME, agents, did, han_words, kinds, latin_words, stem
from auditor.figures.vocabulary import Term, vocabulary

__all__ = ["FIGURE", "Content", "Difference", "content", "differ", "own_stretch"]

_STRETCH = re.compile(r"[，,;；:：()（）]|\s[-–—]\s")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]+")
# Set phrases whose words say nothing together.
_SAYING = re.compile(
    r"\bhome to\b|\bas a whole\b|\bin (?:all|total)\b|\bsome kind of\b|\baccording to [^,，。]*|据[^，。]{2,20}(?:统计|介绍|消息|数据)"
    r"|\bemploy(?:ed|s)(?=\s#\s(?!people|persons|staff|workers)[a-z])"
    r"|(?<=#)\s(?:pieces|units|items|copies|head) of\b"
    r"|(?P<kept>\A\W*'s\s(?:[a-z-]+\s){0,2})(?:company|utility|operator|authority|council|department)\s(?=(?:repaired|replaced|fixed|installed|laid|treated|collected|cleaned|cleared|removed|resurfaced)\b)"
    # 该公司, and 公司 before what is not counted in companies, only point at whom the article has named.
    r"|(?<![\u4e00-\u9fff])(?:[该本](?:公司|集团|企业|校|院|行|馆|所|厂|店|机构|单位)|(?:公司|集团)(?![总家数]|户|注册|登记|新增|[的和与及、]|\s?#))|公告称|年报显示",
    re.IGNORECASE,
)
# "Barlume, the coffee chain, had 1,120 shops": what stands between the two commas says who that is.
_APPOSITION = re.compile(r",\s(?:the|an?)\s[^,#.]{1,60},(?=\s[a-z][^#]{0,200}#)")
# "The coffee chain Barlume had": what kind of thing a name names.
_DESCRIBED = re.compile(
    r"\b[Tt]he(?:\s[a-z]+){1,2}(?=(?:\s[A-Z][a-z]+){1,3}\s(?:had|has|ran|runs|was|is|sold|ended|began|started|counted|reported|reached)\b)"
)
# A phrase that its own figure parts: "claimed 239 lives".
_LIVES = re.compile(r"(?<=#) lives\b")
# Who did it, right before the verb: 提琴制造企业共售出提琴.
_MAKERS = re.compile(
    r"(?:生产|制造|加工|养殖|种植)?(?:企业|厂家|厂商|工厂|农户|农民|[果茶菜蚕药花粮棉瓜]农|牧民|渔民|渔船|车企|药企|船厂|匠人|工匠|医生|医护人员|志愿者|消防员|民警)们?"
    r"(?=(?:共|累计|全年|一共|总共|合计)?(?:售出|卖出|销售|生产|出产|制造|造出|加工|捕捞|采收|收获|收割|采摘|产出|交付|烧制|酿造|编织|织造|养殖|扑灭|完成|实施|种下|栽种|种植))"
)
# Terms that are verbs: what stands before one is who did it.
_DID = re.compile(r"(?:ed|sold|built|made)\Z")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Content:
    """What a clause says: ``concepts`` of either language, ``words`` (stems, or Chinese runs) that no list knows.

    ``counted`` are the concepts that name what is measured, not what narrows it; ``verbs`` are words that no list knows, in
    the place of the verb. ``text`` is the stretch that was read, ``spans`` are where its concepts stand.
    """

    concepts: frozenset[str]
    counted: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    han: bool
    text: str
    spans: tuple[Span, ...]


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
    for idle in (_SAYING, agents(), _DESCRIBED, _MAKERS):
        stretch = idle.sub(_blanked, stretch)
    stretch = _LIVES.sub(" deaths", stretch)
    terms = _terms(stretch)
    concepts: set[str] = set()
    counted: set[str] = set()
    spans: list[Span] = []
    for term, measures in terms:
        name = lists.kin.get(term.ids[0], term.ids[0])
        parts = lists.made_of.get(name, (name,))
        spans.append((term.start, term.end, parts))
        concepts.update(parts)
        if measures:
            counted.update(parts)
    covered = _blank(stretch, terms)
    han = bool(_HAN.search(stretch))
    nouns = {term.start for term, measures in terms if measures and not _DID.search(stretch[term.start : term.end])}
    unknown = frozenset((*han_words(covered), *latin_words(covered), *kinds(stretch, nouns)))
    verbs, unknown = did(covered) & unknown - lists.stages, unknown | did(covered) & lists.stages
    return Content(frozenset(concepts), frozenset(counted), unknown - verbs, verbs, han, stretch, tuple(spans))


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
    counted = found.counted | (said_a & first.counted) | (said_b & second.counted)
    implied = {word for name in said for word in plain().goes_with.get(name, ())}
    return Difference(found.shared | said, counted, found.more_a - said - implied, found.more_b - said - implied)


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
        known.left | frozenset(word for word in found.more_a & han.words if word < "\u4e00"),
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
        return all(word[i : i + _PAIR] in context for i in range(max(1, len(word) - 1)))
    return any(same_name(word, name) for name in other.words)
