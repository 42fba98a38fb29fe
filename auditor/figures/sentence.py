"""Reads one sentence for binding: its places, dates, terms and clause ends, and how far each is from a quantity."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from auditor.figures.ambiguous import UNREAD, country_of, read
from auditor.figures.context import NATION, Context
from auditor.figures.periods import Period
from auditor.figures.places import Mention
from auditor.figures.quantities import Dated, Quantity, Scan
from auditor.figures.relative import relative_periods
from auditor.figures.vocabulary import Term, vocabulary
from auditor.model import Span
from auditor.text.lazy import lazy

__all__ = ["CLAUSE_STEP", "COMPARED", "COMPARING", "FAR", "Sentence", "dates_between", "distance", "read_sentence"]

# NOTE: one class comes first, for the engine runs through the text by it.
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n(（)）.\s](?:(?<=[，,；;：:。！？!?\n(（)）])|(?<=\s)[-–—]\s|(?<=\.)\s)")
_TOKEN = re.compile(r"[a-z]+")
_HAN_NATION = lazy("全国|国内|我国")
COMPARED = lazy(r"(?:\bthan|\bversus|\bvs\.?|比|较|高于|低于|超过)\s?(?:the\s|in\s)?$", re.IGNORECASE)
COMPARING = ("than", "versus", "vs", "vs.", "the", "in", *"比较于过")
"""What those words end in, told by plain comparison."""
_DATES_THINGS = ("建", "成立", "投产", "开", "启", "创", "入", "的", "-")
_OPENING = 8  # characters before a date that opens its sentence
CLAUSE_STEP = 25
"""What a clause between a term and a figure counts for, in characters."""
FAR = 1_000_000


class Sentence(NamedTuple):
    """The readings of one sentence that slots are filled from; ``words`` are its Latin words in lower case.

    ``unread`` are the names that several places have, where nothing tells which one is meant.
    """

    span: Span
    quantities: tuple[int, ...]
    places: tuple[Mention, ...]
    unread: tuple[Mention, ...]
    dates: tuple[Dated, ...]
    heads: tuple[Term, ...]
    nouns: tuple[Term, ...]
    modifiers: tuple[Term, ...]
    subjects: tuple[Term, ...]
    breaks: tuple[int, ...]
    words: frozenset[str]


def read_sentence(
    text: str, span: Span, inside: tuple[int, ...], scanned: Scan, context: Context, current: Period | None
) -> Sentence:
    """The sentence at ``span`` with the quantities ``inside``; ``current`` is the time told before it."""
    start, end = span
    terms, latin = vocabulary(), context.words_in(text, start, end)
    mentions = tuple(read(context.places_in(text, start, end), context))
    named = tuple(mention for mention in mentions if mention.place != UNREAD)
    subjects = context.subjects_in(text, start, end)
    taken = [(mention.start, mention.end) for mention in named] + [(term.start, term.end) for term in subjects]
    tokens = frozenset(_TOKEN.findall(text[start:end].lower()))
    return Sentence(
        span,
        inside,
        tuple(_national(text, span, named, context)),
        tuple(mention for mention in mentions if mention.place == UNREAD) if len(mentions) > len(named) else (),
        _dates(text, span, tokens, scanned, context, current),
        terms.head_terms.find(text, start, end, latin),
        terms.nouns.find(text, start, end, latin),
        # 全国有企业: what overlaps a place (全国) is no modifier (国有); nor is the 新能源 of 新能源汽车.
        tuple(
            term for term in terms.modifiers.find(text, start, end, latin) if not _overlaps(term.start, term.end, taken)
        ),
        subjects,
        _breaks(text, span, [scanned.quantities[index] for index in inside]),
        tokens,
    )


def _breaks(text: str, span: Span, quantities: Sequence[Quantity]) -> tuple[int, ...]:
    """Where clauses end; an aside in brackets that holds no amount parts nothing."""
    found = [match.start() for match in _CLAUSE_END.finditer(text, *span)]
    if text.find(")", *span) < 0 and text.find("）", *span) < 0:
        return tuple(found)
    kept: list[int] = []
    for position in found:
        closes = bool(kept) and text[position] in ")）" and text[kept[-1]] in "(（"
        if closes and not any(kept[-1] < quantity.start < position for quantity in quantities):
            kept.pop()
        else:
            kept.append(position)
    return tuple(kept)


def _dates(
    text: str, span: Span, words: frozenset[str], scanned: Scan, context: Context, current: Period | None
) -> tuple[Dated, ...]:
    """Dates and relative times in order; where two overlap, the longer one is meant (the year to March 2025)."""
    start, end = span
    stated = dates_between(scanned.dates, span)
    now = next((dated.period for dated in stated if not dated.period.yearless), current)
    years = [dated for dated in stated if _opens(text, span, dated, context)] if stated else ()
    told = [Dated(*found) for found in relative_periods(text, start, end, context.published, now, words, years=years)]
    found = [*stated, *told, *_whole_year(text, span, stated, context)]
    if len(found) == len(stated):
        return stated
    kept: list[Dated] = []
    for dated in sorted(found, key=lambda d: (d.start - d.end, d.start)):
        if not _overlaps(dated.start, dated.end, ((other.start, other.end) for other in kept)):
            kept.append(dated)
    return tuple(sorted(kept, key=_start))


def _opens(text: str, span: Span, dated: Dated, context: Context) -> bool:
    """Whether a date is a whole year that what follows lies in: 2024年，… and In 2024, …; any, where the article has no date."""
    period = dated.period
    if period.yearless or period.end_of or period != Period.year(period.first_year):
        return False
    if context.published is None:
        return COMPARED.search(text, max(span[0], dated.start - 8), dated.start) is None
    # A year that dates a thing (2019年建成的工厂) is not that of what follows.
    if dated.start - span[0] > _OPENING or text.startswith(_DATES_THINGS, dated.end):
        return False
    return not text[span[0] : dated.start].strip().lower().removeprefix("in")


def _whole_year(text: str, span: Span, stated: Sequence[Dated], context: Context) -> Iterator[Dated]:
    """全年 beside a year of comparison (比2023年增长) is the year after that, in an article of that year or the next."""
    at = text.find("全年", *span) if context.published and stated else -1
    if at < 0 or context.published is None or any(dated.end == at for dated in stated):
        return
    base = stated[0].period
    year = base.first_year + 1
    compared = all(COMPARED.search(text, max(span[0], dated.start - 8), dated.start) for dated in stated)
    if compared and base == Period.year(base.first_year) and 0 <= context.published.last_year - year <= 1:
        yield Dated(at, at + len("全年"), Period.year(year))


def dates_between(dates: Sequence[Dated], span: Span) -> tuple[Dated, ...]:
    """The dates that stand in a span; ``dates`` are in order."""
    first = bisect_left(dates, span[0], key=_start)
    last = bisect_left(dates, span[1], key=_start)
    return tuple(dates[first:last])


def _start(dated: Dated) -> int:
    return dated.start


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(low < end and start < high for low, high in spans)


def _national(text: str, span: Span, named: Sequence[Mention], context: Context) -> Iterator[Mention]:
    """The mentions with "national" replaced by the country that is meant, or left out."""
    for mention in named:
        if mention.place != NATION:
            yield mention
        elif country := country_of((*(mention.place for mention in named), context.place)):
            yield mention._replace(place=country)
        elif _HAN_NATION.search(text, *span):  # 全国 without any other place, in Chinese
            yield mention._replace(place="China")


def distance(sentence: Sentence, quantity: Quantity, start: int, end: int) -> int:
    """How far a term is from a quantity: characters, and as many again for every clause between."""
    if end <= quantity.start:
        gap = (end, quantity.start)
    elif start >= quantity.end:
        gap = (quantity.end, start)
    else:
        return 0
    crossed = bisect_left(sentence.breaks, gap[1]) - bisect_left(sentence.breaks, gap[0])
    return gap[1] - gap[0] + CLAUSE_STEP * crossed
