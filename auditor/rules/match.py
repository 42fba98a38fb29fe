"""Applies the ``match`` blocks of all rules to one folded text: keywords once, rules only where they could hit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from auditor.model import Span
from auditor.rules.grammar import AllOf, Feature, Match, Node, Pattern, Words, leaves
from auditor.rules.keywords import Keywords, Mark
from auditor.rules.needs import Needs
from auditor.rules.order import ordered
from auditor.rules.page import Page, RuleHit
from auditor.rules.patterns import Patterns, required
from auditor.rules.rule import Rule
from auditor.rules.structure import CUES, EAGER, Structure
from auditor.text.fold import View

__all__ = ["Matcher", "RuleHit"]

# Hits of one rule in one document; a flood of one advert is no more spam for being counted to its end.
MAX_HITS = 5000


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
        literals = {
            leaf: Words((f"*{literal}*",))
            for leaf in every
            if isinstance(leaf, Pattern) and (literal := required(leaf.source)) is not None
        }
        guarded = {leaf for match in self._matches.values() if _is_guarded(match) for leaf in leaves(match.node)} - {
            leaf for match in self._matches.values() for node in _open_nodes(match) for leaf in leaves(node)
        }
        wanted = [leaf for leaf in every if isinstance(leaf, Words)]
        self._keywords = Keywords([*(leaf for leaf in wanted if leaf not in guarded), *literals.values(), *CUES])
        # Words that count only in short lines are looked for only there: they are common, and such lines are few.
        self._moves = Keywords([leaf for leaf in wanted if leaf in guarded], len(self._keywords.bits))
        self._by_id = {**self._keywords.by_id, **self._moves.by_id}
        bits: dict[Words | Feature | Pattern, int] = {}
        bits.update(self._keywords.bits.items())
        bits.update(self._moves.bits.items())
        bits.update({pattern: bits[words] for pattern, words in literals.items()})
        self._eager = {name: 1 << (len(bits) + nth) for nth, name in enumerate(sorted(set(EAGER.values())))}
        bits.update({Feature(name): self._eager[by] for name, by in EAGER.items()})
        self._cues = sum(self._keywords.bits[words] for words in CUES)
        self._needs = Needs(self._order, self._rules, self._matches, bits)
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
        structure = Structure(raw, view, cued=any(mask & self._cues for mask in {mask for _, _, mask in marks}))
        marks = sorted(marks + moves) if (moves := list(self._in_short_lines(structure))) else marks
        found: dict[str, list[RuleHit]] = {}
        page = Page(view, marks, self._by_id, self._patterns, self._rules, structure, found)
        able = self._able(page, scopes or self._scopes)
        for name in sorted(able, key=self._rank.__getitem__):
            rule, match = self._rules[name], self._matches[name]
            if not _speaks(rule, language):
                continue
            page.begin()
            every = (hit for number in able[name] for hit in page.apply(name, match, page.unit(rule.scope, number)))
            hits = list(islice(every, MAX_HITS))
            if hits:
                found[name] = hits
            for replaced in match.replaces if replace and hits else ():
                _withdraw(found, replaced, hits)
        return tuple(hit for name in sorted(found) for hit in found[name])

    def _in_short_lines(self, structure: Structure) -> Iterator[Mark]:
        if self._moves.bits:
            for first, last in structure.subject.short_lines:
                for start, end, mask in self._moves.scan(structure.view.text[first:last]):
                    yield first + start, first + end, mask

    def _able(self, page: Page, scopes: Sequence[str]) -> dict[str, list[int]]:
        """The units, ascending, in which each rule could hit; rules that could hit nowhere are left out."""
        able: dict[str, list[int]] = {}
        features = [(span[0], bit) for name, bit in self._eager.items() for span in page.structure.possible(name)]
        lines = page.cut("line")
        held = [*page.marks, *((start, start, bit) for start, bit in features)]
        masks = lines.masks(held)
        for scope in self._scopes:
            if scope in scopes:
                everywhere = bool(self._needs.able(scope, 0))
                own = masks if scope == "line" else page.cut(scope).masks(lines.as_marks(masks))
                for number in range(len(page.cut(scope).starts)) if everywhere else sorted(own):
                    for name in self._needs.able(scope, own.get(number, 0)):
                        able.setdefault(name, []).append(number)
        return able


def _nodes(match: Match) -> tuple[Node, ...]:
    return (match.node, *match.unless)


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
