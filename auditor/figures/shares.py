"""What shares imply: part ÷ share = the whole, total × share = the part, and no part is more than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.figures.content import FIGURE, content
from auditor.figures.figure import Figure
from auditor.figures.interval import of_quantity
from auditor.figures.mended import mended
from auditor.figures.stated import operand
from auditor.figures.statement import Statement
from auditor.figures.vocabulary import vocabulary

__all__ = ["PORTION", "excesses", "parts", "wholes"]

PORTION = "total * share"

# "Of which" says that the share divides the amount right before it.
_OF_WHICH = re.compile(r"其中|当中|\bof (?:which|that|those|this|them)\b", re.IGNORECASE)
# "Of which" right after the total; what "of them" means is not always the amount before it.
_PART_OF = re.compile(r"其中|\bof (?:which|whom)\b")
_ENDS = re.compile(r"[。；;\n]|\. ")
_REACH = 40  # characters between a total and the share that divides it


def wholes(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int) -> Iterator[Statement]:
    """Part ÷ share = the whole."""
    for figure in figures:
        whole = figure.whole
        if whole is None or whole.part is None or figure.quantity.dimension != "share":
            continue
        part = stated.get(whole.part)
        share = of_quantity(figure.quantity, formula=True)
        if part is None or part.kind != "level" or not share.low or share.low <= 0 or not share.high or share.high >= 1:
            continue
        exact, quantity = figures[whole.part].quantity, figure.quantity
        total = of_quantity(exact, formula=True).divided(share)
        value = None if not quantity.value or part.value is None else part.value / quantity.value
        yield replace(
            _renamed(part, _without_place(whole.words, whole.place)),
            place=whole.place or part.place,
            value=value,
            low=total.low,
            high=total.high,
            operands=(*part.operands, operand(text, quantity.start, quantity.end, offset)),
            formula="part / share",
            bound="exact" if value is not None else "range",
            part=False,
        )


def _without_place(words: str, place: str | None) -> str:
    """The words of a whole without the place whose whole it is: the place has a slot of its own."""
    for name in (place or "").replace(",", " ").split():
        words = re.sub(rf"\b{re.escape(name)}\b(?:['’]s)?", " ", words, flags=re.IGNORECASE)
    return words


def _renamed(part: Statement, words: str) -> Statement:
    """The whole under the noun or head that its own words name ("of all graduates"), and with what they add to the part's."""
    read = content(words)
    nouns = vocabulary().nouns.find(words, 0, len(words))
    heads = vocabulary().head_terms.find(words, 0, len(words))
    if heads and part.unit != "count" and read.counted:
        head = vocabulary().heads[heads[-1].ids[0]]
        return replace(part, head=head.id, modifiers=(), behaviour=head.kind, context=words, listed_metric=True)
    if part.head.removesuffix("_count") in words.lower() and part.head:
        return replace(part, context=words)
    if not nouns or not read.counted or part.unit != "count":
        return replace(part, context=f"{part.context} {words}")
    return replace(
        part, head=f"{nouns[-1].ids[0]}_count", modifiers=(), behaviour="count", context=words, listed_metric=True
    )


def parts(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement], offset: int) -> Iterator[Statement]:
    """Total × share = the part, where "of which" ties the share to the total right before it."""
    for index, figure in enumerate(figures[1:], start=1):
        quantity, total = figure.quantity, stated.get(index - 1)
        if quantity.dimension != "share" or figure.whole is not None or not quantity.value or total is None:
            continue
        between = text[figures[index - 1].quantity.end : quantity.start]
        tie = _OF_WHICH.search(between)
        if total.kind != "level" or total.formula or len(between) > _REACH or tie is None or "。" in between:
            continue
        share = of_quantity(quantity, formula=True)
        amount = of_quantity(figures[index - 1].quantity, formula=True).times(share)
        yield replace(
            total,
            value=None if total.value is None else total.value * quantity.value,
            low=amount.low,
            high=amount.high,
            operands=(*total.operands, operand(text, quantity.start, quantity.end, offset)),
            formula=PORTION,
            # What the part is stands between "of which" and the share; the head is the total's.
            context=f"{_OF_WHICH.split(mended(text, figure))[-1]} {FIGURE} {total.head.replace('_', ' ')}",
            listed_metric=False,
            inherited=total.inherited + 1,
        )


def excesses(text: str, figures: Sequence[Figure], stated: Mapping[int, Statement]) -> Iterator[Statement]:
    """Parts that "of which" ties to a smaller total right before them."""
    for index, part in stated.items():
        total = stated.get(index - 1)
        if (
            total is None
            or (part.kind, part.unit) != ("level", total.unit)
            or "rate" in (part.behaviour, total.behaviour)
        ):
            continue
        end = figures[index].quantity.end
        # 两个例子，其中七个子域: the measure word of everything ties nothing.
        if part.head != total.head and text[end - 1 : end] == "个":
            continue
        between = text[figures[index - 1].quantity.end : figures[index].quantity.start]
        if len(between) > _REACH or not _PART_OF.search(between) or _ENDS.search(between):
            continue
        if part.low is not None and total.high is not None and part.low > total.high:
            yield replace(part, kind="excess", operands=(*part.operands, *total.operands), formula="part <= whole")
