"""Finds the places that Chinese and English text names, and says which place lies within which.

The gazetteer is data (``rules/lexicons/places.csv``): a directed graph with overlap, from the world down to districts,
with names that stand alone and names that need a sign that a place is meant. Places outside it are taken by grammar.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from auditor.errors import BadRules
from auditor.figures.places_graph import Graph, Mention, Names, disjoint
from auditor.figures.places_han import HAN, HanScan
from auditor.figures.places_latin import FROM, LatinScan
from auditor.rules.home import home

__all__ = ["Gazetteer", "Mention", "gazetteer", "in_chinese"]


_HAN, _LATIN = re.compile(f"[{HAN}]"), re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Gazetteer(Graph):
    """The graph of places, and the search for them in text."""

    def find(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """The places named in ``text[start:end]``, in order, without overlap; linear in the length."""
        han = list(HanScan(self, text, start, end).mentions()) if _HAN.search(text, start, end) else []
        latin = list(LatinScan(self, text, start, end).mentions()) if _LATIN.search(text, start, end) else []
        if not latin or not han:
            return tuple(han or latin)
        return tuple(disjoint(sorted((*han, *latin), key=lambda m: (m.start, -m.end))))


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer. Raises BadRules when its file is broken."""
    path = home() / "lexicons" / "places.csv"
    cues: dict[str, frozenset[str]] = {}
    overlaps: dict[str, tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        try:
            for row in reader:
                name, kind, _, first, second = row
                if kind == "cue":
                    cues[name] = frozenset(first.split("|"))
                elif kind == "overlap":
                    overlaps[name] = (first, second)
                elif kind != "kind":
                    return _assemble(chain([row], reader), cues, overlaps)
        except (ValueError, KeyError) as error:
            where = f"{path}:{reader.line_num}"
            raise BadRules(f"broken gazetteer: {error}", where=where, remedy="restore the file") from error
    raise BadRules("the gazetteer names no place", where=str(path), remedy="restore the file")


@cache
def in_chinese() -> Mapping[str, str]:
    """The first Chinese name of each place that has one."""
    names: dict[str, str] = {}
    for table in (gazetteer().han.free, gazetteer().han.guarded):
        for name, place in table.items():
            names.setdefault(place, name)
    return names


def _assemble(
    rows: Iterable[list[str]], cues: Mapping[str, frozenset[str]], overlaps: Mapping[str, tuple[str, str]]
) -> Gazetteer:
    """Indexes the names; earlier rows win a name that several places have."""
    han, latin = Names(traps=cues["han traps"]), Names(traps=cues["en traps"])
    parents: dict[str, str] = {}
    kinds: dict[str, str] = {}
    exact: dict[str, str] = {}
    mixed: list[str] = []
    small: set[str] = set()
    for place, kind, above, free, guarded in rows:
        parents[place] = above
        kinds[place] = kind
        for column, han_table, latin_table in (
            (_named(place, kind, free), han.free, latin.free),
            (guarded, han.guarded, latin.guarded),
        ):
            for name in column.split("|") if column else ():
                if name[0] >= "\u4e00":
                    han.put(han_table, name, name[:2], len(name), place)
                elif not name.isascii():
                    mixed.append(name)
                    han.free[name] = place
                elif name.isupper():
                    exact.setdefault(name, place)
                else:
                    key = name.lower()
                    latin.put(latin_table, key, key.partition(" ")[0], key.count(" ") + 1, place)
                    if key[0] == name[0]:
                        small.add(key)
    for name in han.traps:
        han.starts[name[:2]] = han.starts.get(name[:2], 0) | 1 << len(name)
    for name in latin.traps:
        first = name.partition(" ")[0]
        latin.starts[first] = latin.starts.get(first, 0) | 2 << name.count(" ")
    organisation, landform, zone, others = _patterns(cues, mixed)
    ranks, firsts = _ranks(kinds)
    han_begins = re.compile(
        f"[{''.join({pair[0] for pair in han.starts})}](?=[{''.join({pair[1] for pair in han.starts})}])"
    )
    begins = frozenset({*latin.starts, *map(str.lower, exact)})
    small_begins = cues["en world"] | cues["en nation"] | {key.partition(" ")[0] for key in small}
    return Gazetteer(
        parents, kinds, han, latin, exact, frozenset(small), han_begins, begins, small_begins, FROM | cues["en open preposition"], overlaps, cues, organisation, landform,
        zone, others, ranks, firsts,
    )  # fmt: skip


def _named(place: str, kind: str, names: str) -> str:
    """The names of a place; a country keeps its bare English name beside its namesakes (Georgia)."""
    bare = kind == "country" and ", " in place and not any(name.isascii() for name in names.split("|"))
    return f"{names}|{place.partition(',')[0]}" if bare else names


def _ranks(kinds: Mapping[str, str]) -> tuple[dict[str, int], dict[str, int]]:
    """The row of every place, and the row before the first one of each kind."""
    ranks = {place: rank for rank, place in enumerate(kinds)}
    firsts: dict[str, int] = {}
    for place, kind in kinds.items():
        firsts.setdefault(kind, ranks[place] - 1)
    return ranks, firsts


def _patterns(cues: Mapping[str, frozenset[str]], mixed: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Organisations after a place, zones after a place, and names that mix scripts."""
    kinds = (re.escape(word) + ("(?!生)" if word.endswith("学") else "") for word in _longest(cues["han organisation"]))
    return (
        re.compile(rf"([{HAN}]{{0,6}}?)({'|'.join(kinds)})"),
        re.compile(rf"(?:{'|'.join(_longest(cues['han landform']))})(?![头区道边南北西东上亭])"),
        re.compile("|".join(_longest(cues["han zone"]))),
        re.compile("|".join(map(re.escape, _longest(mixed))) or r"(?!)"),
    )


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
