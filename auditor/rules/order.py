"""Orders rules so that a meta rule comes after every rule it names, and after what replaces those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from auditor.errors import BadRules
from auditor.rules.grammar import Feature, Hit, Match, leaves
from auditor.rules.rule import Rule
from auditor.rules.structure import FEATURES

__all__ = ["ordered"]


def ordered(rules: Mapping[str, Rule], matches: Mapping[str, Match]) -> tuple[str, ...]:
    """The rule ids, each after those it needs. Raises BadRules for unknown names and features, and for circles."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(rules):
        needed = _needed(name, rules, matches)
        replaced = {other for other in matches[name].replaces if other in rules and other != name}
        stronger = {
            other
            for other, match in matches.items()
            if other != name and needed.intersection(match.replaces) and name not in _needed(other, rules, matches)
        }
        sorter.add(name, *sorted(needed | replaced | (stronger - {name})))
    try:
        return tuple(sorter.static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise BadRules(
            f"rule {error.args[1][0]!r} depends on itself: {circle}",
            where=rules[error.args[1][0]].pack,
            remedy="break the circle",
        ) from error


def _needed(name: str, rules: Mapping[str, Rule], matches: Mapping[str, Match]) -> set[str]:
    return {other for leaf in _leaves_of(name, rules, matches) for other in _named(leaf, name, rules)}


def _leaves_of(name: str, rules: Mapping[str, Rule], matches: Mapping[str, Match]) -> Iterator[Hit]:
    for node in (matches[name].node, *matches[name].unless):
        for leaf in leaves(node):
            if isinstance(leaf, Feature) and leaf.name not in FEATURES:
                known = ", ".join(sorted(FEATURES))
                raise BadRules(
                    f"rule {name!r}: unknown feature {leaf.name!r}", where=rules[name].pack, remedy=f"use: {known}"
                )
            if isinstance(leaf, Hit):
                yield leaf


def _named(leaf: Hit, name: str, rules: Mapping[str, Rule]) -> Sequence[str]:
    """The rules that a leaf stands for; a rule that carries the tag it names does not stand for itself."""
    if leaf.rule is not None:
        if leaf.rule not in rules:
            raise BadRules(
                f"rule {name!r} names the unknown rule {leaf.rule!r}", where=rules[name].pack, remedy="mend it"
            )
        return (leaf.rule,)
    tagged = [other for other, rule in rules.items() if leaf.tag in rule.tags]
    if not tagged:
        raise BadRules(f"rule {name!r} names the unused tag {leaf.tag!r}", where=rules[name].pack, remedy="mend it")
    return [other for other in tagged if other != name]
