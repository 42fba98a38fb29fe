"""Decides the place of a figure: named in its sentence, in the sentence before, or by the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.figures.context import NATION, Context
from auditor.figures.destinations import is_destination
from auditor.figures.figure import UNKNOWN, Origin, Slot
from auditor.figures.places import Mention, gazetteer
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import COMPARED, COMPARING, Sentence, distance
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["carried_place", "place_slot", "places_near"]

CLAUSE_WIDTH = 60  # characters between two names of which one lies in the other
_BEHIND = 30  # a place after the figure begins the next statement more often than not
_TOTAL = lazy(r"(?:'s|’s)? (?:national )?total\b|的?(?:总量|总数|总额|比重)")
_RANKING = lazy(r"(?:第[一二三四五六七八九十\d]|首位|前列|前茅|之首|榜首|领先|各省|同类)")
_IN_ENDS = (" in", " among", " the")
# The population of a rank: 71st in the national list of parks.
_RANKED_IN = lazy(r"\b(?:rank(?:s|ed|ing)?|placed)\s(?:[\w-]+\s){1,4}(?:in|among)\s(?:the\s)?$", re.IGNORECASE)
_ORGANISATION = lazy(
    r"(?:\s[A-Z][\w&'’.-]*){0,5}?\s(?:Pharmaceuticals?|Pharma|Biotech|Co|Company|Corp|Corporation|Group|Holdings?|Ltd|Limited|Inc|Bank|Press|Times|Daily|University|College|Institute|Academy|Airlines|Technologies|Technology|Industries)\b"
    r"|(?![^，。；]{0,6}[有的各建设共新增])[\u4e00-\u9fff]{1,6}(?:公司|集团|孵化器|研究院|研究所|实验室|大学|学院|医院|基金)"
)
_FIRST_OF = lazy(
    r"\b(?:first|only|largest|biggest|leading|second|third|[a-z]{3,9}est)\s(?:[A-Za-z-]+\s){1,6}in\s(?:the\s)?$|\bother\s$"
)
# 全球药企, "the world's third pole", 中国区总部: said of the thing, not where it is counted.
_TRAIT = lazy(
    r"的?(?:创新|首|第|领先|知名|药企|企业|公司|TOP|top|前\d|巨头|最|级|化|顶|一流|布局|品牌|科技|人才|高端|资源|标准|总部|区总部|市场(?!规模))"
    r"|(?:'s|’s)?\s(?:capital(?!\s[a-z]*(?:market|goods|spending|invest|expend|flow|account|stock|raise))|first|second|third|fourth|fifth|largest|biggest|leading|top|most|best|only|companies|firms|leaders?|giants?|network|headquarters|standards?|players?|brands?|pharma\w*|[a-z]+est)\b"
)
_EACH = lazy("分别")
_RESPECTIVELY = lazy(r",?\srespectively\b", re.IGNORECASE)
_JOINT = lazy(r",\s(?:and\s)?|\sand\s", re.IGNORECASE)
_LEAST_LISTED = 2
# 2,870 employees, most of them in Italy; 3200座，其中广东450座: where a part is, the whole need not be.
_OF_PART = lazy(
    r"\b(?:of (?:them|these|those|which|whom)|including)\b|其中|(?:大多数?|多数|大部分|半数|一半|大半)(?:在|位于|来自|分布)",
    re.IGNORECASE,
)
_IN = lazy(r"\sin\s(?:the\s)?")
_LIST_JOINT = lazy("[、和与及]")
_RATIOS, _LEVELS = frozenset({"multiple", "share"}), frozenset({"money", "count", "mass", "area", "volume"})
_IS = lazy(r"(?:是|为|相当于|等于|达到?)$")
_ABOUT, _ABOUT_WIDTH = lazy(r"的?(?:平均)?[约近超逾达]?的?"), 5
_ADJECTIVE = lazy(r"-(?:based|born|listed|made|backed|owned|led)\b", re.IGNORECASE)
_SELF = lazy(r"(?:全|该)(?P<unit>省|区(?![域])|市(?!场))")
_THE_UNIT = lazy(r"The (?:state|province|city|county|country)\b|该[省市县国]")
_UNIT_KINDS = {
    **dict.fromkeys(("state", "province", "该省"), frozenset({"division"})),
    **dict.fromkeys(("city", "该市"), frozenset({"city", "division"})),
    **dict.fromkeys(("county", "该县"), frozenset({"county"})),
    **dict.fromkeys(("country", "该国"), frozenset({"country"})),
}
_KIND_OF = {"省": "division", "区": "division", "市": "city"}


@dataclass(frozen=True, slots=True)
class Near:
    """The places of a sentence that may be a figure's own, the one that goes without saying, and the one named last.

    "The state" is the one named last, whatever the article is about.
    """

    own: tuple[Mention, ...]
    carried: str | None
    last: str | None


def place_slot(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    context: Context,
    near: Near,
    *,
    divided: Sequence[Span] = (),
) -> Slot[str]:
    """The nearest of the sentence's own places; else what the sentence before carries over, or the headline's.

    ``divided`` are the spans of the wholes that shares of the sentence divide.
    """
    # "ranks 2nd in Asia": what follows a rank is its population; and the whole of a share is not where its part is.
    end = quantity.start if quantity.dimension == "rank" else sentence.span[1]
    if compared := _compared(text, sentence, quantity):
        return Slot(compared, Origin.STATED)
    wholes = [(low, high) for low, high in divided if not low < quantity.start < high]
    parts = _of_parts(text, quantity, near.own)
    candidates = [
        m
        for m in near.own
        if m.start < end
        and not any(low <= m.start < high for low, high in wholes)
        and not _is_base(text, m, quantity)
        and m not in parts
    ]
    if not candidates:
        place = _the_unit(text, sentence, near.last) or near.carried
        if place is None:
            place = context.place_by(sentence.span[1])
            # Without a headline the article's place may be one that this very sentence denies.
            if place is None or (not context.title and any(place == m.place for m in parts)):
                return UNKNOWN
        return Slot(_whole_unit(text, sentence, place), Origin.INHERITED)
    if each := _each(text, sentence, quantity, candidates):
        return Slot(each, Origin.STATED)
    # What stands before is preferred: a place after the figure in another clause begins the next statement.
    ranked = sorted(
        candidates,
        key=lambda m: (
            distance(sentence, quantity, m.start, m.end) + _behind(text, sentence, quantity, m),
            m.start,
        ),
    )
    place = _narrowest(ranked[0], candidates, sentence)
    # An organisation's name, or what something is the first of, places it no better than the headline does.
    if context.place and gazetteer().within(context.place, place) and _names_other(text, ranked[0]):
        return Slot(context.place, Origin.INHERITED)
    return Slot(place, Origin.STATED)


def _of_parts(text: str, quantity: Quantity, own: Sequence[Mention]) -> list[Mention]:
    """The places that tell where a part of an amount is; "1,400 of them in Poland" is told of the 1,400."""
    if not own or own[-1].start < quantity.end:
        return []
    match = _OF_PART.search(text, quantity.end, own[-1].start)
    if match is None or (match.start() == quantity.end + 1 and text.startswith("of", match.start())):
        return []
    return [mention for mention in own if mention.start >= match.end()]


def _names_other(text: str, mention: Mention) -> bool:
    """Whether a place stands in an organisation's name, among what others are compared with, or where something is the first."""
    before = text[max(0, mention.start - 60) : mention.start]
    return bool(_ORGANISATION.match(text, mention.end) or _FIRST_OF.search(before))


def _behind(text: str, sentence: Sentence, quantity: Quantity, mention: Mention) -> int:
    """How much further away a place counts when it stands after the figure; 投资3亿元的工厂在合肥开工 says it outright."""
    if mention.start < quantity.start or _IN.fullmatch(text, quantity.end, mention.start):
        return 0
    apart = any(quantity.end <= b < mention.start for b in sentence.breaks)
    return 0 if not apart and text[mention.start - 1] in "在于" else _BEHIND


def _is_base(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Whether a multiple or a fraction is told of the place: 甲是乙的3倍 is said of 甲."""
    if quantity.dimension not in _RATIOS or text[mention.end : quantity.start] != "的":
        return False
    return _IS.search(text, max(0, mention.start - 4), mention.start) is not None


def _compared(text: str, sentence: Sentence, quantity: Quantity) -> str | None:
    """The place that an amount right behind it is compared as: 低于邻省约4万元 gives the neighbour's."""
    if quantity.dimension not in _LEVELS:
        return None
    for mention in sentence.places:
        if not 0 <= quantity.start - mention.end <= _ABOUT_WIDTH:
            continue
        if _ABOUT.fullmatch(text, mention.end, quantity.start) and COMPARED.search(
            text, max(0, mention.start - 8), mention.start
        ):
            return mention.place
    return None


def _respectively(text: str, sentence: Sentence, quantity: Quantity, candidates: Sequence[Mention]) -> str | None:
    """One place to one figure, in order: in Leeds, Bradford and Hull rose 2.1%, 1.4% and 0.6% respectively."""
    told = "respectively" in sentence.words
    match = _RESPECTIVELY.search(text, quantity.end, sentence.span[1]) if told else None
    named = [mention for mention in candidates if mention.end <= quantity.start] if match else []
    if match is None or len(named) < _LEAST_LISTED:
        return None
    first = named[-1].end
    figures = _JOINT.findall(text, first, match.start())
    listed = len(figures) == len(named) - 1 and all(
        _JOINT.fullmatch(text, one.end, other.start) for one, other in pairwise(named)
    )
    return named[len(_JOINT.findall(text, first, quantity.start))].place if listed else None


def _each(text: str, sentence: Sentence, quantity: Quantity, candidates: Sequence[Mention]) -> str | None:
    """One place to one figure, in order, where 分别 or "respectively" says so: 广州和深圳分别下降4.3%和1.7%."""
    if each := _respectively(text, sentence, quantity, candidates):
        return each
    match = _EACH.search(text, sentence.span[0], quantity.start)
    if match is None:
        return None
    low = max((b for b in sentence.breaks if b < match.start()), default=sentence.span[0])
    high = min((b for b in sentence.breaks if b >= match.end()), default=sentence.span[1])
    named = [mention.place for mention in candidates if low <= mention.start < match.start()]
    # The figures of a list begin behind numerals: each of them stands behind one more joint.
    index = len(_LIST_JOINT.findall(text, match.end(), quantity.start))
    total = len(_LIST_JOINT.findall(text, match.end(), high)) + 1
    return named[index] if len(named) == total > 1 and quantity.start < high else None


def places_near(text: str, sentence: Sentence, carried: str | None, last: str | None) -> Near:
    """The places around the figures of a sentence."""
    return Near(tuple(mention for mention in sentence.places if _usable(text, mention)), carried, last)


def _usable(text: str, mention: Mention) -> bool:
    """Whether a place may be a figure's own: no base of comparison, no destination, no trait."""
    before = text[max(0, mention.start - 48) : mention.start]
    told = before.rstrip().lower()
    if told.endswith("占") or (told.endswith(COMPARING) and COMPARED.search(before[-8:])):
        return False
    if is_destination(text, mention):
        return False
    after = text[mention.end : mention.end + 24]
    if (after[:1] == "-" and _ADJECTIVE.match(after)) or (
        told.endswith(_IN_ENDS) and ("rank" in told or "placed" in told) and _RANKED_IN.search(before)
    ):
        return False
    # "45% of China's total": the whole of another share of the sentence; 居全国首位: the population of a rank.
    if (mention.place == "World" or after.startswith(("区总部", "总部", " capital"))) and _TRAIT.match(after):
        return False
    return not _TOTAL.match(after[:12]) and not ("\u4e00" <= after[:1] <= "\u9fff" and _RANKING.match(after))


def _narrowest(chosen: Mention, candidates: Sequence[Mention], sentence: Sentence) -> str:
    """The place inside the chosen one that the same clause names: "the corridor in the delta", 珠海市香洲区."""
    place = chosen.place
    for mention in candidates:
        low, high = sorted((mention.start, chosen.start))
        if high - low <= CLAUSE_WIDTH and not any(low <= b < high for b in sentence.breaks):
            place = mention.place if gazetteer().within(mention.place, place) else place
    return place


def _the_unit(text: str, sentence: Sentence, last: str | None) -> str | None:
    """The place named last, or its container, where the sentence begins with "The state" or 该省 and it is one."""
    match = _THE_UNIT.match(text, *sentence.span) if last else None
    if match is None or last is None:
        return None
    kinds = _UNIT_KINDS[match.group().lower().removeprefix("the ")]
    above = gazetteer().containers(last)
    return next((place for place in (last, *above) if gazetteer().kinds.get(place) in kinds), None)


def _whole_unit(text: str, sentence: Sentence, place: str) -> str:
    """全省 after a city of the province is the province."""
    match = _SELF.search(text, *sentence.span)
    if match is None:
        return place
    kinds, wanted = gazetteer().kinds, _KIND_OF[match["unit"]]
    if kinds.get(place) == wanted or (wanted == "city" and kinds.get(place) == "division"):
        return place
    return next((whole for whole in gazetteer().containers(place) if kinds.get(whole) == wanted), place)


def carried_place(places: Sequence[Mention], context: Context, before: str | None) -> str | None:
    """What the next sentence of the paragraph is about: the narrowest place of this one, if it lies in the headline's."""
    named = {mention.place for mention in places} - {NATION, "World"}
    if not named:
        return before
    inside = [place for place in named if all(place == other or gazetteer().within(place, other) for other in named)]
    if not inside:
        return None
    place = inside[0]
    if context.place is None or gazetteer().within(place, context.place):
        return place
    return None
