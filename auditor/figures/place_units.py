"""Reads a unit that stands for a place named before: "The state", 该省 and 全省."""

from __future__ import annotations

from auditor.figures.places import gazetteer
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["the_unit", "whole_unit"]

_SELF = lazy(r"(?:全|该)(?P<unit>省|区(?![域])|市(?!场))")
_THE_UNIT = lazy(r"The (?:state|province|city|county|country)\b|该[省市县国]")
_UNIT_KINDS = {
    **dict.fromkeys(("state", "province", "该省"), frozenset({"division"})),
    **dict.fromkeys(("city", "该市"), frozenset({"city", "division"})),
    **dict.fromkeys(("county", "该县"), frozenset({"county"})),
    **dict.fromkeys(("country", "该国"), frozenset({"country"})),
}
_KIND_OF = {"省": "division", "区": "division", "市": "city"}


def the_unit(text: str, sentence: Sentence, last: str | None) -> str | None:
    """The place named last, or its container, where the sentence begins with "The state" or 该省 and it is one."""
    match = _THE_UNIT.match(text, *sentence.span) if last else None
    if match is None or last is None:
        return None
    kinds = _UNIT_KINDS[match.group().lower().removeprefix("the ")]
    above = gazetteer().containers(last)
    return next((place for place in (last, *above) if gazetteer().kinds.get(place) in kinds), None)


def whole_unit(text: str, sentence: Sentence, place: str) -> str:
    """全省 after a city of the province is the province."""
    match = _SELF.search(text, *sentence.span)
    if match is None:
        return place
    kinds, wanted = gazetteer().kinds, _KIND_OF[match["unit"]]
    if kinds.get(place) == wanted or (wanted == "city" and kinds.get(place) == "division"):
        return place
    return next((whole for whole in gazetteer().containers(place) if kinds.get(whole) == wanted), place)
