"""How much two clauses speak of the same thing, by their content words: it orders and supports, it never decides alone.

Words of one language meet by stem (English) or by pairs of characters (Chinese); across languages only through the
vocabulary. Words that say nothing of what is counted are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.figures.vocabulary import vocabulary

__all__ = ["FIGURE", "narrowing", "shared", "understood"]

FIGURE = "#"
"""Stands in a clause where its figure stood."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_EMPTY = frozenset(
    [
        "about",
        "above",
        "according",
        "after",
        "almost",
        "also",
        "amounted",
        "and",
        "annual",
        "around",
        "been",
        "before",
        "below",
        "between",
        "came",
        "city",
        "close",
        "compared",
        "compares",
        "during",
        "each",
        "for",
        "from",
        "fully",
        "had",
        "half",
        "has",
        "have",
        "her",
        "his",
        "into",
        "its",
        "last",
        "less",
        "level",
        "more",
        "most",
        "nearly",
        "not",
        "now",
        "number",
        "numbered",
        "numbers",
        "off",
        "once",
        "one",
        "only",
        "operators",
        "other",
        "our",
        "out",
        "over",
        "own",
        "people",
        "per",
        "record",
        "reached",
        "report",
        "reported",
        "reports",
        "rose",
        "said",
        "says",
        "since",
        "some",
        "stood",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "though",
        "through",
        "thus",
        "time",
        "times",
        "total",
        "totalled",
        "totalling",
        "two",
        "under",
        "until",
        "was",
        "week",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whole",
        "will",
        "with",
        "within",
        "year",
        "years",
        "yet",
        "are",
        "county",
        "district",
        "province",
        "town",
        "all",
        "any",
        "but",
        "did",
        "does",
        "fell",
        "grew",
        "how",
        "just",
        "like",
        "many",
        "much",
        "near",
        "new",
        "next",
        "show",
        "shows",
        "stands",
        "still",
        "they",
        "took",
        "up",
        "very",
        "via",
        "well",
        "would",
    ]
)
_EMPTY_HAN = frozenset(
    [
        "达到",
        "共有",
        "累计",
        "全市",
        "全县",
        "全省",
        "全年",
        "全区",
        "数据",
        "显示",
        "截至",
        "目前",
        "其中",
        "去年",
        "今年",
        "同比",
        "增长",
        "比上",
        "上年",
        "下降",
        "超过",
        "突破",
        "约为",
        "左右",
        "以上",
        "记者",
        "表示",
        "当地",
        "本市",
        "该市",
        "我市",
        "我省",
        "全国",
        "总数",
        "数量",
        "规模",
        "实现",
        "完成",
        "共计",
        "合计",
        "总计",
        "达约",
        "约有",
        "已有",
        "已经",
        "建成",
        "年底",
        "年末",
        "末达",
        "底达",
        "一年",
    ]
)


@lru_cache(maxsize=4096)
def _content(context: str) -> frozenset[str]:
    """The content of a clause: stems, character pairs, and the concepts of the vocabulary."""
    words = vocabulary()
    concepts = {
        name
        for terms in (words.nouns, words.subjects, words.modifiers)
        for term in terms.find(context, 0, len(context))
        for name in term.ids
    }
    stems = {_stem(word) for word in _LATIN.findall(context) if word.lower() not in _EMPTY}
    pairs = {run[i : i + 2] for run in _HAN.findall(context) for i in range(len(run) - 1)} - _EMPTY_HAN
    return frozenset({f"={name}" for name in concepts} | stems | pairs)


def _stem(word: str) -> str:
    """A crude stem: enough to let "harvested" meet "harvest" and "filings" meet "filing"."""
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    for ending in ("ings", "ing", "ies", "ers", "ed", "es", "s", "er", "e"):
        if lower.endswith(ending) and len(lower) - len(ending) > 3:  # noqa: PLR2004  # a stem has four letters
            return lower[: -len(ending)]
    return lower


def shared(a: str, b: str) -> tuple[int, float]:
    """How much two clauses share: content units, and the part of the smaller one that they are.

    The stretches between the commas around the figures count by themselves when they share a larger part.
    """
    return max(_overlap(a, b), _overlap(_own(a), _own(b)), key=lambda found: (found[1], found[0]))


def _overlap(a: str, b: str) -> tuple[int, float]:
    if bool(_HAN.search(a)) != bool(_HAN.search(b)):
        first, second = _concepts(a), _concepts(b)
    else:
        first, second = _content(a), _content(b)
    common = len(first & second)
    return common, common / min(len(first), len(second)) if common > 1 else 0.0


@lru_cache(maxsize=4096)
def _concepts(context: str) -> frozenset[str]:
    """The concepts of the vocabulary that a clause names: all that two languages share."""
    words = vocabulary()
    groups = (words.nouns, words.subjects, words.modifiers, words.head_terms)
    return frozenset(name for terms in groups for term in terms.find(context, 0, len(context)) for name in term.ids)


def _own(context: str) -> str:
    """The stretch of a clause between the commas around its figure."""
    at = context.find(FIGURE)
    start = max((match.end() for match in _COMMA.finditer(context, 0, max(at, 0))), default=0)
    stop = _COMMA.search(context, max(at, 0))
    return context[start : stop.start() if stop else len(context)]


def understood(a: str, b: str) -> bool:
    """Whether the vocabulary knows enough of two clauses of different languages to call them one thing.

    A word that it does not know may narrow: 童书外借 are no longer all loans of books.
    """
    if bool(_HAN.search(a)) == bool(_HAN.search(b)):
        return True
    chinese = _own(a if _HAN.search(a) else b)
    words = vocabulary()
    groups = (words.nouns, words.subjects, words.modifiers, words.head_terms)
    known = {
        i for terms in groups for term in terms.find(chinese, 0, len(chinese)) for i in range(term.start, term.end)
    }
    han = [i for i, char in enumerate(chinese) if "\u4e00" <= char <= "\u9fff" and char not in _LIGHT]
    return bool(han) and sum(i in known for i in han) / len(han) >= _KNOWN_PART


_LIGHT = frozenset("的为了在是有达到共约近超过和与及个全市省县年累计")
_KNOWN_PART = 0.75


@lru_cache(maxsize=4096)
def narrowing(context: str) -> frozenset[str]:
    """What narrows the thing that a figure counts: modifiers, and whether it is added, removed or moved.

    Only the figure's own stretch between commas is read: what stands beyond speaks of other things.
    """
    own = _own(context)
    words = vocabulary()
    groups = (words.head_terms, words.nouns, words.subjects)
    wholes = [whole for terms in groups for whole in terms.find(own, 0, len(own)) if whole.end - whole.start > 1]
    # "gross domestic product" is not narrowed by its own "domestic".
    free = [
        term
        for term in words.modifiers.find(own, 0, len(own))
        if not any(whole.start <= term.start and term.end <= whole.end for whole in wholes)
    ]
    found = {name for term in free for name in term.ids} - _NEUTRAL
    return frozenset(found | {name for name, pattern in _MOTION if pattern.search(own)})


_COMMA = re.compile(r"[，,;；:：()（）]")
_NEUTRAL = frozenset({"cumulative", "leading", "new_energy"})
_MOTION = (
    (
        "added",
        re.compile(
            r"新增|新建|招收|招生|扩招|净增|\b(?:added|installed|opened|hired|recruited|intake|created)\b",
            re.IGNORECASE,
        ),
    ),
    ("removed", re.compile(r"减少|流失|裁|\b(?:lost|cut|closed|scrapped|removed)\b", re.IGNORECASE)),
    ("moved", re.compile(r"出口|运往|\b(?:export(?:s|ed)?|shipped)\b", re.IGNORECASE)),
)
