"""What a clause says of its figure: concepts of the vocabulary, and the words outside it that may narrow it.

Two clauses speak of one thing when neither says more than the other. A word that is not understood makes a claim
narrower: it is never dropped, so no contradiction is called across it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from auditor.figures.plain import plain
from auditor.figures.translated import Span
from auditor.figures.unlisted import FIGURE, agents, did, han_words, kinds, latin_words
from auditor.figures.vocabulary import Term, vocabulary

__all__ = ["FIGURE", "PAIR", "Content", "content", "own_stretch"]

_STRETCH = re.compile(r"[，,;；:：()（）]|\s[-–—]\s")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Set phrases whose words say nothing together.
_SAYING = re.compile(
    r"\bhome to\b|\bwell (?=short|below|above|over|under|beyond)|\b(?:across|throughout|around) the (?:city|town|county|region|province|state|country|island)\b|\bas a whole\b|\bin (?:all|total)\b|\bsome kind of\b|\baccording to [^,，。]*|据[^，。]{2,20}(?:统计|介绍|消息|数据)"
    # ", the utility said": who says so, behind it all.
    r"|,\s(?:the\s|its\s|an?\s)?[^,#]{2,50}\s(?:said|says|say|report(?:ed|s)?|estimated?s?|shows?|showed|found|counted|wrote|writes|announced|noted|figures)\W*\Z"
    r"|\bemploy(?:ed|s)(?=\s#\s(?!people|persons|staff|workers)[a-z])"
    r"|(?<=#)\s(?:pieces|units|items|copies|head|pairs|sets) of\b"
    # "Closed the year with"; the part that another figure is of: 其中新能源车占
    r"|\b(?:closed|ended|finished)\s(?:the year\s)?with\b|[，,][^，,#]{1,12}占\W*\Z"
    r"|(?P<kept>\A\W*'s\s(?:[a-z-]+\s){0,2})(?:company|utility|operator|authority|council|department)\s(?=(?:repaired|replaced|fixed|installed|laid|treated|collected|cleaned|cleared|removed|resurfaced)\b)"
    # 该公司, and 公司 before what is not counted in companies, only point at whom the article has named.
    r"|(?<![\u4e00-\u9fff])(?:[该本](?:公司|集团|企业|校|院|行|馆|所|厂|店|机构|单位)|(?:公司|集团)(?![总家数]|户|注册|登记|新增|[的和与及、]|\s?#))|公告称|年报显示"
    # Which office did it, before the verb.
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{0,6}(?:管理|主管|执法|监管|统计|文旅|卫健|教育|公安|民政|交通|水利|农业农村|人社|住建|城管)(?:部门|机关)(?:统计|介绍|表示|称)?(?![数总\s#])",
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
PAIR = 2
"""Characters of the shortest Chinese word."""


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
    return bool(found.counted or len(found.words) >= PAIR)


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
    # Of two terms as long that overlap (全年票房) the one that names what is measured is meant.
    found.sort(key=lambda item: (item[0].start - item[0].end, not item[1], item[0].start))
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
