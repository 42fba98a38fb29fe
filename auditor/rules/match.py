"""Applies the ``match`` blocks of all rules to one folded text: keywords once, rules only where they could hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import or_

from auditor.model import Span
from auditor.rules.grammar import AllOf, Feature, Hit, Match, Node, Pattern, Words, leaves
from auditor.rules.keywords import Keywords
from auditor.rules.needs import Needs
from auditor.rules.order import ordered
from auditor.rules.page import Page, RuleHit
from auditor.rules.patterns import Patterns
from auditor.rules.rule import Rule
from auditor.rules.structure import COMMONNESS, CUES, EAGER, Structure
from auditor.text.fold import View

__all__ = ["Matcher", "RuleHit"]

# Hits of one rule in one document; a flood of one advert is no more spam for being counted to its end.
MAX_HITS = 5000
# How common a structure feature is beside which keywords are not: seldom.
_RARE = 0.001


class Matcher:
    """The compiled ``match`` blocks of a set of rules. Raises BadRules for a name or pattern that does not exist."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = {name: rule for name, rule in sorted(rules.items()) if isinstance(rule.match, Match)}
        self._matches: dict[str, Match] = {
            name: rule.match for name, rule in self._rules.items() if isinstance(rule.match, Match)
        }
        self._order = ordered(self._rules, self._matches)
        self._rank = {name: nth for nth, name in enumerate(self._order)}
        every = [leaf for match in self._matches.values() for node in _nodes(match) for leaf in leaves(node)]
        self._patterns = Patterns(self._sources())
        guarded = {leaf for match in self._matches.values() if _is_guarded(match) for leaf in leaves(match.node)} - {
            leaf for match in self._matches.values() for node in _open_nodes(match) for leaf in leaves(node)
        }
        wanted = [leaf for leaf in every if isinstance(leaf, Words)]
        self._keywords = Keywords([*(leaf for leaf in wanted if leaf not in guarded), *CUES])
        # Words that count only in short lines are looked for only there: they are common, and such lines are few.
        self._moves = Keywords([leaf for leaf in wanted if leaf in guarded], len(self._keywords.bits))
        self._by_id = {**self._keywords.by_id, **self._moves.by_id}
        bits: dict[Words | Feature | Pattern, int] = {}
        bits.update(self._keywords.bits.items())
        bits.update(self._moves.bits.items())
        self._sought = {source: 1 << (len(bits) + nth) for nth, source in enumerate(self._patterns.sources)}
        bits.update({Pattern(source): bit for source, bit in self._sought.items()})
        self._eager = {name: 1 << (len(bits) + nth) for nth, name in enumerate(sorted(set(EAGER.values())))}
        bits.update({Feature(name): self._eager[by] for name, by in EAGER.items()})
        # Rules made of other rules alone hit nothing where nothing was found.
        self._metas = {name for name, match in self._matches.items() if all(map(_is_hit, leaves(match.node)))}
        self._features = sum((*self._eager.values(), *self._sought.values()))
        weights = {bits[words]: words.commonness for words in bits if isinstance(words, Words)}
        weights |= {bit: COMMONNESS.get(name, _RARE) for name, bit in self._eager.items()}
        self._needs = Needs(self._order, self._rules, self._matches, bits, weights)
        self._scopes = tuple(sorted({rule.scope for rule in self._rules.values()}))

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
        marks = self._keywords.scan(view.text)
        structure = Structure(raw, view, self._keywords.spans_in(marks, CUES))
        if self._moves.bits and (lines := structure.subject.short_lines):
            marks = sorted([*marks, *self._moves.scan_lines(view.text, lines)])
        found: dict[str, list[RuleHit]] = {}
        page = Page(
            view, marks, self._by_id, self._patterns, self._rules, structure, found, self._needs, self._features
        )
        able = self._able(page, scopes or self._scopes)
        for name in sorted(able, key=self._rank.__getitem__):
            rule, match = self._rules[name], self._matches[name]
            if not _speaks(rule, language) or (not found and name in self._metas):
                continue
            page.begin()
            every = (hit for number in able[name] for hit in page.apply(name, match, page.unit(rule.scope, number)))
            hits = list(islice(every, MAX_HITS))
            if hits:
                found[name] = hits
            for replaced in match.replaces if replace and hits else ():
                _withdraw(found, replaced, hits)
        return tuple(hit for name in sorted(found) for hit in found[name])

    def _able(self, page: Page, scopes: Sequence[str]) -> dict[str, list[int]]:
        """The units, ascending, in which each rule could hit; rules that could hit nowhere are left out."""
        able: dict[str, list[int]] = {}
        features = [
            (start, start, bit) for name, bit in self._eager.items() for start, _ in page.structure.possible(name)
        ]
        for source in self._patterns.seen(page.structure.encoded):
            features += [(start, start, self._sought[source]) for start, _ in page.matches(source)]
        held = sorted([*page.marks, *features]) if features else page.marks
        everything = reduce(or_, {mask for _, _, mask in held}, 0)
        for scope in self._scopes:
            wake = self._needs.wake(scope)
            if scope in scopes and (wake < 0 or everything & wake):
                for number, mask in page.cut(scope).awake(held, wake):
                    for name in self._needs.able(scope, mask):
                        able.setdefault(name, []).append(number)
        return able


def _nodes(match: Match) -> tuple[Node, ...]:
    return (match.node, *match.unless)


def _is_hit(node: Node) -> bool:
    return isinstance(node, Hit)


def _is_guarded(match: Match) -> bool:
    """Whether a rule can hit in lines off the subject only."""
    return isinstance(match.node, AllOf) and Feature("off-topic") in match.node.parts


def _open_nodes(match: Match) -> tuple[Node, ...]:
    """The nodes of a rule whose keywords may stand anywhere."""
    return match.unless if _is_guarded(match) else _nodes(match)


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
