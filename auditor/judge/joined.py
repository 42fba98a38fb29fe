"""Joins what shares a name: statements of one family or owner are one voice, directly or through others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

__all__ = ["joined"]


def joined(names: Sequence[Iterable[Hashable]]) -> list[int]:
    """For each member the number of its group: the place of the group's first member. Linear in the names."""
    parent = list(range(len(names)))
    holder: dict[Hashable, int] = {}
    for number, own in enumerate(names):
        for name in own:
            one, other = _root(parent, holder.setdefault(name, number)), _root(parent, number)
            parent[max(one, other)] = min(one, other)
    return [_root(parent, number) for number in range(len(names))]


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number
