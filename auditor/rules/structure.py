"""Structure features: what gives an advert away by its build and not by its words. Each is named and usable in rules.

A feature is a function of the raw text and its folded view; it yields places in the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from auditor.model import Span
from auditor.rules import addresses, contacts, generated, lines, scripts
from auditor.rules.grammar import Words
from auditor.rules.patterns import Screen
from auditor.rules.subject import Subject
from auditor.rules.traits import Trait
from auditor.text.fold import View

__all__ = ["CUES", "FEATURES", "Structure", "signs"]

MAX_PLACES = 20_000

FEATURES: Mapping[str, Trait] = {
    **addresses.TRAITS,
    **contacts.TRAITS,
    **generated.TRAITS,
    **lines.TRAITS,
    **scripts.TRAITS,
}
# Words without which some feature has no place.
CUES: Sequence[Words] = tuple(dict.fromkeys(cue for trait in FEATURES.values() for cue in trait.cues))


@cache
def signs() -> Screen:
    """The signs of all features, to be found in one pass over a text."""
    return Screen({name: sign for trait in FEATURES.values() for name, sign in trait.signs.items()})


@dataclass
class Structure:
    """The features of one text, each looked for once, when a rule first asks for it.

    ``cues`` gives the places of the words before handles, if they have been looked for already.
    """

    raw: str
    view: View
    cues: Callable[[], Mapping[Words, Sequence[Span]]] | None = None
    found: dict[str, Sequence[Span]] = field(default_factory=dict)

    def places(self, name: str) -> Sequence[Span]:
        """The places of a feature in the folded text, ascending. Raises KeyError for an unknown name."""
        if name not in self.found:
            trait = FEATURES[name]
            self.found[name] = sorted({*islice(trait.find(self), MAX_PLACES)}) if self._may_hold(trait) else ()
        return self.found[name]

    def around(self, name: str) -> Sequence[Span]:
        """Places that hold all places of a feature: the least costly ones to find."""
        around = FEATURES[name].around
        return self.places(name) if around is None else tuple(around(self))

    def _may_hold(self, trait: Trait) -> bool:
        return bool(trait.cues) or not trait.signs or not self.signs.isdisjoint(trait.signs)

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs that the text holds."""
        return signs().seen(self.encoded)

    @cached_property
    def encoded(self) -> bytes:
        """The text as patterns read it."""
        return self.view.plain.encode("utf-8", "surrogatepass")

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The folded text's lines that hold more than white space, without it."""
        return tuple(match.span() for match in re.finditer(r"\S[^\n]*", self.view.plain))

    @cached_property
    def subject(self) -> Subject:
        """What the text is about."""
        return Subject(self.view.text, self.lines)

    @cached_property
    def foreign(self) -> str | None:
        """``han`` in a text that is nearly all Latin, ``latin`` in one nearly all Han, else ``None``."""
        return scripts.minority(self.encoded)
