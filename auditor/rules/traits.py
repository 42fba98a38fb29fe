"""What a structure feature is: how it is found, and what must stand in a text that has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.model import Span

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["Find", "Trait", "loosened"]

Find = Callable[["Structure"], Iterable[Span]]
# How common a feature is beside which keywords are not: seldom.
_RARE = 0.001


# Pieces of a pattern: an escape, a look-around's beginning, the bounds of a repetition, or one sign.
_PIECE = re.compile(r"\\u[0-9a-f]{4}|\\.|\(\?<?[=!]|\{\d*,\d+\}|.", re.DOTALL)
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})


@dataclass(frozen=True, slots=True)
class Trait:
    """One feature: ``find`` gives its places in the folded text.

    Where none of its ``signs`` hits (RE2's syntax, by name, on the folded text) and it ``may`` not stand there otherwise,
    it has no place; one with neither may be anywhere. Each sign is a looser wording of the feature's own pattern.
    ``around`` gives places that hold all of its own and cost less. ``commonness`` is how often a text has it.
    """

    find: Find
    signs: Mapping[str, str] = field(default_factory=dict)
    may: Callable[[Structure], bool] | None = None
    around: Find | None = None
    commonness: float = _RARE


def loosened(*patterns: re.Pattern[str]) -> str:
    """RE2's wording of some patterns, which hits wherever one of them does in folded text.

    What RE2 lacks (look-around) goes, and so do the upper bounds of repetitions, which cost it memory.
    """
    return "|".join(f"(?{'m' if each.flags & re.MULTILINE else ''}:{_loose(each.pattern)})" for each in patterns)


def _loose(source: str) -> str:
    kept: list[str] = []
    within, looks = False, 0  # a class; look-arounds
    for piece in _PIECE.findall(source):
        if within:
            within = piece != "]"
        elif piece == "[":
            within = True
        elif piece in _LOOKS or (looks and piece in "()"):
            looks += 1 if piece != ")" else -1
            continue
        if not looks:
            kept.append(_said(piece, within=within))
    return "".join(kept)


def _said(piece: str, *, within: bool) -> str:
    """One piece as RE2 says it: there the classes of letters and digits are those of ASCII."""
    if piece.startswith("\\u"):
        return f"\\x{{{piece[2:]}}}"
    if piece == "\\d":
        return r"\p{Nd}"
    if piece == "\\w":
        return r"\pL\pN_" if within else r"[\pL\pN_]"
    if piece[0] == "{" and piece != "{":
        return f"{{{piece[1:].partition(',')[0] or 0},}}"
    return piece
