"""Structure features: what gives an advert away by its build and not by its words. Each is named and usable in rules.

A feature is a function of the raw text and its folded view; it yields places in the folded text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import accumulate, chain, islice

from auditor.model import Span
from auditor.rules import addresses, contacts, generated, lines, scripts, tone
from auditor.rules.excerpts import Excerpts
from auditor.rules.patterns import Screen
from auditor.rules.subject import Subject
from auditor.rules.traits import Trait
from auditor.text.fold import View

__all__ = ["FEATURES", "SIGNS", "Structure"]

MAX_PLACES = 20_000

FEATURES: Mapping[str, Trait] = {
    **addresses.TRAITS,
    **contacts.TRAITS,
    **generated.TRAITS,
    **lines.TRAITS,
    **scripts.TRAITS,
    **tone.TRAITS,
}
# Long signs and those of lines are looked for apart from the many small ones.
_APART = (
    {"template"},
    {"empty"},
    {"spoken"},
    {"han-blank", "underscored"},
    {"blank"},
    {"listing"},
    {"call", "invitation"},
    {"style"},
)
_SIGNS = {name: sign for trait in FEATURES.values() for name, sign in trait.signs.items()}
SIGNS: Sequence[Mapping[str, str]] = [
    {name: sign for name, sign in _SIGNS.items() if name in group}
    for group in (*_APART, _SIGNS.keys() - {*chain(*_APART)})
]
"""The signs of all features by name, in groups that are best looked for together."""


@cache
def _screen() -> Screen:
    return Screen(SIGNS)


@dataclass
class Structure:
    """The features of one text, each looked for once, when a rule first asks for it.

    ``screen`` finds the signs of features, and of whatever else is to be found in the same pass; ``told`` are the places
    of telling words (ascending), where they are known already, and ``cued`` are those of the cues of its groups, as the
    wording without digits has them; of the groups ``again`` the wording with digits has some too.
    """

    raw: str
    view: View
    screen: Screen = field(default_factory=_screen)
    found: dict[str, Sequence[Span]] = field(default_factory=dict)
    told: Sequence[Span] | None = None
    cued: Mapping[int, Sequence[int]] | None = None
    again: frozenset[int] = frozenset()

    def places(self, name: str) -> Sequence[Span]:
        """The places of a feature in the folded text, ascending. Raises KeyError for an unknown name."""
        if name not in self.found:
            trait = FEATURES[name]
            self.found[name] = sorted({*islice(trait.find(self), MAX_PLACES)}) if self.may_hold(trait) else ()
        return self.found[name]

    def around(self, name: str) -> Sequence[Span]:
        """Places that hold all places of a feature: the least costly ones to find."""
        around = FEATURES[name].around
        return self.places(name) if around is None else tuple(around(self))

    def may_hold(self, trait: Trait) -> bool:
        """Whether the text may have a feature."""
        if trait.may is None:
            return not trait.signs or not self.signs.isdisjoint(trait.signs)
        return not self.signs.isdisjoint(trait.signs) or trait.may(self)

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs that the text holds, in the wording with digits or without."""
        if not self.mended:
            return self.screen.seen(Excerpts(self.view.plain, self.cued))
        text, plain = (
            "\n".join([each[slice(*line)] for line in self.mended]) for each in (self.view.text, self.view.plain)
        )
        return self.screen.seen(Excerpts(self.view.plain, self.cued, f"\n{text}", plain, self.again))

    @cached_property
    def encoded(self) -> bytes:
        """The text as patterns read it."""
        return self.view.plain.encode("utf-8", "surrogatepass")

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The folded text's lines that hold more than white space, without it before them."""
        parts = self.view.plain.split("\n")
        ends = accumulate([len(part) + 1 for part in parts], initial=-1)
        next(ends)
        return tuple([(end - len(rest), end) for part, end in zip(parts, ends, strict=True) if (rest := part.lstrip())])

    @cached_property
    def mended(self) -> Sequence[Span]:
        """The lines in which digits that stand for letters were replaced."""
        plain, text = self.view.plain, self.view.text
        return (
            () if plain == text else [line for line in self.lines if not plain.startswith(text[slice(*line)], line[0])]
        )

    @cached_property
    def subject(self) -> Subject:
        """What the text is about."""
        return Subject(self.view.text, self.lines)

    @cached_property
    def foreign(self) -> str | None:
        """``han`` in a text that is nearly all Latin, ``latin`` in one nearly all Han, else ``None``."""
        return scripts.minority(self.encoded)
