"""One document while rules are applied to it: units, and the places of a rule's parts in one of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from auditor.model import Span
from auditor.rules.grammar import AllOf, AnyOf, Count, Hit, Match, Near, Node, Pattern, Some, Words
from auditor.rules.keywords import Keywords, Mark
from auditor.rules.near import MAX_ANCHORS, apart, company, merged
from auditor.rules.needs import Needs
from auditor.rules.patterns import Patterns
from auditor.rules.rule import Rule
from auditor.rules.steps import Reading
from auditor.rules.structure import Structure
from auditor.rules.units import Units
from auditor.text.fold import View

__all__ = ["Page", "RuleHit", "Unit"]

_HAN = re.compile("[\u3400-\u9fff]")
_STOP = re.compile(r"[。!?！？\n]|\.(?=[\s\"”’])")
_QUOTES = re.compile(r"[“”\"「」『』《》〈〉‘’]")


@dataclass(frozen=True, slots=True)
class RuleHit:
    """Where one rule hits in one unit: ``span`` and every single ``part`` of it, in the folded text."""

    rule: str
    unit: int
    span: Span
    parts: tuple[Span, ...]


@dataclass(slots=True, eq=False)
class Unit:
    """A title, line, paragraph or document, what it holds, and the places of keywords already sorted out of that."""

    number: int
    start: int
    end: int
    held: Sequence[Mark]
    mask: int
    known: dict[int, Sequence[Span]] = field(default_factory=dict)

    def words(self, bit: int) -> Sequence[Span]:
        """The places of one list's keywords; one that crosses the unit's end is left out."""
        if bit not in self.known:
            self.known[bit] = [(start, end) for start, end, mask in self.held if mask & bit and end <= self.end]
        return self.known[bit]


@dataclass
class Page:
    """A folded text and what it ``held`` of all that makes rules hit, with the bits of each, by place.

    ``unseen`` are the bits of what nobody looked for although it may be there, ``present`` those of the rules that hit;
    ``steps`` are those of folding that the rule at hand allows, ``mask`` the bits of all that may be in the unit at hand.
    """

    view: View
    held: list[Mark]
    bits: Mapping[int, int]
    voids: Keywords
    patterns: Patterns
    rules: Mapping[str, Rule]
    structure: Structure
    found: Mapping[str, Sequence[RuleHit]]
    needs: Needs
    unseen: int = 0
    present: int = 0
    steps: frozenset[str] | None = None
    mask: int = 0
    spans: dict[str, Sequence[Span]] = field(default_factory=dict)

    def see(self, bit: int, places: Sequence[Span], marks: Iterable[Mark] = ()) -> None:
        """Adds what was looked for to what the text held: places of a bit, and marks of others."""
        self.unseen &= ~bit
        self.held += [(start, start, bit) for start, _ in places]
        self.held += marks

    def settle(self) -> None:
        """Puts in order what the text holds, once all is looked for."""
        self.held.sort()

    def awake(self, scope: str, wake: int) -> Iterator[Unit]:
        """The units of a scope, ascending, that hold a bit of ``wake``."""
        units = Units.of(self.view.text, scope)
        for number, first, last in units.awake(self.held, wake):
            held = self.held[first:last]
            mask = 0
            for _, _, bits in held:
                mask |= bits
            yield Unit(number, *units.bounds(number), held, mask)

    def apply(self, name: str, match: Match, unit: Unit) -> Iterator[RuleHit]:
        """The hits of one rule in a unit, merged where they touch, without those that an ``except`` context voids."""
        self.steps = match.steps
        self.mask = unit.mask | self.unseen | self.present
        for span, parts in merged(self.places(match.node, unit)):
            if not self._is_void(unit, span, match):
                yield RuleHit(name, unit.number, span, parts)

    def _is_void(self, unit: Unit, span: Span, match: Match) -> bool:
        """Whether a context beside the hit, in its own unit, says that the text is about such things.

        Another rule voids it as well where it overlaps, however far that one goes on.
        Han in an English line is not voided by the English around it: that is where adverts are injected.
        """
        first, last = self._surroundings(span, match.unless_within)
        han = self._is_han(span)
        return any(
            ((first <= start and end <= last) or (isinstance(node, Hit) and start < span[1] and span[0] < end))
            and (not han or self._is_han((start, end)))
            for node in match.unless
            for start, end in self.places(node, unit)
        )

    def _surroundings(self, span: Span, within: int) -> Span:
        """Where what is said of a hit may stand: its own sentence, or, of one that quotes, as far as ``within``."""
        text, low, high = self.view.text, max(0, span[0] - within), span[1] + within
        ends = [stop.end() for stop in _STOP.finditer(text, low, span[0])]
        stop = _STOP.search(text, max(span[0], span[1] - 1), high)
        first, last = ends[-1] if ends else low, stop.end() if stop else high
        if _QUOTES.search(text, first, span[0]) or _QUOTES.search(text, span[1] - 1, last + 1):
            return low, high
        return min(first, span[0]), max(last, span[1])

    def _is_han(self, span: Span) -> bool:
        return _HAN.search(self.view.text, *span) is not None

    def places(self, node: Node, unit: Unit) -> Sequence[Span]:
        """Where a node hits in a unit, ascending."""
        if not self.needs.may_hit(node, self.mask):
            return ()
        if isinstance(node, Words):
            return self._allowed(node, self._words(node, unit))
        if isinstance(node, AnyOf | AllOf | Near | Some):
            return self._together(node, unit)
        if isinstance(node, Count):
            spans = self.places(node.part, unit)
            return spans if self._number(spans, distinct=node.distinct) >= node.at_least else ()
        if isinstance(node, Hit):
            return _within(self._hit(node), unit)
        if isinstance(node, Pattern):
            return self._allowed(node, _within(self.matches(node.source), unit))
        if node.name == "off-topic":
            return self._off_topic(unit)
        spans = _within(self.structure.places(node.name), unit)
        return spans if len(spans) >= node.at_least else ()

    def _allowed(self, leaf: Words | Pattern, places: Sequence[Span]) -> Sequence[Span]:
        """The places of a leaf but for those that show only through a step of folding which the rule does not allow."""
        if self.steps is None or not places:
            return places
        if self.steps not in self._readings:
            self._readings[self.steps] = Reading(self.structure.raw, self.view, self.steps)
        return self._readings[self.steps].standing(leaf, places)

    @cached_property
    def _readings(self) -> dict[frozenset[str], Reading]:
        return {}

    def _together(self, node: AnyOf | AllOf | Near | Some, unit: Unit) -> Sequence[Span]:
        """Where a node of several parts hits."""
        if isinstance(node, AnyOf):
            return _union([self.places(part, unit) for part in self.needs.woken(node.parts, self.mask)])
        if isinstance(node, AllOf):
            return self._all(node, unit)
        if isinstance(node, Near):
            return self._near(node, unit)
        parts = [spans for part in node.parts if (spans := self.places(part, unit))]
        chosen = apart(parts) if len(parts) >= node.at_least else []
        return sorted(chosen) if len(chosen) >= node.at_least else ()

    def _off_topic(self, unit: Unit) -> Sequence[Span]:
        """The unit's lines that share no subject with the rest; only those asked for are compared with it."""
        if (key := (unit.start, unit.end)) not in self._foreign:
            lines = _within(self.structure.subject.short_lines, unit)
            self._foreign[key] = [line for line in lines if self.structure.subject.is_foreign(line)]
        return self._foreign[key]

    @cached_property
    def _foreign(self) -> dict[Span, Sequence[Span]]:
        return {}

    def _words(self, node: Words, unit: Unit) -> Sequence[Span]:
        bit = self.bits.get(id(node))
        if bit is None:
            return self._voiding(unit).get(node, ())
        return unit.words(bit) if unit.mask & bit else ()

    def _voiding(self, unit: Unit) -> Mapping[Words, Sequence[Span]]:
        """The places of words that only void hits, looked for in units that have some."""
        if (key := (unit.start, unit.end)) not in self._voided:
            found = self.voids.find(self.view.text[unit.start : unit.end])
            self._voided[key] = {
                words: [(unit.start + start, unit.start + end) for start, end in spans]
                for words, spans in found.items()
            }
        return self._voided[key]

    @cached_property
    def _voided(self) -> dict[Span, Mapping[Words, Sequence[Span]]]:
        return {}

    def matches(self, source: str) -> Sequence[Span]:
        """The places of a pattern in the whole text, looked for once."""
        if source not in self.spans:
            self.spans[source] = self.patterns.find(source, self.structure.encoded)
        return self.spans[source]

    def begin(self) -> None:
        """Forgets the hits of other rules, which have grown since the last rule was applied."""
        self._hits.clear()

    @cached_property
    def _hits(self) -> dict[Hit, Sequence[Span]]:
        return {}

    def _hit(self, node: Hit) -> Sequence[Span]:
        if node not in self._hits:
            names: Iterable[str] = (node.rule,) if node.rule is not None else self.found
            chosen = [name for name in names if node.rule is not None or node.tag in self.rules[name].tags]
            self._hits[node] = sorted(hit.span for name in chosen for hit in self.found.get(name, ()))
        return self._hits[node]

    def _all(self, node: AllOf, unit: Unit) -> Sequence[Span]:
        together: list[Span] = []
        for part in node.parts:
            spans = self.places(part, unit)
            if not spans:
                return ()
            together += spans
        return () if any(self.places(part, unit) for part in node.without) else sorted(together)

    def _near(self, node: Near, unit: Unit) -> Sequence[Span]:
        anchors = self.places(node.parts[0], unit)
        others: list[tuple[Sequence[Span], bool]] = []
        spare = len(node.parts) - node.at_least  # parts that may be missing
        for part, around in zip(node.parts[1:], node.around[1:], strict=True):
            if not anchors or spare < 0:
                return ()
            spans = self.places(part, unit)
            spare -= not spans
            if spans:
                others.append((spans, around or node.around[0]))
        if spare < 0 or (not any(node.around) and _fewer(node.at_least, anchors, *(spans for spans, _ in others))):
            return ()
        found: set[Span] = set()
        for anchor in anchors[:MAX_ANCHORS]:
            beside = company(anchor, others, node.within)
            if len(beside) >= node.at_least:
                found.update(beside)
        return sorted(found)

    def _number(self, spans: Sequence[Span], *, distinct: bool) -> int:
        return len({self.view.text[start:end] for start, end in spans}) if distinct else len(spans)


def _fewer(least: int, *parts: Sequence[Span]) -> bool:
    """Whether all parts together have fewer places than that; one place is not two parts."""
    return sum(map(len, parts)) < least or len({span for spans in parts for span in spans[:MAX_ANCHORS]}) < least


def _within(spans: Sequence[Span], unit: Unit) -> Sequence[Span]:
    """The spans (ascending) that lie in a unit; one that crosses its end is left out."""
    first, last = bisect_left(spans, (unit.start, 0)), bisect_right(spans, (unit.end, 0))
    return [span for span in spans[first:last] if span[1] <= unit.end]


def _union(parts: Sequence[Sequence[Span]]) -> Sequence[Span]:
    filled = [part for part in parts if part]
    if len(filled) < 2:  # noqa: PLR2004  # nothing to join
        return filled[0] if filled else ()
    return sorted({span for part in filled for span in part})
