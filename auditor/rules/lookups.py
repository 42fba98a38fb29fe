"""The patterns and features that rules look at: what a text may hold of them is told at once, where they are when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from auditor.model import Span
from auditor.rules.cache import learned
from auditor.rules.cues import SCHEME, commonness, cues
from auditor.rules.grammar import Feature, Node, Pattern
from auditor.rules.patterns import Patterns, Screen
from auditor.rules.structure import FEATURES, SIGNS, Structure

__all__ = ["Lookups"]

# Which features are looked for first: those that rule out most for least.
_FIRST = ("off-topic", "broken-word", "template-slot", "keyword-stuffing", "random-string")
# Patterns of whole lines are looked for alone, others by the dozen, or as many as have cues that are not too common.
_LINE, _MOST, _COMMON = "(?m)^", 12, 0.08


class Lookups:
    """``bits`` gives each pattern and feature among the leaves of rules its bit, from number ``first`` on."""

    def __init__(self, among: Iterable[Node], patterns: Patterns, first: int) -> None:
        self._patterns = patterns
        names = {leaf.name for leaf in among if isinstance(leaf, Feature)}
        features = sorted(names, key=lambda name: (name not in _FIRST, name))
        looked: list[Feature | Pattern] = [*map(Feature, features), *map(Pattern, patterns.sources)]
        self.bits: Mapping[Feature | Pattern, int] = {leaf: 1 << nth for nth, leaf in enumerate(looked, first)}
        traits = [(FEATURES[leaf.name], bit) for leaf, bit in self.bits.items() if isinstance(leaf, Feature)]
        self.weights = {bit: trait.commonness for trait, bit in traits}
        self._by_sign: dict[str, int] = {}
        self._by_look: dict[Callable[[Structure], bool], int] = {}
        self._always = 0
        for trait, bit in traits:
            for sign in trait.signs:
                self._by_sign[sign] = self._by_sign.get(sign, 0) | bit
            if trait.may is not None:
                self._by_look[trait.may] = self._by_look.get(trait.may, 0) | bit
            self._always |= 0 if trait.signs or trait.may else bit
        self._known: dict[frozenset[str], int] = {}

    def screen(self, bits: int) -> Screen:
        """What finds the signs of all features and the patterns among these bits in one pass over a text."""
        patterns = {leaf.source: bit for leaf, bit in self.bits.items() if isinstance(leaf, Pattern)}
        watched = {source: bit for source, bit in patterns.items() if bit & bits}
        self._by_sign.update(watched)
        self._always |= reduce(or_, (bit for source, bit in patterns.items() if source not in watched), 0)
        groups = learned(f"groups {SCHEME}", [*watched], lambda: [*_together([*watched])])
        return Screen([*SIGNS, *({source: source for source in group} for group in groups)])

    def possible(self, page: Structure) -> int:
        """The bits of what a text may hold, as the signs in it say."""
        signs = page.signs
        bits = self._known.get(signs)
        if bits is None:
            bits = self._known[signs] = reduce(or_, (self._by_sign.get(sign, 0) for sign in signs), self._always)
        for may, held in self._by_look.items():
            if held & ~bits and may(page):
                bits |= held
        return bits

    def places(self, leaf: Feature | Pattern, page: Structure) -> Sequence[Span]:
        """Places that hold all places of a pattern or feature."""
        if isinstance(leaf, Feature):
            return page.around(leaf.name)
        return self._patterns.find(leaf.source, page.encoded)


def _together(sources: Sequence[str]) -> Iterator[Sequence[str]]:
    """Groups of patterns that are best looked for together: alike in their script, and in how common their cues are."""
    group: list[str] = []
    kind, common = "", 0.0
    for source in sorted(sources, key=lambda source: (_kind(source), commonness(cues(source) or ()), source)):
        more = commonness(cues(source) or ())
        if group and (_kind(source) != kind or kind == "line" or len(group) == _MOST or common + more > _COMMON):
            yield group
            group, common = [], 0.0
        group.append(source)
        kind, common = _kind(source), common + more
    if group:
        yield group


def _kind(source: str) -> str:
    known = cues(source)
    if known is None:
        return "line" if source.startswith(_LINE) else "any"
    return "latin" if "".join(known).isascii() else "han"
