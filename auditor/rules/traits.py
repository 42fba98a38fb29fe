"""What a structure feature is: how it is found, and what must stand in a text that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.grammar import Words

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["Find", "Trait"]

Find = Callable[["Structure"], Iterable[Span]]
# How common a feature is beside which keywords are not: seldom.
_RARE = 0.001


@dataclass(frozen=True, slots=True)
class Trait:
    """One feature: ``find`` gives its places in the folded text.

    Where none of its ``signs`` hits (RE2's syntax, by name, on the folded text) and none of its ``cues`` stands, it has
    no place; one with neither may be anywhere. Each sign is a looser and shorter wording of the feature's own pattern.
    ``around`` gives places that hold all of its own and cost less. ``commonness`` is how often a text has it.
    """

    find: Find
    signs: Mapping[str, str] = field(default_factory=dict)
    cues: tuple[Words, ...] = ()
    around: Find | None = None
    commonness: float = _RARE
