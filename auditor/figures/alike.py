"""How much two clauses speak of the same thing, by their content words: it orders and supports, it never decides alone.

Words of one language meet by stem (English) or by pairs of characters (Chinese); across languages only through the
vocabulary. Words that say nothing of what is counted are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.figures.plain import plain
from auditor.figures.unlisted import FIGURE, stem
from auditor.figures.vocabulary import vocabulary

__all__ = ["FIGURE", "concepts", "narrowing", "shared"]

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@lru_cache(maxsize=4096)
def _content(context: str) -> frozenset[str]:
    """The content of a clause: stems, character pairs, and the concepts of the vocabulary."""
    words, plain_words = vocabulary(), plain()
    concepts = {
        name
        for terms in (words.nouns, words.subjects, words.modifiers)
        for term in terms.find(context, 0, len(context))
        for name in term.ids
    }
    stems = {
        stem(word.lower().removesuffix("'s").removesuffix("’s"))
        for word in _LATIN.findall(context)
        if word.lower() not in plain_words.latin
    }
    pairs = {run[i : i + 2] for run in _HAN.findall(context) for i in range(len(run) - 1)} - plain_words.han
    return frozenset({f"={name}" for name in concepts} | stems | pairs)


def shared(a: str, b: str) -> tuple[int, float]:
    """How much two clauses share: content units, and the part of the smaller one that they are.

    The stretches between the commas around the figures count by themselves when they share a larger part.
    """
    return max(_overlap(a, b), _overlap(_own(a), _own(b)), key=lambda found: (found[1], found[0]))


def _overlap(a: str, b: str) -> tuple[int, float]:
    if bool(_HAN.search(a)) != bool(_HAN.search(b)):
        first, second = concepts(a), concepts(b)
    else:
        first, second = _content(a), _content(b)
    common = len(first & second)
    return common, common / min(len(first), len(second)) if common > 1 else 0.0


@lru_cache(maxsize=4096)
def concepts(context: str) -> frozenset[str]:
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
            r"新增|新建|招收|招生|扩招|净增|可多|\b(?:added(?! up\b)|installed|opened(?! (?:at|to|in|with|on)\b)|hired|recruited|intake|created)\b",
            re.IGNORECASE,
        ),
    ),
    ("removed", re.compile(r"减少|流失|裁|\b(?:lost|cut|closed|scrapped|removed)\b", re.IGNORECASE)),
    ("moved", re.compile(r"出口|运往|\b(?:export(?:s|ed)?|shipped)\b", re.IGNORECASE)),
)
