"""Which steps of folding a rule allows: a keyword or pattern that shows only through another step is no hit of the rule.

Everything is looked for once, in the text folded by every step; a rule that names its steps keeps what stands there as
well when the raw text is folded by those alone.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from auditor.model import Span
from auditor.rules.grammar import Pattern, Words
from auditor.text.fold import View, fold
from auditor.text.readings import spelled

__all__ = ["STEPS", "Reading", "read_steps"]

STEPS: Mapping[str, str] = {
    "entities": "entities",
    "invisible": "invisible",
    "width": "compatibility",
    "case": "compatibility",
    "traditional": "simplified",
    "gaps": "gaps",
    "pinyin": "pinyin",
    "homoglyph": "confusables",
    "leet": "leet",
}
"""What a rule may allow, and the step of folding that does it; width and case are one step there."""

# What folding does to keywords themselves: gaps and digits in them are meant.
_OF_WORDS = frozenset({"invisible", "width", "case", "traditional"})


def read_steps(value: Any, field: str) -> frozenset[str]:
    """The steps that a rule allows; ``none`` stands for the raw text. Raises ValueError that names the field."""
    if value == "none":
        return frozenset()
    if not isinstance(value, list) or not value:
        raise ValueError(f"'{field}' is none, or a list of: {', '.join(STEPS)}")
    for nth, step in enumerate(value):
        if step not in STEPS:
            raise ValueError(f"'{field}[{nth}]' {step!r} is none of: {', '.join(STEPS)}")
    return frozenset(value)


class Reading:
    """A raw text as it reads when only some steps of folding are done to it."""

    def __init__(self, raw: str, view: View, steps: frozenset[str]) -> None:
        self._raw, self._view, self._steps = raw, view, steps

    def standing(self, leaf: Words | Pattern, places: Sequence[Span]) -> Sequence[Span]:
        """Those of a leaf's places in the wholly folded text where the leaf stands by these steps as well."""
        if isinstance(leaf, Pattern):
            plain = self._view.plain
            return [place for place in places if self._text(self._own.plain, place) == plain[slice(*place)]]
        wordings = _wordings(leaf, self._steps)
        return [place for place in places if self._text(self._own.text, place) in wordings]

    @cached_property
    def _own(self) -> View:
        return fold(self._raw, _folding(self._steps))

    @cached_property
    def _bounds(self) -> tuple[Sequence[int], Sequence[int]]:
        return self._own.starts.tolist(), self._own.ends.tolist()

    def _text(self, own: str, place: Span) -> str:
        """What stands at a place of the wholly folded text, as this reading has it."""
        first, last = self._view.back(place)
        starts, ends = self._bounds
        return _cased(own[bisect_left(starts, first) : bisect_right(ends, last)], self._steps)


def _folding(steps: frozenset[str]) -> frozenset[str]:
    """The steps of :func:`fold` for some of a rule."""
    both = {"width", "case"} <= steps
    return frozenset(STEPS[step] for step in steps if both or step not in {"width", "case"})


def _cased(text: str, steps: frozenset[str]) -> str:
    """The half of the compatibility step that is allowed where the other is not."""
    if "width" in steps and "case" not in steps:
        return unicodedata.normalize("NFKC", text)
    return text.casefold() if "case" in steps and "width" not in steps else text


@lru_cache(maxsize=256)
def _wordings(leaf: Words, steps: frozenset[str]) -> frozenset[str]:
    """How the keywords of a list read by some steps; without pinyin, those that spell another one in it are left out."""
    steps &= _OF_WORDS | {"pinyin"}
    spelt = () if "pinyin" in steps else {each for word in leaf.words for each in spelled(word, whole=False)}
    words = "\n".join([word.strip("*") for word in leaf.words if word not in spelt])
    folded = fold(words, _folding(steps & _OF_WORDS)).text.split("\n")
    return frozenset(_cased(word, steps).strip() for word in folded)
