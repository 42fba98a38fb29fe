"""Takes what a figure is of from one before it: up from 880, 46 of them, in Galway it was, 其中广东450座."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.figures.figure import Figure, Metric
from auditor.figures.metric_head import RATIOS
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence
from auditor.text.lazy import lazy

__all__ = ["before_again", "before_compared"]

_NEAR = 60  # characters between two counts of which the second repeats the measure word of the first
_COMPARED_REACH = 80  # characters from an amount to the one that it is compared with
_REFERRED_REACH = 160  # characters from an amount to one that is told of "it" or of "them"
_TIMES_OF = frozenset("人册车架航班台场列")
_COMPARED = lazy(
    r"(?:(?:高于|低于|多于|少于|好于|优于|超过)[^，。；]{0,10}?的[约近]?"
    r"|(?:\b(?:up from|down from|compared (?:with|to)|versus|vs\.?|(?:double|triple|half|twice) the|above the|below the)|,\sagainst)"
    r"\s(?:(?:a|an|the|just|only|about|around|some|nearly|roughly|almost|over)\s)?)$"
)
_COMPARED_ENDS = frozenset(" 的约近")
# Words that say nothing of what is counted: 其中广东450座, 而浙江仅280辆.
_EMPTY = lazy(
    r"其中|[全我该本][省市国区县州]|其余|同期|另有|包括|分别|去年|今年|达到?|超过?|力争|突破|预计|有望|增至|升至|降至|业务量|数量|[\s，、；。：,;:（）()“”\"而共约有为近逾仅则的至含另还各]"
)
_VERB = lazy(
    r"\s(?P<verb>(?!(?:and|all|each|both|any|per|against|the|that|than|with|from|over|some|about|around|nearly|almost|only|just|more|roughly|under|into|also)\b)[a-z]{3,14})\s"
    r"(?:(?:about|around|some|nearly|almost|over|roughly|just|only|more than|fewer than)\s)?$"
)
_VERB_REACH = 30  # characters before an amount in which its verb stands
_OF_THEM = lazy(
    r"\sof\s(?:them|these|those|which|whom)\b|\s(?:more|others)(?:[.,;)]|\s(?:in|by|at|on|this|next|last|within|over|before)\b|$)"
)
_IT_WAS = lazy(
    r"(?:\b(?:it|that|this|the (?:figure|number|total|rate|share|average|proportion))\s(?:was|is|stood at|stands at|came to|reached|had been)\s(?:(?:just|only|about|around|some|nearly|roughly|almost|over)\s)?"
    r"|(?:这一|这个|该|上述)(?:比例|比重|占比|数字|数据|数值|数量|指标)[^，。；\d]{0,6})$",
    re.IGNORECASE,
)
_IT_REACH = 40  # characters before an amount in which such words stand


def before_compared(text: str, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What the amount that this one is compared with is of, or what "46 of them" and "90 more" are."""
    if quantity.dimension in RATIOS:
        return None
    if quantity.noun is None and _OF_THEM.match(text, quantity.end):
        last = _last(quantity, earlier, _REFERRED_REACH)
        return last.metric if last else None
    last = _last(quantity, earlier, _COMPARED_REACH)
    between = text[last.quantity.end : quantity.start] if last else ""
    if last is None or between[-1:] not in _COMPARED_ENDS or ". " in between:
        return None
    return last.metric if _COMPARED.search(between, max(0, len(between) - _IT_REACH)) else None


def before_again(text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What the last amount of the kind is of, where this one is told of "it", or counted by the same measure word."""
    if _IT_WAS.search(text, max(0, quantity.start - _IT_REACH), quantity.start):
        last = _last(quantity, earlier, _REFERRED_REACH)
        return last.metric if last else None
    return _same_classifier(text, sentence, quantity, earlier) or _same_verb(text, quantity, earlier)


def _last(quantity: Quantity, earlier: Sequence[Figure], reach: int) -> Figure | None:
    """The last figure measured as this one is, if it is near."""
    for figure in reversed(earlier):
        other = figure.quantity
        if quantity.start - other.end > reach:
            return None
        if (
            other.dimension == "count"
            and quantity.dimension in {"count", "other"}
            and quantity.unit in {None, "person", other.unit}
        ):
            return figure
        if other.dimension == quantity.dimension and other.currency == quantity.currency:
            return figure if other.unit == quantity.unit else None
    return None


def _same_classifier(text: str, sentence: Sentence, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What the last figure with the same classifier counted, where no words say something else between."""
    if quantity.dimension != "count" or quantity.noun is not None or not earlier:
        return None
    last = next((figure for figure in reversed(earlier) if figure.quantity.dimension not in RATIOS), None)
    if last is None or last.quantity.dimension != "count" or quantity.start - last.quantity.end > _NEAR:
        return None
    if _measure(text, last.quantity) != _measure(text, quantity):
        return None
    if not _in_same_breath(text, sentence, earlier[-1].quantity.end, quantity.start):
        return None
    return last.metric if last.metric and last.metric.kind in {"count", "stock"} else None


def _same_verb(text: str, quantity: Quantity, earlier: Sequence[Figure]) -> Metric | None:
    """What was counted behind the same verb before: Leeds hired 40 nurses, while York hired 15."""
    if quantity.noun is not None or quantity.unit not in {None, "person"} or not text[quantity.end - 1].isascii():
        return None
    last = _last(quantity, earlier, _REFERRED_REACH)
    if last is None or last.quantity.noun is None:
        return None
    verb, other = (_VERB.search(text, max(0, q.start - _VERB_REACH), q.start) for q in (quantity, last.quantity))
    return last.metric if verb and other and verb["verb"] == other["verb"] else None


def _in_same_breath(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing stands between two figures but places, dates and empty words: 新建30所，关闭5所 are two things."""
    cut = [(m.start, m.end) for m in sentence.places] + [(dated.start, dated.end) for dated in sentence.dates]
    said = [(low, high) for low, high in cut if start <= low < end]
    for low, high in sorted(said, reverse=True):
        end, tail = low, _EMPTY.sub("", text[high:end])
        if len(tail) > 1:
            return False
    return len(_EMPTY.sub("", text[start:end])) <= 1


def _measure(text: str, quantity: Quantity) -> str:
    """The measure word of a count: 册次 is not 人次."""
    word = text[quantity.end - 1]
    return text[quantity.end - 2 : quantity.end] if word == "次" and text[quantity.end - 2] in _TIMES_OF else word
