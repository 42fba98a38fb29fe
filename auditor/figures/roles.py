"""What clauses say that a figure did, in either language: attended, cost, came out; and on which side of a contrast it stands.

The words stand in ``rules/lexicons/roles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from auditor.rules.home import home
from auditor.rules.yamlfile import read_yaml

__all__ = ["roles", "sides"]

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_Table = Mapping[str, tuple[str, ...]]
"""The names that a word stands for."""


@lru_cache(maxsize=8192)
def roles(clause: str) -> frozenset[str]:
    """The roles of the words of a clause."""
    return _found(clause, _roles())


@lru_cache(maxsize=8192)
def sides(clause: str) -> Mapping[str, frozenset[str]]:
    """The sides that the words of a clause take, by their family."""
    found: dict[str, frozenset[str]] = {}
    for name in sorted(_found(clause, _sides())):
        family, _, side = name.partition(" ")
        found[family] = found.get(family, frozenset()) | {side}
    return found


def _found(clause: str, table: _Table) -> frozenset[str]:
    named = {name for word in _WORD.findall(clause.lower()) for name in table.get(word, ())}
    if not clause.isascii():
        named.update(name for word, names in table.items() if word >= "\u4e00" and word in clause for name in names)
    return frozenset(named)


@cache
def _roles() -> _Table:
    return _table(_read()["roles"].items())


@cache
def _sides() -> _Table:
    return _table(
        (f"{family} {side}", words) for family, kinds in _read()["sides"].items() for side, words in kinds.items()
    )


@cache
def _read() -> Any:
    """The shipped lists. Raises BadRules when their file is broken."""
    return read_yaml(home() / "lexicons" / "roles.yaml")


def _table(entries: Iterable[tuple[str, Mapping[str, str]]]) -> _Table:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in entries:
        for word in f"{words['en']} {words['zh']}".split():
            found[word] = (*found.get(word, ()), name)
    return found
