"""Whether two articles report one event: figures that they share to the digit, names that they share, and their dates.

What one text says in its own words another says in others; but two reports of one event share its figures. Telling ones bring
articles together; the event is one where what they share weighs enough and no date speaks against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from auditor.figures.alike import concepts
from auditor.figures.named import latin_names
from auditor.figures.named_across import first_words, same_body
from auditor.figures.named_han import organisations, sites
from auditor.figures.places import gazetteer
from auditor.figures.plain import plain
from auditor.figures.romanised import same_name
from auditor.figures.sameness import alike
from auditor.figures.statement import Imprint, Statement

__all__ = ["Anchor", "Event", "days", "event_keys", "event_names", "figure_digits", "one_event", "reported", "tells"]

_EVENT = "e|"
# What two figures tell together, or one and a name, so that few articles share them by chance: 12 and 38 m; Senja and 500 kroner.
_TELLING, _TELLING_OF_NAME = 2, 1
# Of many figures those that tell most are asked: both articles choose the same ones; and of the names the first.
_FIGURES, _KEY_NAMES = 6, 4
_MOST_DIGITS = 4
# Counts, shares and durations of one digit are everywhere; amounts, lengths and weights are not, nor are thousands.
_EVERYWHERE = frozenset({"count", "ratio", "day", "month", "hour", "minute", "second"})
_MANY = 1000
# What is shared weighs: what a figure tells, one where the clauses say the same, two for a name and one for each further one,
# two for the day, one for every few words that both say somewhere. One figure alone has to weigh more.
_NAMED, _MOST_NAMES, _ONE_DAY, _FEW_WORDS, _MOST_WORDS = 1, 4, 2, 4, 2
_ENOUGH, _ENOUGH_ALONE = 5, 7
_QUARTERS, _FRACTION = frozenset({"25", "75"}), 12
# The part of the figures of the shorter report that both have: what long texts share is chance.
_PART = 0.25
_WIDE = frozenset({"country", "continent", "world", "region"})
_KINDS = frozenset({"level", "growth", "rate", "share", "change", "aside"})
# Reports of one event are not further apart than this, in days: the next report has figures of its own.
_DAYS, _NEXT_DAY = 40, 2
_REPEATED = 4
_NAMES, _BEGINNING = 12, 400
# Durations of two names in one.
_SPANS = {"year": ("month", Decimal(12)), "week": ("day", Decimal(7))}
_STARTS = frozenset('.!?:;\n"“‘')
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})[日号](?![线楼院店机])|\b{_MONTH} (\d{{1,2}})\b(?!,? ?\d{{3}}|[.,]\d| ?%| percent)|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}"
)
_LAST_DAY = 31
_LATIN, _HAN, _STEM = re.compile("[A-Za-z]{4,}"), re.compile("[\u4e00-\u9fff]{2,}"), 5
_QUOTED = re.compile("[“《「]([\u4e00-\u9fff]{2,10})[”》」]")

Anchor = tuple[int, int]
"""The indices of two statements, one of each article, that give the same figure."""


@dataclass(frozen=True, slots=True)
class Event:
    """What two reports of one event share, and how much that weighs."""

    anchors: tuple[Anchor, ...]
    weight: int


def days(text: str) -> tuple[int, ...]:
    """The days of a month that a text names."""
    found = {int(day) for match in _DAY.finditer(text) for day in match.groups() if day}
    return tuple(sorted(day for day in found if 0 < day <= _LAST_DAY))


def event_names(text: str, title: str | None) -> tuple[str, ...]:
    """Whom and what a headline and the beginning of a text name."""
    found: list[str] = []
    for piece in (title or "", text[:_BEGINNING]):
        found += (name for name, at in latin_names(piece) if " " in name or _inside(piece, at))
        found += (*organisations(piece), *sorted(sites(piece)), *_QUOTED.findall(piece))
    return tuple(dict.fromkeys(found))[:_NAMES]


def _inside(piece: str, at: int) -> bool:
    """Whether a word stands inside a sentence, where only names begin with a capital."""
    before = piece[max(0, at - 3) : at].rstrip(" ")
    return bool(before) and before[-1] not in _STARTS


def reported(statement: Statement) -> str:
    """The figure of a statement as one word, whatever it is of; empty where it is implied or has no value."""
    if statement.formula or statement.kind not in _KINDS or not statement.value:
        return ""
    unit, times = _SPANS.get(statement.unit, (statement.unit, 1))
    return f"{unit.partition('/')[0]} {abs(statement.value * times).normalize():f}"


def tells(word: str) -> int:
    """How much it tells that two articles have a reported figure: its digits beyond the first, and a unit or size that few have."""
    unit, _, value = word.partition(" ")
    return min(figure_digits(word), _MOST_DIGITS) - 1 + (unit not in _EVERYWHERE or Decimal(value) >= _MANY)


def figure_digits(word: str) -> int:
    """How many significant digits a reported figure has; a quarter, a third and ten years have one, however they are written."""
    unit, _, value = word.partition(" ")
    months = Decimal(value) / 12 if unit == "month" else Decimal("0.1")
    found = value.replace(".", "").strip("0") if months % 1 else f"{months.normalize():f}".strip("0")
    return 1 if unit == "ratio" and (found in _QUARTERS or len(found) > _FRACTION) else len(found)


def event_keys(statements: Iterable[Statement], names: Sequence[str] = ()) -> tuple[str, ...]:
    """Keys of two telling figures, or of one and a name or its place, under which reports of one event meet."""
    known, places = gazetteer().kinds, dict[str, str | None]()
    for s in statements:
        if (word := reported(s)) and not places.get(word):
            places[word] = s.place if known.get(s.place or "") not in _WIDE else None
    told = {word: tells(word) for word in places}
    chosen = sorted(told, key=lambda word: (-min(told[word], 3), crc32(word.encode()), word))[:_FIGURES]
    pairs = [f"{_EVENT}{a}|{b}" for a, b in combinations(sorted(chosen), 2) if told[a] + told[b] >= _TELLING]
    named = dict.fromkeys((*filter(None, places.values()), *(n for n in names if known.get(n) not in _WIDE)))
    pairs += (
        f"{_EVENT}{name}|{word}"
        for name in list(named)[:_KEY_NAMES]
        for word in chosen
        if told[word] >= _TELLING_OF_NAME
    )
    return tuple(pairs)


def one_event(a: Imprint, b: Imprint) -> Event | None:
    """What two articles share where they report one event; ``None`` where they do not, or may not."""
    if _days_apart(a, b):
        return None
    anchors = tuple(_anchors(a.statements, b.statements))
    told = min(sum(bool(reported(s)) for s in i.statements) for i in (a, b))
    if len(anchors) < _PART * told:
        return None
    weights = [_weight(a.statements[i], b.statements[j]) for i, j in anchors]
    weight = sum(weights) + min(_common_words(a, b) // _FEW_WORDS, _MOST_WORDS)
    weight += min(_NAMED + names, _MOST_NAMES) if (names := len(_common_names(a, b))) else 0
    weight += _ONE_DAY * (a.day is not None and b.day is not None and abs(a.day - b.day) <= _NEXT_DAY)
    shared = {reported(a.statements[i]) for i, _ in anchors}
    enough = _ENOUGH if len(shared) > 1 else _ENOUGH_ALONE - (max(map(tells, shared), default=0) >= _TELLING)
    return Event(anchors, weight) if weight >= enough and max(weights, default=0) > 0 else None


def _weight(a: Statement, b: Statement) -> int:
    return tells(reported(a)) + alike(a, b)


def _anchors(a: Sequence[Statement], b: Sequence[Statement]) -> Iterator[Anchor]:
    """Statements of both with one figure; where one of them has it more than once those of which the clauses say the same."""
    first, second = _by_figure(a), _by_figure(b)
    for word in sorted(first.keys() & second.keys()):
        pairs = [(i, j) for i in first[word] for j in second[word]]
        if len(pairs) == 1:
            yield pairs[0]
            continue
        taken: set[tuple[int, int]] = set()
        for i, j in pairs:
            if alike(a[i], b[j]) and not taken & {(0, i), (1, j)}:
                taken |= {(0, i), (1, j)}
                yield i, j


def _by_figure(statements: Sequence[Statement]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        if (word := reported(statement)) and len(found[word]) < _REPEATED:
            found[word].append(index)
    return {word: indices for word, indices in found.items() if indices}


def _common_names(a: Imprint, b: Imprint) -> frozenset[str]:
    """The places, bodies and things that both name, in one language or across two; of names in each other one."""
    known = gazetteer().kinds
    first, second = (
        {
            *(name for name in (*i.names, *first_words(i.names)) if known.get(name) not in _WIDE),
            *(s.place for s in i.statements if s.place and known.get(s.place) not in _WIDE),
        }
        for i in (a, b)
    )
    found = first & second
    for one, other in ((first, second), (second, first)):
        found |= {
            latin
            for han in one
            if han >= "\u4e00"
            for latin in other
            if latin.isascii() and (same_name(han, latin) or same_body(han, latin))
        }
    return frozenset(name for name in found if not any(name != other and name in other for other in found))


def _common_words(a: Imprint, b: Imprint) -> int:
    """How many words and concepts both articles say around their figures; pairs of Chinese characters are half words."""
    first, second = (_words(tuple(s.context for s in i.statements if reported(s))) for i in (a, b))
    common = first & second
    return len(common) - sum(word >= "\u4e00" for word in common) // 2


@lru_cache(maxsize=4096)
def _words(contexts: tuple[str, ...]) -> frozenset[str]:
    """The beginnings of the words of some clauses, their pairs of Chinese characters, and the concepts that both languages have."""
    lists, found = plain(), set[str]()
    for context in contexts:
        found |= {f"={name}" for name in concepts(context)}
        found |= {word[:_STEM].lower() for word in _LATIN.findall(context) if word.lower() not in lists.latin}
        found |= {run[i : i + 2] for run in _HAN.findall(context) for i in range(len(run) - 1)} - lists.han
    return frozenset(found)


def _days_apart(a: Imprint, b: Imprint) -> bool:
    """Whether the dates of two articles say that they report two events."""
    if a.day is not None and b.day is not None:
        if abs(a.day - b.day) > _DAYS:
            return True
        if abs(a.day - b.day) <= _NEXT_DAY:
            return False
    return bool(a.days and b.days) and not set(a.days) & set(b.days)
