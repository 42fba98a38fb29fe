"""Finds the whole that a share divides, and the amount of the sentence that the share is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.alike import FIGURE
from auditor.figures.ambiguous import country_of
from auditor.figures.context import Context
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["parts_of", "whole_of", "words_of"]

_WHOLE_HAN = lazy(
    r"占(?P<whole>[^，。；,;占]{0,14}?)(?:总量|总数|总额|总产量|总规模|比重|比例|市场)?的?(?:比重|比例)?(?:为|达|达到|超过|超|近|约|逾|的)?\s?$"
)
_WHOLE_LATIN = lazy(r"^\s?of (?P<whole>(?:the )?[^.,;:()]{1,60}?)(?:\btotal|\bwhole|$|[.,;:()])", re.IGNORECASE)
_ALL = lazy(r"全部|总|所有|\ball\b|\btotal\b|\bevery\b|\boverall\b", re.IGNORECASE)
_SELF_HAN = lazy(r"全(?P<unit>省|市|区|县|州|疆)")
# The country's electricity is as much a whole as all electricity.
_SELF_LATIN = lazy(
    r"\b(?:(?P<nation>country|nation)|region|state|province|city|county|world|industry|market)['’]s\b", re.IGNORECASE
)
# "A 412, B 287, C 254, together 74 %": the share is not that of the last.
_NOT_ITS_SHARE = lazy(r"[。；;\n]|合计|总计|共占|合占|together|combined|in all|altogether", re.IGNORECASE)
# 新增就业13.8万人，失业率为5.1%; 412 cases, a clearance rate of 96%: a rate is of its own, and no share of the amount.
_OWN_RATE = lazy(
    r"(?<!比)率[^，。；占]{0,8}$|\brates?\s(?:of|was|is|stood at|fell to|rose to|reached)\s[a-z ]{0,16}$",
    re.IGNORECASE,
)
_EACH = lazy(r"分别|\brespectively\b|依次", re.IGNORECASE)
_LEVELS = frozenset({"money", "count", "mass", "area", "other", "volume"})
# 1600亿斤，连续15年居全国首位，占全国11%: durations and ranks between a part and its share are about the part.
_ASIDE = frozenset({"duration", "rank"})
_PART_GAP = 60
"""How far behind its part a share may stand: "9,813 companies, representing 14.67% of the national total"."""


def parts_of(text: str, sentence: Sentence, quantities: Sequence[Quantity]) -> dict[int, int]:
    """For each share of the sentence the quantity that it is a share of: the one before, or one to one (分别)."""
    levels = [i for i in sentence.quantities if quantities[i].dimension in _LEVELS]
    shares = [i for i in sentence.quantities if quantities[i].dimension == "share"]
    if len(shares) > 1 and shares[0] > 0 and _EACH.search(text, *sentence.span):
        before = [i for i in levels if i < shares[0]][-len(shares) :]
        if len(before) == len(shares):
            return dict(zip(shares, before, strict=True))
    parts: dict[int, int] = {}
    for share in shares:
        previous = [i for i in levels if i < share]
        if previous and previous[-1] not in parts.values():
            between = quantities[previous[-1] + 1 : share]
            gap = text[quantities[previous[-1]].end : quantities[share].start]
            aside = all(quantity.dimension in _ASIDE for quantity in between)
            if len(gap) <= _PART_GAP and not _OWN_RATE.search(gap) and not _NOT_ITS_SHARE.search(gap) and aside:
                parts[share] = previous[-1]
    return parts


def whole_of(text: str, sentence: Sentence, quantity: Quantity, context: Context) -> tuple[str | None, Span] | None:
    """The place whose total a share divides (``None`` for "all" without a place), and where the whole is named."""
    if quantity.dimension != "share":
        return None
    before = text[max(sentence.span[0], quantity.start - 24) : quantity.start]
    if match := _WHOLE_HAN.search(before):
        span = (quantity.start - len(before) + match.start(), quantity.start)
    elif match := _WHOLE_LATIN.match(text[quantity.end : min(sentence.span[1], quantity.end + 80)]):
        span = (quantity.end, quantity.end + match.end())
    else:
        return None
    place = _place_in(text, span, sentence, context)
    return (place, span) if place or _ALL.search(text, *span) or _SELF_LATIN.search(text, *span) else None


def words_of(text: str, span: Span) -> str:
    """The words of a whole, with the figure as ``#``."""
    return f"{text[slice(*span)]} {FIGURE}"


def _place_in(text: str, span: Span, sentence: Sentence, context: Context) -> str | None:
    named = [mention for mention in sentence.places if span[0] <= mention.start < span[1]]
    if named:
        return named[-1].place
    if (own := _SELF_LATIN.search(text, *span)) and own["nation"]:
        return country_of((*(mention.place for mention in sentence.places), context.place))
    return context.place if _SELF_HAN.search(text[span[0] : span[1]]) else None
