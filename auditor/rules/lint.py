"""Looks for what is allowed in a pack and still probably wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from auditor.rules.grammar import AllOf, AnyOf, Count, Hit, Match, Near, Node, Pattern, Words, leaves
from auditor.rules.load import RuleSet
from auditor.rules.rule import Rule
from auditor.rules.suppress import expired
from auditor.text.fold import fold_word

__all__ = ["Advice", "lint"]

_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# Alone, a keyword of one Han character or of three Latin letters hits ordinary words.
_LEAST_HAN = 2
_LEAST_LATIN = 4


@dataclass(frozen=True, slots=True)
class Advice:
    """One doubt about one rule."""

    rule: str
    pack: str
    message: str

    def __str__(self) -> str:
        return f"{self.pack}: rule {self.rule!r}: {self.message}"


def lint(ruleset: RuleSet, as_of: date) -> Iterator[Advice]:
    """Every doubt, by rule: names, short keywords, unreachable meta rules, loose patterns, suppressions out of date."""
    for name, rule in sorted(ruleset.rules.items()):
        for message in _doubts(rule, ruleset):
            yield Advice(name, rule.pack, message)
        for suppression in rule.suppressions:
            if expired(suppression, as_of):
                message = f"the suppression of {suppression.text!r} expired on {suppression.expires.isoformat()}"
                yield Advice(name, suppression.pack, message)


def _doubts(rule: Rule, ruleset: RuleSet) -> Iterator[str]:
    if not _KEBAB.fullmatch(rule.id):
        yield "the id is not kebab-case"
    if rule.points and rule.severity == "info":
        yield "severity info costs points"
    if set(rule.examples_match) & set(rule.examples_no_match):
        yield "one example is in match and in no_match"
    if rule.match is not None:
        yield from _match_doubts(rule.match, rule, ruleset)


def _match_doubts(match: Match, rule: Rule, ruleset: RuleSet) -> Iterator[str]:
    for word in sorted({word for words in _alone(match.node) for word in words.words if _is_short(word)}):
        yield f"keyword {word!r} is too short to stand alone"
    for word in sorted({word for node in (match.node, *match.unless) for word in _void(node)}):
        yield f"keyword {word!r} is nothing once it is folded"
    if match.steps is not None and not any(isinstance(leaf, Words | Pattern) for leaf in leaves(match.node)):
        yield "'fold' says nothing of a rule without keywords and patterns"
    for leaf in leaves(match.node):
        if isinstance(leaf, Hit) and leaf.tag is not None and not _carriers(leaf.tag, rule, ruleset):
            yield f"no other rule carries the tag {leaf.tag!r}: the rule is unreachable"
        if isinstance(leaf, Hit) and leaf.rule is not None and ruleset.rules[leaf.rule].status == "deprecated":
            yield f"it builds on the deprecated rule {leaf.rule!r}"
        if isinstance(leaf, Pattern) and re.match(r"\.[*+]", leaf.source):
            yield f"regex {leaf.source!r} begins with a wildcard"


def _carriers(tag: str, rule: Rule, ruleset: RuleSet) -> list[str]:
    return [other.id for other in ruleset.rules.values() if tag in other.tags and other.id != rule.id]


def _alone(node: Node) -> Iterator[Words]:
    """Keyword lists of which one hit is enough for the rule."""
    if isinstance(node, Words):
        yield node
    elif isinstance(node, AnyOf):
        for part in node.parts:
            yield from _alone(part)
    elif isinstance(node, AllOf) and len(node.parts) == 1:
        yield from _alone(node.parts[0])
    elif isinstance(node, Near | Count) and node.at_least == 1:
        yield from _alone(node.parts[0] if isinstance(node, Near) else node.part)


def _void(node: Node) -> Iterator[str]:
    """Keywords that nothing is left of: invisible characters, a star alone."""
    for words in leaves(node):
        if isinstance(words, Words):
            odd = [word for word in words.words if not any(map(str.isalnum, word))]
            yield from (word for word in odd if not fold_word(word).strip("*"))


def _is_short(word: str) -> bool:
    folded: Sequence[str] = fold_word(word)
    least = _LEAST_LATIN if all(map(str.isascii, folded)) else _LEAST_HAN
    return len(folded) < least
