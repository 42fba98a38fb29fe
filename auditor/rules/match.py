"""Applies the ``match`` blocks of all rules to one folded text: keywords and patterns once, rules over their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from auditor.model import Span
from auditor.rules.grammar import AllOf, AnyOf, Count, Feature, Hit, Match, Near, Node, Pattern, Words, leaves
from auditor.rules.keywords import Keywords
from auditor.rules.order import ordered
from auditor.rules.patterns import Patterns
from auditor.rules.rule import Rule
from auditor.rules.structure import Structure
from auditor.rules.units import Units
from auditor.text.fold import View

__all__ = ["Matcher", "RuleHit"]

_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class RuleHit:
    """Where one rule hits in one unit: ``span`` and every single ``part`` of it, in the folded text."""

    rule: str
    unit: int
    span: Span
    parts: tuple[Span, ...]


class Matcher:
    """The compiled ``match`` blocks of a set of rules. Raises BadRules for a name or pattern that does not exist."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = {name: rule for name, rule in sorted(rules.items()) if isinstance(rule.match, Match)}
        self._matches: dict[str, Match] = {
            name: rule.match for name, rule in self._rules.items() if isinstance(rule.match, Match)
        }
        self._order = ordered(self._rules, self._matches)
        every = [
            leaf for match in self._matches.values() for node in (match.node, *match.unless) for leaf in leaves(node)
        ]
        self._keywords = Keywords(leaf for leaf in every if isinstance(leaf, Words))
        self._patterns = Patterns(self._sources())

    def _sources(self) -> Iterator[tuple[str, str]]:
        for name, match in self._matches.items():
            for node in (match.node, *match.unless):
                for leaf in leaves(node):
                    if isinstance(leaf, Pattern):
                        yield name, leaf.source

    def hits(
        self, raw: str, view: View, language: str = "und", scopes: Sequence[str] = (), *, replace: bool = True
    ) -> tuple[RuleHit, ...]:
        """Every rule's hits, by rule and place; rules that another hit replaces are left out.

        ``language`` excludes rules that name other languages; ``scopes`` restricts to rules of these scopes;
        without ``replace`` replaced rules stay.
        """
        page = _Page(raw, view, self._keywords.find(view.text), self._patterns)
        found: dict[str, list[RuleHit]] = {}
        for name in self._order:
            rule = self._rules[name]
            if (scopes and rule.scope not in scopes) or not _speaks(rule, language):
                continue
            hits = list(page.apply(name, self._matches[name], rule.scope, found, self._rules))
            if hits:
                found[name] = hits
            for replaced in self._matches[name].replaces if replace else ():
                _withdraw(found, replaced, hits)
        return tuple(hit for name in sorted(found) for hit in found[name])


def _speaks(rule: Rule, language: str) -> bool:
    return not rule.languages or language == "und" or language.partition("-")[0] in rule.languages


def _withdraw(found: dict[str, list[RuleHit]], name: str, by: Sequence[RuleHit]) -> None:
    """Takes out the hits of a replaced rule that lie where a stronger one hits."""
    if name in found:
        spans = sorted(hit.span for hit in by)
        found[name] = [hit for hit in found[name] if not _touches(hit.span, spans)]


def _touches(span: Span, spans: Sequence[Span]) -> bool:
    """Whether ``span`` shares a character with one of ``spans`` (sorted by start; few per document)."""
    return any(start < span[1] and span[0] < end for start, end in spans[: bisect_left(spans, (span[1], 0))])


Placed = Mapping[int, Sequence[Span]]
_NOWHERE: Placed = {}


@dataclass
class _Page:
    """One document while rules are applied to it: leaves are looked up once, when the first rule asks."""

    raw: str
    view: View
    words: Mapping[Words, Sequence[Span]]
    patterns: Patterns
    units: dict[str, Units] = field(default_factory=dict)
    spans: dict[Node, Sequence[Span]] = field(default_factory=dict)
    placed: dict[tuple[int, Node], Placed] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    found: Mapping[str, Sequence[RuleHit]] = field(default_factory=dict)

    @cached_property
    def encoded(self) -> bytes:
        return self.view.plain.encode("utf-8", "surrogatepass")

    @cached_property
    def structure(self) -> Structure:
        return Structure(self.raw, self.view)

    def apply(
        self, name: str, match: Match, scope: str, found: Mapping[str, Sequence[RuleHit]], rules: Mapping[str, Rule]
    ) -> Iterator[RuleHit]:
        """The hits of one rule, merged where they touch, without those that an ``except`` context voids."""
        self.found, self.rules = found, rules
        if scope not in self.units:
            self.units[scope] = Units.of(self.view.text, scope)
        units = self.units[scope]
        placed = self._places(match.node, units)
        for unit in sorted(placed):
            for span, parts in _merged(placed[unit]):
                if not self._is_void(unit, span, match, units):
                    yield RuleHit(name, unit, span, parts)

    def _is_void(self, unit: int, span: Span, match: Match, units: Units) -> bool:
        """Whether a context beside the hit, in its own unit, says that the text is about such things.

        Han in an English line is not voided by the English around it: that is where adverts are injected.
        """
        first, last = span[0] - match.unless_within, span[1] + match.unless_within
        han = self._is_han(span)
        return any(
            first <= start and end <= last and (not han or self._is_han((start, end)))
            for node in match.unless
            for start, end in self._places(node, units).get(unit, ())
        )

    def _is_han(self, span: Span) -> bool:
        return _HAN.search(self.view.text, *span) is not None

    def _leaf(self, node: Words | Pattern | Feature | Hit) -> Sequence[Span]:
        if isinstance(node, Words):
            return self.words.get(node, ())
        if isinstance(node, Hit):
            return self._hit(node)
        if node not in self.spans:
            self.spans[node] = (
                self.patterns.find(node.source, self.encoded)
                if isinstance(node, Pattern)
                else self.structure.places(node.name)
            )
        return self.spans[node]

    def _hit(self, node: Hit) -> Sequence[Span]:
        names = (
            (node.rule,)
            if node.rule is not None
            else tuple(n for n, rule in self.rules.items() if node.tag in rule.tags)
        )
        return sorted(hit.span for name in names for hit in self.found.get(name, ()))

    def _places(self, node: Node, units: Units) -> Placed:
        """Where the node hits, by unit."""
        if isinstance(node, AnyOf):
            return _union([placed for part in node.parts if (placed := self._places(part, units))])
        if isinstance(node, AllOf):
            return self._all(node, units)
        if isinstance(node, Near):
            return self._near(node, units)
        if isinstance(node, Count):
            return self._count(node, units)
        placed = self._placed(node, units)
        if isinstance(node, Feature) and node.at_least > 1:
            return {unit: spans for unit, spans in placed.items() if len(spans) >= node.at_least}
        return placed

    def _placed(self, node: Words | Pattern | Feature | Hit, units: Units) -> Placed:
        """The places of a leaf by unit; kept, but for hits of rules, which grow while rules are applied."""
        if isinstance(node, Words) and node not in self.words:
            return _NOWHERE
        if isinstance(node, Hit):
            spans = self._leaf(node)
            return units.placed(spans) if spans else _NOWHERE
        key = (id(units), node)
        if key not in self.placed:
            self.placed[key] = units.placed(self._leaf(node))
        return self.placed[key]

    def _all(self, node: AllOf, units: Units) -> Placed:
        together: dict[int, list[Span]] | None = None
        for part in node.parts:
            placed = self._places(part, units)
            if together is None:
                together = {unit: list(spans) for unit, spans in placed.items()}
            else:
                together = {unit: sorted([*spans, *placed[unit]]) for unit, spans in together.items() if unit in placed}
            if not together:
                return {}
        for part in node.without:
            banned = self._places(part, units)
            together = {unit: spans for unit, spans in (together or {}).items() if unit not in banned}
        return together or {}

    def _near(self, node: Near, units: Units) -> Placed:
        anchors = self._places(node.parts[0], units)
        others: list[tuple[Placed, bool]] = []
        spare = len(node.parts) - node.at_least  # parts that may be missing
        for part, around in zip(node.parts[1:], node.around[1:], strict=True):
            if not anchors or spare < 0:
                return {}
            placed = self._places(part, units)
            spare -= not placed
            others.append((placed, around or node.around[0]))
        found: dict[int, list[Span]] = {}
        left = _MAX_ANCHORS
        for unit, spans in anchors.items():
            beside = [(other[unit], around) for other, around in others if unit in other]
            if len(beside) + 1 < node.at_least:
                continue
            for anchor in spans[: max(left, 0)]:
                company = _company(anchor, beside, node.within)
                if len(company) >= node.at_least:
                    found.setdefault(unit, []).extend(company)
            left -= len(spans)
        return {unit: sorted(set(spans)) for unit, spans in found.items()}

    def _count(self, node: Count, units: Units) -> Placed:
        placed = self._places(node.part, units)
        return {unit: spans for unit, spans in placed.items() if self._number(spans, node.distinct) >= node.at_least}

    def _number(self, spans: Sequence[Span], distinct: bool) -> int:  # noqa: FBT001  # a field of the node
        return len({self.view.text[start:end] for start, end in spans}) if distinct else len(spans)


def _union(parts: Sequence[Placed]) -> Placed:
    if len(parts) < 2:  # noqa: PLR2004  # nothing to join
        return parts[0] if parts else _NOWHERE
    together: dict[int, list[Span]] = {}
    for placed in parts:
        for unit, spans in placed.items():
            together.setdefault(unit, []).extend(spans)
    return {unit: sorted(set(spans)) for unit, spans in together.items()}


def _company(anchor: Span, others: Sequence[tuple[Sequence[Span], bool]], within: int) -> list[Span]:
    """The anchor and, of every other list, the nearest span; but for surroundings it overlaps none chosen before."""
    chosen = [anchor]
    for spans, around in others:
        first = bisect_left(spans, (anchor[0] - within - _LONGEST, 0))
        last = bisect_right(spans, (anchor[1] + within, 0))
        middle = bisect_left(spans, anchor)
        near = spans[max(first, middle - _NEAREST) : min(last, middle + _NEAREST)]
        free = [span for span in near if around or all(span[1] <= s or e <= span[0] for s, e in chosen)]
        best = min(free, key=lambda span: (_distance(anchor, span), span), default=None)
        if best is not None and _distance(anchor, best) <= within:
            chosen.append(best)
    return chosen


def _distance(a: Span, b: Span) -> int:
    return max(b[0] - a[1], a[0] - b[1], 0)


def _merged(spans: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """One hit for all parts of a unit that stand close together."""
    clusters: list[list[Span]] = []
    reach = -1
    for span in sorted(spans):
        if clusters and span[0] <= reach + _JOIN_WITHIN:
            clusters[-1].append(span)
        else:
            clusters.append([span])
        reach = max(reach, span[1])
    for cluster in clusters:
        yield (cluster[0][0], max(end for _, end in cluster)), tuple(key for key, _ in groupby(cluster))


# Candidates looked at on each side of an anchor, and anchors of one part: a flood of one keyword is no more spam for
# being counted to its end, and would else cost minutes.
_NEAREST = 16
_MAX_ANCHORS = 2000
# How long a keyword or hit may be that starts before the window and reaches into it.
_LONGEST = 120
# Parts of one hit that stand within a sentence's length of each other are one place.
_JOIN_WITHIN = 60
