"""Decides what each quantity is of: metric, subject, place, period, status, and the whole of a share.

A slot is filled from the same sentence (stated), or from the headline, the paragraph and the article (inherited), or
stays unknown. What is recognised first (the whole of a share, a base of comparison) is no longer there to be misread.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.figures.alike import FIGURE
from auditor.figures.ambiguous import resolved
from auditor.figures.context import Context
from auditor.figures.destinations import is_destination, is_of_part
from auditor.figures.figure import Figure, Origin, Whole
from auditor.figures.metric_slot import metric_of, subject_slot
from auditor.figures.period_slot import carried_period, period_slot
from auditor.figures.periods import Period
from auditor.figures.place_slot import carried_place, place_slot, places_near
from auditor.figures.places import Mention
from auditor.figures.quantities import Quantity, Scan
from auditor.figures.sentence import Sentence, dates_between, read_sentence
from auditor.figures.status_slot import status_of
from auditor.figures.table_slots import bound_in
from auditor.figures.tables import tables
from auditor.figures.whole_slot import parts_of, whole_of, words_of
from auditor.model import Span
from auditor.text.sentences import sentences

__all__ = ["Context", "bind"]

_BEFORE, _AFTER = 400, 200  # characters of a run-on sentence that are read around its figures
_MANY = 40  # figures of a sentence that are read together
_STOPS = frozenset("。！？!?.；;”’」』\"')）")
_WORDS = 60  # characters on either side of a figure that can say what it is of


@dataclass(frozen=True, slots=True)
class _Said:
    """What the paragraph said so far and the next sentence need not repeat."""

    period: Period | None = None
    place: str | None = None
    last: str | None = None


def bind(text: str, scanned: Scan, *, title: str | None = None, published: Period | None = None) -> tuple[Figure, ...]:
    """A figure for every quantity of the scan, in order; the headline may stand in the text or beside it."""
    if not scanned.quantities:
        return ()
    context = Context(text, scanned, title, published)
    figures: list[Figure] = []
    index, said, position = 0, _Said(), 0
    bare: Span | None = None  # the sentence before, where it has no figures
    for span in _spans(text, scanned):
        inside: list[int] = []
        while index < len(scanned.quantities) and scanned.quantities[index].start < span[1]:
            inside.append(index)
            index += 1
        if _parted(text[max(0, position - 1) : span[0]]):
            said, bare = _Said(), None
        position = span[1]
        if inside and bare:
            named = tuple(resolved(context.places_in(text, *bare), context)) if bare[1] - bare[0] < _BEFORE else ()
            said = replace(said, place=_carried(text, named, context, said), last=_last(named, said))
        for some in _batched(inside, _MANY):
            first, last = scanned.quantities[some[0]], scanned.quantities[some[-1]]
            near = (max(span[0], first.start - _BEFORE), min(span[1], last.end + _AFTER))
            sentence = read_sentence(text, near, some, scanned, context, said.period)
            bound = _bind_sentence(text, sentence, scanned.quantities, context, figures, said)
            figures.extend(bound)
            period = _told(bound)
            if any(figure.status == "actual" for figure in bound):
                period = carried_period(text, sentence.dates, context) or period
            said = _Said(period, _carried(text, sentence.places, context, said), _last(sentence.places, said))
            bare = None
        if not inside:
            bare = span
            dates = dates_between(scanned.dates, span)
            if dates or said.period:
                said = replace(said, period=carried_period(text, dates, context))
    figures.extend(Figure(quantity) for quantity in scanned.quantities[len(figures) :])
    return _in_tables(text, figures, context)


def _carried(text: str, places: Sequence[Mention], context: Context, said: _Said) -> str | None:
    """The place that the next sentence goes on with; where goods go to is none, nor where only a part is."""
    stay = [mention for mention in places if not is_destination(text, mention) and not is_of_part(text, mention)]
    return carried_place(stay, context, said.place)


def _last(places: Sequence[Mention], said: _Said) -> str | None:
    return places[-1].place if places else said.last


def _in_tables(text: str, figures: list[Figure], context: Context) -> tuple[Figure, ...]:
    """The figures, those of tables with what heads and labels say."""
    starts = [figure.quantity.start for figure in figures]
    for table in tables(text) if figures else ():
        first, last = (bisect_left(starts, position) for position in table.span)
        figures[first:last] = bound_in(table, figures[first:last], context)
    return tuple(figures)


def _spans(text: str, scanned: Scan) -> Iterator[Span]:
    """The sentences of the lines in which quantities or dates stand, in order; a line break always ends a sentence."""
    done, whole = 0, _unbroken(text, scanned)
    for position in heapq.merge((found.start for found in scanned.quantities), (d.start for d in scanned.dates)):
        if position < done:
            continue
        start = whole.rfind("\n", done, position) + 1 or done
        end = whole.find("\n", position)
        done = len(whole) if end < 0 else end
        yield from ((start + a, start + b) for a, b in sentences(whole[start:done]))


def _unbroken(text: str, scanned: Scan) -> str:
    """The text with a digit for every line break inside an amount: a wrapped numeral ends no sentence."""
    inside = [i for q in scanned.quantities if (i := text.find("\n", q.start, q.end)) >= 0]
    pieces = [text[a:b] for a, b in zip([0, *(i + 1 for i in inside)], [*inside, len(text)], strict=True)]
    return "0".join(pieces) if inside else text


def _parted(between: str) -> bool:
    """Whether a paragraph ends between two sentences: a blank line, or a line break after a full stop."""
    lines = between.count("\n")
    return lines > 1 or (lines == 1 and between[0] in _STOPS)


def _batched(items: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    """The items in runs of at most ``size``: a sentence of a thousand figures is a list, and read in parts."""
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])


def _told(bound: Sequence[Figure]) -> Period | None:
    """The time that a list goes on with: that of its last figure, where it was taken over already."""
    last = bound[-1].period if bound else None
    return last.value if last and last.origin is Origin.INHERITED else None


def _bind_sentence(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    context: Context,
    earlier: Sequence[Figure],
    said: _Said,
) -> list[Figure]:
    first = len(earlier)
    bound: list[Figure] = []
    parts = parts_of(text, sentence, quantities)
    near = places_near(text, sentence, said.place, said.last)
    wholes = {i: whole for i in sentence.quantities if (whole := whole_of(text, sentence, quantities[i], context))}
    divided = tuple(span for _, span in wholes.values())
    for index, before, after in _between(sentence, quantities):
        quantity = quantities[index]
        part = parts.get(index)
        whole = wholes.get(index)
        if quantity.dimension == "share" and part is not None and part >= first:
            source = bound[part - first]
            # The share speaks of its part: it has the part's meaning and adds only the whole.
            named = Whole(whole[0], words_of(text, whole[1]), part) if whole else None
            bound.append(replace(source, quantity=quantity, whole=named))
            continue
        status = status_of(text, sentence, quantity, context)
        taken = None if status == "actual" else [figure.period.value for figure in bound if figure.status == "actual"]
        bound.append(
            Figure(
                quantity,
                metric_of(text, sentence, quantity, earlier, bound),
                subject_slot(sentence, quantity, context),
                place_slot(text, sentence, quantity, context, near, divided=divided),
                period_slot(text, sentence, quantity, context, carried=said.period, taken=taken),
                status,
                Whole(whole[0]) if whole else None,
                context=_words(text, sentence, quantity, before, after),
            )
        )
    return bound


def _between(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[tuple[int, int, int]]:
    """Every quantity of a sentence with where the one before ends and the next begins."""
    inside = sentence.quantities
    ends = [sentence.span[0], *(quantities[i].end for i in inside[:-1])]
    starts = [*(quantities[i].start for i in inside[1:]), sentence.span[1]]
    return zip(inside, ends, starts, strict=True)


def _words(text: str, sentence: Sentence, quantity: Quantity, before: int, after: int) -> str:
    """The clause of a quantity without places and dates, the figure as ``#``: what it is of, in the article's own words.

    A clause ends where another amount begins; a figure that opens its clause borrows nothing from the one before.
    """
    start, end = max(before, quantity.start - _WORDS), min(after, quantity.end + _WORDS)
    for stop in sentence.breaks:
        if text[stop] in "；;。\n":
            if start <= stop < quantity.start:
                start = stop + 1
            elif quantity.end <= stop < end:
                end = stop
    cut = [(m.start, m.end) for m in sentence.places if m.start < end and m.end > start]
    cut += [(d.start, d.end) for d in sentence.dates if d.start < end and d.end > start]
    cut.append((quantity.start, quantity.end))
    pieces, position = [], start
    for low, high in sorted(cut):
        pieces.append(text[position : max(position, low)])
        pieces.append(FIGURE if low == quantity.start else "")
        position = max(position, high)
    pieces.append(text[position : max(position, end)])
    return " ".join(" ".join(pieces).split())
