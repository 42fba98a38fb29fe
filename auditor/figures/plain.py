"""The plain words of ``rules/lexicons/plain.yaml``: what says nothing of a figure, and which concepts mean one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["Plain", "plain"]


@dataclass(frozen=True, slots=True)
class Plain:
    """Words and concepts by what they do not say.

    ``latin`` and ``han`` narrow nothing, each character of ``narrow`` does; ``agents`` only say who did it, ``stages`` are
    verbs that tell one lot of a thing from another. ``kin`` leads a
    concept to the one that stands for its group, ``made_of`` to the concepts that say the same together. ``broad`` heads mean
    nothing without their field; ``vague`` nouns are of anything; ``light`` concepts say how it is measured; ``neutral`` ones
    narrow nothing when one of two clauses has them. ``sites`` are what a named place is called; ``kinds`` narrow a noun right behind
    them; ``pasts`` leads irregular pasts to their verb; ``goes_with`` leads a concept
    to what adds nothing beside it: a catch is of fish, by boats. ``exclusive`` leads a word to its family of kinds and its kind;
    what is ``recurring`` is counted again in every place. ``spelled`` leads pieces of British words to American ones.
    """

    latin: frozenset[str]
    han: frozenset[str]
    longest: int
    narrow: frozenset[str]
    agents: frozenset[str]
    stages: frozenset[str]
    kin: Mapping[str, str]
    made_of: Mapping[str, tuple[str, ...]]
    broad: frozenset[str]
    light: frozenset[str]
    vague: frozenset[str]
    neutral: frozenset[str]
    sites: frozenset[str]
    kinds: frozenset[str]
    pasts: Mapping[str, str]
    goes_with: Mapping[str, frozenset[str]]
    exclusive: Mapping[str, tuple[str, str]]
    recurring: frozenset[str]
    spelled: Mapping[str, str]


@cache
def plain() -> Plain:
    """The shipped lists. Raises BadRules when their file is broken."""
    data = read_yaml(home() / "lexicons" / "plain.yaml")
    han = frozenset(data["zh"].split())
    return Plain(
        latin=frozenset(data["en"].split()),
        han=han,
        longest=max(map(len, han), default=0),
        narrow=frozenset(data["narrow"]),
        agents=frozenset(data["agents"].split()),
        stages=frozenset(data["stages"].split()),
        kin={name: group[0] for group in data["kin"] for name in group},
        made_of={name: tuple(parts) for name, parts in data["made_of"].items()},
        broad=frozenset(data["broad"]),
        light=frozenset(data["light"]),
        vague=frozenset(data["vague"]),
        neutral=frozenset(data["neutral"]),
        sites=frozenset(data["sites"].split()),
        kinds=frozenset(data["kinds"].split()),
        pasts={past: group[0] for group in data["pasts"] for past in group[1:]},
        goes_with={name: frozenset(group) for name, group in data["goes_with"].items()},
        exclusive={
            word: (family, kind)
            for family, kinds in data["exclusive"].items()
            for kind, words in kinds.items()
            for word in words
        },
        recurring=frozenset(data["recurring"]),
        spelled=data["spelled"],
    )
