"""The geometry of a family's pictures: its members on a line of time, and how alike each is to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from auditor.model import Assessment, Family

__all__ = ["Cell", "Heat", "Moment", "heat", "timeline"]

MOST_ALIKE = 12  # members in the similarity map: more are no longer told apart
_LONGEST = 60_000  # characters of a text whose shingles are counted for it
_SHINGLE = 5  # characters, as everywhere
_WIDE = 1000.0  # units of a line of time
_NEAR = 60.0  # units below which two dots would cover each other, on a narrow screen, and are stacked
_LEVELS = 6  # dots in a stack; what comes on top of them is drawn on the last


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated member on the line of time: position, height in its stack, and whether it is the first."""

    number: int
    x: float
    level: int
    first: bool
    day: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How alike two members are: 0 to 1, or unknown."""

    value: float | None


@dataclass(frozen=True, slots=True)
class Heat:
    """The similarity of every member (by its number in the table) with every other."""

    numbers: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


def timeline(dates: Sequence[str | None], first: int) -> tuple[Moment, ...]:
    """The dated members by date; ``dates`` are those of the members in order. Empty without two different days."""
    known = [(moment, number) for number, text in enumerate(dates) if (moment := _moment(text)) is not None]
    if len({moment for moment, _ in known}) < 2:  # noqa: PLR2004  # a line needs two points
        return ()
    low, high = min(known)[0], max(known)[0]
    stacked: Counter[int] = Counter()
    found = []
    for moment, number in sorted(known):
        x = round(_WIDE * (moment - low) / (high - low), 1)
        slot = int(x // _NEAR)
        level = min(stacked[slot], _LEVELS - 1)
        stacked[slot] += 1
        found.append(Moment(number + 1, x, level, number == first, (dates[number] or "")[:10]))
    return tuple(found)


def _moment(text: str | None) -> float | None:
    """Days since year 1 with a fraction for the hour; ``None`` for what is no date. A zone is left out of account."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            return float(date.fromisoformat(f"{text[:7]}-01").toordinal()) if len(text) == len("2025-01") else None
        except ValueError:
            return None
    return found.toordinal() + (found.hour * 60 + found.minute) / 1440


def heat(family: Family, documents: Mapping[str, Assessment]) -> Heat | None:
    """The exact Jaccard index of every pair of the first members, as far as their texts are in the report.

    Where a text is not there, a member's similarity to the first is what the report says. ``None`` for a pair alone:
    its table says it all.
    """
    members = sorted(family.members, key=lambda each: (each.key != family.first, each.key))[:MOST_ALIKE]
    if len(members) <= 2:  # noqa: PLR2004  # a pair
        return None
    sets = [_shingles(documents.get(each.key)) for each in members]
    told = [each.similarity for each in members]
    rows = tuple(
        tuple(Cell(1.0 if i == j else _alike(sets, told, i, j)) for j in range(len(members)))
        for i in range(len(members))
    )
    return Heat(tuple(range(1, len(members) + 1)), rows)


def _alike(sets: Sequence[frozenset[str] | None], told: Sequence[float], i: int, j: int) -> float | None:
    one, other = sets[i], sets[j]
    if one is not None and other is not None:
        whole = len(one | other)
        return len(one & other) / whole if whole else 0.0
    return told[max(i, j)] if 0 in {i, j} else None


def _shingles(doc: Assessment | None) -> frozenset[str] | None:
    if doc is None or doc.text is None or len(doc.text) > _LONGEST:
        return None
    from auditor.text.shingles import fold

    text = fold(doc.text)
    return frozenset(text[n : n + _SHINGLE] for n in range(max(1, len(text) - _SHINGLE + 1)))
