"""Tells from the keywords and features of a line which rules could hit there, so that the others never run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.rules.grammar import AllOf, AnyOf, Count, Feature, Hit, Match, Near, Node, Pattern, Words
from auditor.rules.rule import Rule

__all__ = ["Needs"]

# Sets of keyword lists met so far, each with the rules it allows; texts repeat the same few thousand.
_MAX_KNOWN = 50_000


class Needs:
    """What must be there before a rule can hit; ``none``, distances and features looked up late are left open."""

    def __init__(
        self,
        order: Sequence[str],
        rules: Mapping[str, Rule],
        matches: Mapping[str, Match],
        bits: Mapping[Words | Feature | Pattern, int],
    ) -> None:
        self._order, self._rules, self._matches, self._bits = order, rules, matches, bits
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    def able(self, scope: str, mask: int) -> tuple[str, ...]:
        """The rules of a scope that could hit in a unit which holds what ``mask`` says, in the order they run."""
        key = (scope, mask)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            mine = (name for name in self._order if self._rules[name].scope == scope)
            seen: dict[str, bool] = {}
            known = self._known[key] = tuple(name for name in mine if self._rule(name, scope, mask, seen))
        return known

    def _rule(self, name: str, scope: str, mask: int, seen: dict[str, bool]) -> bool:
        if name not in seen:
            seen[name] = True  # a rule that names its own tag does not wait for itself
            seen[name] = self._rules[name].scope != scope or self._node(self._matches[name].node, scope, mask, seen)
        return seen[name]

    def _node(self, node: Node, scope: str, mask: int, seen: dict[str, bool]) -> bool:
        if isinstance(node, Words | Feature | Pattern):
            bit = self._bits.get(Feature(node.name) if isinstance(node, Feature) else node)
            return bit is None or bool(mask & bit)
        if isinstance(node, Hit):
            return self._hit(node, scope, mask, seen)
        if isinstance(node, Count):
            return self._node(node.part, scope, mask, seen)
        if isinstance(node, Near) and not self._node(node.parts[0], scope, mask, seen):
            return False
        least = len(node.parts) if isinstance(node, AllOf) else 1 if isinstance(node, AnyOf) else node.at_least
        return sum(self._node(part, scope, mask, seen) for part in node.parts) >= least

    def _hit(self, node: Hit, scope: str, mask: int, seen: dict[str, bool]) -> bool:
        if node.rule is not None:
            return self._rule(node.rule, scope, mask, seen)
        return any(self._rule(name, scope, mask, seen) for name, rule in self._rules.items() if node.tag in rule.tags)
