"""The patterns and features that rules look at: what a text may hold of them is told at once, where they are when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from auditor.model import Span
from auditor.rules.grammar import Feature, Node, Pattern, Words
from auditor.rules.patterns import Patterns, Screen
from auditor.rules.structure import FEATURES, Structure

__all__ = ["Lookups"]

# Which features are looked for first: those that rule out most for least.
_FIRST = ("off-topic", "broken-word", "template-slot", "keyword-stuffing", "random-string")


class Lookups:
    """``bits`` gives each pattern and feature among the leaves of rules its bit, from number ``first`` on.

    ``cues`` are the bits of the words without which some features have no place.
    """

    def __init__(self, among: Iterable[Node], patterns: Patterns, cues: Mapping[Words, int], first: int) -> None:
        self._patterns = patterns
        names = {leaf.name for leaf in among if isinstance(leaf, Feature)}
        features = sorted(names, key=lambda name: (name not in _FIRST, name))
        looked: list[Feature | Pattern] = [*map(Feature, features), *map(Pattern, patterns.sources)]
        self.bits: Mapping[Feature | Pattern, int] = {leaf: 1 << nth for nth, leaf in enumerate(looked, first)}
        self.weights = {
            bit: FEATURES[leaf.name].commonness for leaf, bit in self.bits.items() if isinstance(leaf, Feature)
        }
        self._by_sign: dict[str, int] = {}
        self._always = 0
        for leaf, bit in self.bits.items():
            signs = FEATURES[leaf.name].signs if isinstance(leaf, Feature) else ()
            for sign in signs:
                self._by_sign[sign] = self._by_sign.get(sign, 0) | bit
            self._always |= 0 if signs else bit
        self._cued = [
            (reduce(or_, (cues[cue] for cue in FEATURES[leaf.name].cues)), bit)
            for leaf, bit in self.bits.items()
            if isinstance(leaf, Feature) and FEATURES[leaf.name].cues
        ]
        self._known: dict[frozenset[str], int] = {}
        self._screens: Sequence[Screen] = ()
        self._screened: Mapping[str, int] = {}

    def screen(self, leaves: Iterable[Feature | Pattern]) -> None:
        """Makes :meth:`possible` tell of the patterns among these whether they hit at all, in one pass over a text."""
        self._screened = {leaf.source: self.bits[leaf] for leaf in leaves if isinstance(leaf, Pattern)}
        self._screens = self._patterns.screens(self._screened)
        self._always &= ~reduce(or_, self._screened.values(), 0)

    def possible(self, page: Structure, mask: int) -> int:
        """The bits of what a text may hold, given the signs in it and the keywords in ``mask``."""
        signs = page.signs
        bits = self._known.get(signs)
        if bits is None:
            bits = self._known[signs] = reduce(or_, (self._by_sign.get(sign, 0) for sign in signs), self._always)
        mended = page.view.plain != page.view.text  # cues may stand in either wording
        for cue, bit in self._cued:
            if mended or mask & cue:
                bits |= bit
        for screen in self._screens:
            for source in screen.seen(page.encoded):
                bits |= self._screened[source]
        return bits

    def places(self, leaf: Feature | Pattern, page: Structure) -> Sequence[Span]:
        """Places that hold all places of a pattern or feature."""
        if isinstance(leaf, Feature):
            return page.around(leaf.name)
        return self._patterns.find(leaf.source, page.encoded)
