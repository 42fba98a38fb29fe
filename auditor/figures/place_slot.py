"""Decides the place of a figure: named in its sentence, in the sentence before, or by the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.context import NATION, Context
from auditor.figures.figure import UNKNOWN, Origin, Slot
from auditor.figures.places import Mention, gazetteer
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import COMPARED, Sentence, distance
from auditor.model import Span

__all__ = ["carried_place", "place_slot"]

CLAUSE_WIDTH = 60  # characters between two names of which one lies in the other
_BEHIND = 30  # a place after the figure begins the next statement more often than not
_TOTAL = re.compile(r"(?:'s|’s)? (?:national )?total|的?(?:总量|总数|总额|比重)")
_RANKING = re.compile(r"(?:第[一二三四五六七八九十\d]|首位|前列|前茅|之首|榜首|领先|各省|同类)")
# Where goods, money and people go to or come from is not where they are counted.
_TOWARDS = re.compile(
    r"(?:\b(?:exports?|exported|shipments?|shipped|ship|sales|sold|deliveries|delivered|flights|aid|sent|went|bound|links?)\s(?:[a-z]+\s){0,3}to\s(?:the\s)?|\bimport(?:s|ed)\s(?:[a-z]+\s){0,3}from\s(?:the\s)?"
    r"|(?:对|向|销往|出口到|出口至|运往|发往|输往|来自))$",
    re.IGNORECASE,
)
_HAN_TOWARDS_AFTER = re.compile(r".{0,3}(?:出口|投资|贸易|进口)")
# 全球药企, "the world's third pole", 中国区总部: said of the thing, not where it is counted.
_TRAIT = re.compile(
    r"的?(?:创新|首|第|领先|知名|药企|企业|公司|TOP|top|前\d|巨头|最|级|化|顶|一流|布局|品牌|科技|人才|高端|资源|标准|总部|区总部|市场(?!规模))"
    r"|(?:'s|’s)?\s(?:first|second|third|fourth|fifth|largest|biggest|leading|top|most|best|only|companies|firms|leaders?|giants?|network|headquarters|standards?|players?|brands?|pharma\w*|[a-z]+est)\b"
)
_EACH = re.compile("分别")
_LIST_JOINT = re.compile("[、和与及]")
_ADJECTIVE = re.compile(r"-(?:based|born|listed|made|backed|owned|led)\b", re.IGNORECASE)
_SELF = re.compile(r"(?:全|该)(?P<unit>省|区(?![域])|市(?!场))")
_KIND_OF = {"省": "division", "区": "division", "市": "city"}


def place_slot(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    context: Context,
    *,
    exclude: tuple[str | None, Span] | None,
    carried: str | None = None,
) -> Slot[str]:
    """The place that the sentence names nearest; else ``carried`` from the sentence before, or the headline's."""
    # "ranks 2nd in Asia": what follows a rank is its population.
    end = quantity.start if quantity.dimension == "rank" else sentence.span[1]
    candidates = [m for m in sentence.places if m.start < end and _usable(text, m, exclude)]
    if not candidates:
        place = carried or context.place
        if place is None:
            return UNKNOWN
        return Slot(_whole_unit(text, sentence, place), Origin.INHERITED)
    if each := _each(text, sentence, quantity, candidates):
        return Slot(each, Origin.STATED)
    # What stands before is preferred: a place after the figure in another clause begins the next statement.
    ranked = sorted(
        candidates,
        key=lambda m: (
            distance(sentence, quantity, m.start, m.end) + (_BEHIND if m.start > quantity.start else 0),
            m.start,
        ),
    )
    return Slot(_narrowest(ranked[0], candidates, sentence), Origin.STATED)


def _each(text: str, sentence: Sentence, quantity: Quantity, candidates: Sequence[Mention]) -> str | None:
    """One place to one figure, in order, where 分别 or "respectively" says so: 广州和深圳分别下降4.3%和1.7%."""
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


def _usable(text: str, mention: Mention, exclude: tuple[str | None, Span] | None) -> bool:
    """Whether a place may be the figure's own: no whole of a share, no base of comparison, no destination."""
    if exclude and exclude[1][0] <= mention.start < exclude[1][1]:
        return False
    before = text[max(0, mention.start - 48) : mention.start]
    if COMPARED.search(before[-8:]) or before.endswith("占"):
        return False
    if _TOWARDS.search(before) and (before[-1:].isascii() or _HAN_TOWARDS_AFTER.match(text, mention.end)):
        return False
    if _ADJECTIVE.match(text, mention.end):
        return False
    # "45% of China's total": the whole of another share of the sentence; 居全国首位: the population of a rank.
    after = text[mention.end : mention.end + 24]
    if _TRAIT.match(after) and (mention.place == "World" or after.startswith(("区总部", "总部"))):
        return False
    return not _TOTAL.match(after[:12]) and not (_RANKING.match(after) and "\u4e00" <= after[0] <= "\u9fff")


def _narrowest(chosen: Mention, candidates: Sequence[Mention], sentence: Sentence) -> str:
    """The place inside the chosen one that the same clause names: "the corridor in the delta", 珠海市香洲区."""
    place = chosen.place
    for mention in candidates:
        low, high = sorted((mention.start, chosen.start))
        if high - low <= CLAUSE_WIDTH and not any(low <= b < high for b in sentence.breaks):
            place = mention.place if gazetteer().within(mention.place, place) else place
    return place


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
