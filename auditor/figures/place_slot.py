"""Decides the place of a figure: named in its sentence, in the sentence before, or by the headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.figures.ambiguous import UNREAD
from auditor.figures.context import NATION, Context
from auditor.figures.destinations import is_destination
from auditor.figures.figure import UNKNOWN, Origin, Slot
from auditor.figures.place_cues import is_base, names_other, of_next, of_parts, of_person, usable
from auditor.figures.place_each import each_place
from auditor.figures.place_units import the_unit, whole_unit
from auditor.figures.places import Mention, gazetteer
from auditor.figures.places_together import told_together
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import COMPARED, FAR, Sentence, distance
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["carried_place", "place_slot", "places_near"]

CLAUSE_WIDTH = 60  # characters between two names of which one lies in the other
_BEHIND = 30  # a place after the figure begins the next statement more often than not
_IN = lazy(r"\sin\s(?:the\s)?")
# "300 of them are in Leeds" is told of Leeds, whatever stands before.
_OF_THEM = lazy(r"\sof\s(?:them|these|those|which|whom)\s(?:[a-z]+\s){0,3}(?:in|at|from)\s(?:the\s)?")
_LEVELS = frozenset({"money", "count", "mass", "area", "volume", "duration", "other"})
_ABOUT, _ABOUT_WIDTH = lazy(r"的?(?:平均)?[约近超逾达]?的?"), 5
# 高于全省的7.4张: what the place lies in.
_ABOVE = lazy(
    r"(?:比|较|高于|低于|多于|少于|超过|优于|不及)全(?P<unit>[省市国区县州])(?:的|平均|水平|均值|同期|总体)*[约近]?$"
)
_ABOVE_WIDTH = 16
_ABOVE_KINDS = {"省": "division", "区": "division", "市": "city", "国": "country", "县": "county", "州": "city"}


@dataclass(frozen=True, slots=True)
class Near:
    """The places of a sentence that may be a figure's own, the one that goes without saying, and the one named last.

    "The state" is the one named last, whatever the article is about.
    """

    own: tuple[Mention, ...]
    carried: str | None
    last: str | None


def places_near(text: str, sentence: Sentence, carried: str | None, last: str | None) -> Near:
    """The places around the figures of a sentence."""
    named = sorted((*sentence.places, *sentence.unread)) if sentence.unread else sentence.places
    return Near(tuple(mention for mention in named if usable(text, mention)), carried, last)


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
    compared = _compared(text, sentence, quantity)
    if compared is not None:
        return Slot(compared, Origin.STATED) if compared != UNREAD else UNKNOWN
    if of_person(text, quantity):
        return UNKNOWN
    other = (*of_parts(text, quantity, near.own), *of_next(text, sentence, quantity, near.own))
    # "ranks 2nd in Asia": what follows a rank is its population; and the whole of a share is not where its part is.
    end = quantity.start if quantity.dimension == "rank" else sentence.span[1]
    wholes = [(low, high) for low, high in divided if not low < quantity.start < high]
    candidates = [
        m
        for m in near.own
        if m.start < end
        and not any(low <= m.start < high for low, high in wholes)
        and not is_base(text, m, quantity)
        and m not in other
    ]
    if candidates:
        return _stated(text, sentence, quantity, context, candidates)
    return _inherited(text, sentence, context, near, other)


def _stated(
    text: str, sentence: Sentence, quantity: Quantity, context: Context, candidates: Sequence[Mention]
) -> Slot[str]:
    """The nearest of the places; what stands before is preferred."""
    each = each_place(text, sentence, quantity, candidates)
    if each is not None:
        return Slot(each, Origin.STATED) if each != UNREAD else UNKNOWN
    nearest = min(
        candidates,
        key=lambda m: (
            distance(sentence, quantity, m.start, m.end) + _behind(text, sentence, quantity, m),
            m.start,
        ),
    )
    if nearest.place == UNREAD or told_together(text, nearest, candidates):
        return UNKNOWN
    place = _narrowest(nearest, candidates, sentence)
    # An organisation's name, or what something is the first of, places it no better than the headline does.
    if context.place and gazetteer().within(context.place, place) and names_other(text, nearest):
        return Slot(context.place, Origin.INHERITED)
    return Slot(place, Origin.STATED)


def _inherited(text: str, sentence: Sentence, context: Context, near: Near, other: Sequence[Mention]) -> Slot[str]:
    """The place that goes without saying; ``other`` are places of the sentence that its figure is not of."""
    place = the_unit(text, sentence, near.last) or near.carried
    if place is None:
        place = context.place_by(sentence.span[1])
        # Without a headline the article's place may be one that this very sentence denies.
        denied = () if context.title else (*other, *(m for m in sentence.places if is_destination(text, m)))
        if place is None or any(place == mention.place for mention in denied):
            return UNKNOWN
    return Slot(whole_unit(text, sentence, place), Origin.INHERITED)


def _behind(text: str, sentence: Sentence, quantity: Quantity, mention: Mention) -> int:
    """How much further away a place counts when it stands after the figure; 投资3亿元的工厂在合肥开工 says it outright."""
    if mention.start < quantity.start or _IN.fullmatch(text, quantity.end, mention.start):
        return 0
    if _OF_THEM.fullmatch(text, quantity.end, mention.start):
        return -FAR
    apart = any(quantity.end <= b < mention.start for b in sentence.breaks)
    return 0 if not apart and text[mention.start - 1] in "在于" else _BEHIND


def _compared(text: str, sentence: Sentence, quantity: Quantity) -> str | None:
    """The place that an amount right behind it is compared as: 低于邻省约4万元 gives the neighbour's; ``UNREAD`` if unclear."""
    if quantity.dimension not in _LEVELS:
        return None
    start = max(sentence.span[0], quantity.start - _ABOVE_WIDTH)
    if "全" in text[start : quantity.start] and (told := _ABOVE.search(text, start, quantity.start)):
        return _above(sentence.places, quantity, _ABOVE_KINDS[told["unit"]])
    for mention in sentence.places:
        if not 0 <= quantity.start - mention.end <= _ABOUT_WIDTH:
            continue
        if _ABOUT.fullmatch(text, mention.end, quantity.start) and COMPARED.search(
            text, max(0, mention.start - 8), mention.start
        ):
            return mention.place
    return None


def _above(places: Sequence[Mention], quantity: Quantity, kind: str) -> str:
    """The place of a kind that contains what the sentence names before a figure, else none."""
    named = [mention.place for mention in places if mention.end <= quantity.start]
    above = gazetteer().containers(named[-1]) if named else ()
    return next((place for place in above if gazetteer().kinds.get(place) == kind), UNREAD)


def _narrowest(chosen: Mention, candidates: Sequence[Mention], sentence: Sentence) -> str:
    """The place inside the chosen one that the same clause names: "the corridor in the delta", 珠海市香洲区."""
    place = chosen.place
    for mention in candidates:
        low, high = sorted((mention.start, chosen.start))
        if high - low <= CLAUSE_WIDTH and not any(low <= b < high for b in sentence.breaks):
            place = mention.place if gazetteer().within(mention.place, place) else place
    return place


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
