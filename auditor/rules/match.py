"""Applies the ``match`` blocks of all rules to one folded text: keywords once, rules only where they could hit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import or_

from auditor.model import Span
from auditor.rules.grammar import AllOf, Feature, Match, Node, Pattern, Words, leaves
from auditor.rules.keywords import Keywords, Mark, numbered
from auditor.rules.lookups import Lookups
from auditor.rules.needs import Needs, Prospect
from auditor.rules.order import ordered
from auditor.rules.page import Page, RuleHit, Unit
from auditor.rules.patterns import Patterns
from auditor.rules.rule import Rule
from auditor.rules.structure import Structure
from auditor.rules.tone import telling
from auditor.text.fold import View

__all__ = ["MAX_HITS", "Matcher", "RuleHit"]

# Hits of one rule in one document; a flood of one advert is no more spam for being counted to its end.
MAX_HITS = 2000
_OFF_TOPIC = Feature("off-topic")


class Matcher:
    """The compiled ``match`` blocks of a set of rules. Raises BadRules for a name or pattern that does not exist."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = {name: rule for name, rule in sorted(rules.items()) if isinstance(rule.match, Match)}
        self._matches: dict[str, Match] = {
            name: rule.match for name, rule in self._rules.items() if isinstance(rule.match, Match)
        }
        order = ordered(self._rules, self._matches)
        self._rank = {name: nth for nth, name in enumerate(order)}
        every = [leaf for match in self._matches.values() for node in _nodes(match) for leaf in leaves(node)]
        wanted = [leaf for leaf in every if isinstance(leaf, Words)]
        needed = {leaf for match in self._matches.values() for leaf in leaves(match.node, needed=True)}
        guarded = {leaf for match in self._matches.values() if _is_guarded(match) for leaf in leaves(match.node)} - {
            leaf for match in self._matches.values() for node in _open_nodes(match) for leaf in leaves(node)
        }
        # Words that count only in short lines come last among the bits: they are common, and such lines are few.
        anywhere = [leaf for leaf in wanted if leaf in needed and leaf not in guarded]
        moves = [leaf for leaf in wanted if leaf in needed and leaf in guarded]
        bits: dict[Words | Feature | Pattern, int] = {}
        bits.update(numbered([*anywhere, *moves]).items())
        self._anywhere = (1 << len(numbered(anywhere))) - 1
        self._moves = (1 << len(bits)) - 1 - self._anywhere
        # Words that only void hits are looked for only around those.
        self._voids = Keywords([leaf for leaf in wanted if leaf not in needed])
        self._patterns = Patterns(self._sources())
        self._lookups = Lookups(every, self._patterns, len(bits))
        self._short_lines = self._lookups.bits.get(_OFF_TOPIC, 0)
        weights = {bit: leaf.commonness for leaf, bit in bits.items() if isinstance(leaf, Words)}
        bits.update(self._lookups.bits.items())
        self._needs = Needs(order, self._rules, self._matches, bits, weights | self._lookups.weights)
        self._screen = self._lookups.screen(self._needs.bits)
        self._keywords = Keywords([*anywhere, *moves], self._screen.cues, telling())

    def _sources(self) -> Iterator[tuple[str, str]]:
        for name, match in self._matches.items():
            for node in _nodes(match):
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
        found: dict[str, list[RuleHit]] = {}
        marks = self._keywords.scan(view.text)
        structure = Structure(raw, view, self._screen)
        held = self._sorted_out(marks, structure)
        by_id = self._keywords.by_id
        page = Page(view, held, by_id, self._voids, self._patterns, self._rules, structure, found, self._needs)
        able = self._able(page, tuple(scopes), marks)
        for name in sorted(able, key=self._rank.__getitem__):
            rule, match = self._rules[name], self._matches[name]
            if not _speaks(rule, language):
                continue
            page.begin()
            every = (hit for unit in able[name] for hit in page.apply(name, match, unit))
            hits = list(islice(every, MAX_HITS))
            if hits:
                found[name] = hits
                page.present |= self._needs.rules[name]
            for replaced in match.replaces if replace and hits else ():
                _withdraw(found, replaced, hits)
        return tuple(hit for name in sorted(found) for hit in found[name])

    def _sorted_out(self, marks: Sequence[Mark], structure: Structure) -> list[Mark]:
        """The marks of keywords that count anywhere; what stands beside keywords goes to the structure."""
        known, beside, whole = self._anywhere, self._keywords.beside, self._keywords.whole
        held: list[Mark] = []
        told: list[Span] = []
        cued: dict[int, list[int]] = {}
        for start, end, mask in marks:
            if mask & known:
                held.append((start, end, mask & known))
            elif mask == whole:
                told.append((start, end))
            elif mask >= beside:
                cued.setdefault(mask, []).append(start)
        first = beside.bit_length()
        structure.told = told
        structure.cued = {mask.bit_length() - first: places for mask, places in cued.items()}
        if structure.mended:
            others = self._keywords.scan("\n".join([structure.view.plain[slice(*line)] for line in structure.mended]))
            structure.again = frozenset(mask.bit_length() - first for _, _, mask in others if beside <= mask != whole)
            structure.cued = {**dict.fromkeys(structure.again, ()), **structure.cued}
        return held

    def _able(self, page: Page, scopes: tuple[str, ...], marks: Sequence[Mark]) -> dict[str, list[Unit]]:
        """The units, ascending, in which each rule could hit; rules that could hit nowhere are left out."""
        prospect = self._narrowed(page, scopes, marks)
        page.settle()
        able: dict[str, list[Unit]] = {}
        for scope, wake in prospect.wakes.items():
            for unit in page.awake(scope, wake):
                for name in self._needs.able(prospect, scope, unit.mask | page.unseen):
                    able.setdefault(name, []).append(unit)
        return able

    def _narrowed(self, page: Page, scopes: tuple[str, ...], marks: Sequence[Mark]) -> Prospect:
        """What could hit in the document once all is looked up on which that depends."""
        page.unseen = self._lookups.possible(page.structure)
        if page.unseen & self._short_lines:
            short = page.structure.subject.short_lines
            page.see(self._short_lines, short, _in_lines(marks, self._moves, short))
        words = _union(page.held)
        prospect = self._needs.prospect(scopes, words | page.unseen)
        for leaf, bit in self._lookups.bits.items():
            if bit & page.unseen & prospect.bits:
                places = self._lookups.places(leaf, page.structure)
                page.see(bit, places)
                if places:
                    words |= bit
                else:
                    prospect = self._needs.without(prospect, bit, words | page.unseen)
        return prospect


def _in_lines(marks: Sequence[Mark], bits: int, lines: Sequence[Span]) -> Iterator[Mark]:
    """The marks (ascending) of some bits that lie in lines (ascending)."""
    ends = [last for _, last in lines]
    for start, end, mask in marks:
        if (
            mask & bits
            and (nth := bisect_right(ends, start)) < len(lines)
            and lines[nth][0] <= start
            and end <= ends[nth]
        ):
            yield start, end, mask & bits


def _union(marks: Sequence[Mark]) -> int:
    """All bits of some marks."""
    return reduce(or_, (mask for _, _, mask in marks), 0)


def _nodes(match: Match) -> tuple[Node, ...]:
    return (match.node, *match.unless)


def _is_guarded(match: Match) -> bool:
    """Whether a rule can hit in lines off the subject only."""
    return isinstance(match.node, AllOf) and _OFF_TOPIC in match.node.parts


def _open_nodes(match: Match) -> tuple[Node, ...]:
    """The nodes of a rule whose keywords may stand anywhere."""
    return match.unless if _is_guarded(match) else _nodes(match)


def _speaks(rule: Rule, language: str) -> bool:
    return not rule.languages or language == "und" or language.partition("-")[0] in rule.languages


def _withdraw(found: dict[str, list[RuleHit]], name: str, by: Sequence[RuleHit]) -> None:
    """Takes out the hits of a replaced rule that lie where a stronger one hits."""
    if name in found:
        spans = _joined(sorted(hit.span for hit in by))
        found[name] = [hit for hit in found[name] if not _touches(hit.span, spans)]


def _joined(spans: Sequence[Span]) -> Sequence[Span]:
    """Spans (ascending) with those that share a character made one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _touches(span: Span, spans: Sequence[Span]) -> bool:
    """Whether ``span`` shares a character with one of ``spans`` (ascending, apart)."""
    nth = bisect_left(spans, (span[1], 0))
    return nth > 0 and span[0] < spans[nth - 1][1]
