"""What places side by side that an article lists add up to: the charging points of the cities of a province.

The whole has at least so many. Only stocks and physical amounts add up over places: visitors and species are counted again in
each, and money flows between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.figures.content import content
from auditor.figures.difference import differ
from auditor.figures.exclusive import within_one
from auditor.figures.keys import LASTING, canonical
from auditor.figures.plain import plain
from auditor.figures.sameness import GENERIC
from auditor.figures.statement import Statement

__all__ = ["ROLLED", "rolled_up"]

ROLLED = "sum(places)"
_LEAST, _MOST = 2, 40  # parts
_REACH = 400  # characters of a sentence
_STOP = re.compile(r"[。！？!?\n]|\.\s")
_PHYSICAL = frozenset({"kg", "m2", "m3", "Wh", "W", "J"})


def rolled_up(text: str, stated: Iterable[Statement], offset: int) -> Iterator[Statement]:
    """For each place of which an article lists parts what these come to, as statements of kind ``sum``.

    Without a date only what stands in one sentence is of one time, the whole with it.
    """
    told = list(stated)
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, s in enumerate(told):
        if _adds_up(s) and s.place is not None and (whole := within_one(s.place)):
            same = (s.head, s.modifiers, s.subject, s.unit, s.status, s.first, s.last, whole)
            groups.setdefault(same, []).append(index)
    for (*_, around), found in groups.items():
        if _LEAST <= len(found) <= _MOST:
            parts = _disjoint(_named(told, found))
            wholes = [s for s in told if s.place == around and s.kind == "level" and not s.dated]
            together = any(_one_sentence(text, (*parts, whole), offset) for whole in wholes)
            if len(parts) >= _LEAST and (parts[0].dated or together) and _of_one_thing(parts):
                yield _sum(str(around), parts)


def _one_sentence(text: str, statements: Sequence[Statement], offset: int) -> bool:
    starts = [s.operands[0].start - offset for s in statements]
    return max(starts) - min(starts) <= _REACH and not _STOP.search(text, min(starts), max(starts))


def _named(told: Sequence[Statement], found: Sequence[int]) -> list[Statement]:
    """The parts, those that say nothing of their own in the last clause that does: the rest of a list."""
    before = [told[i] for i in range(max(0, found[0] - _MOST), found[0]) if told[i].head == told[found[0]].head]
    clause = next((s.context for s in reversed(before) if content(s.context).counted), told[found[0]].context)
    parts: list[Statement] = []
    for part in (told[index] for index in found):
        own = content(part.context)
        clause = part.context if own.concepts or own.words else clause
        parts.append(replace(part, context=clause))
    return parts


def _adds_up(s: Statement) -> bool:
    """Whether the amounts of places are parts of what the place around them has, none counted twice."""
    if s.kind != "level" or s.formula or not s.value or s.low is None or not s.listed_metric or s.part:
        return False
    if s.head in GENERIC or canonical(s.head) in plain().recurring or s.head in plain().recurring:
        return False
    return s.behaviour in LASTING or (s.behaviour == "flow" and s.unit in _PHYSICAL and s.dated)


def _disjoint(found: Sequence[Statement]) -> list[Statement]:
    """One statement a place; none at all where a place has two values, for then the slots do not tell them apart."""
    by_place: dict[str | None, Statement] = {}
    for s in found:
        if by_place.setdefault(s.place, s).value != s.value:
            return []
    return list(by_place.values())


def _of_one_thing(parts: Sequence[Statement]) -> bool:
    """Whether all parts say one thing."""
    return all(differ(parts[0].context, part.context).none for part in parts[1:])


def _sum(whole: str, parts: Sequence[Statement]) -> Statement:
    return replace(
        parts[0],
        kind="sum",
        place=whole,
        value=sum((part.value for part in parts if part.value is not None), Decimal(0)),
        low=sum((part.low for part in parts if part.low is not None), Decimal(0)),
        high=None,
        operands=tuple(operand for part in parts for operand in part.operands),
        formula=ROLLED,
        inherited=max(part.inherited for part in parts),
        bound="at_least",
    )
