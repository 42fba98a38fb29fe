"""Tells from the keywords and features of a unit which rules could hit there, so that the others never run.

What a rule needs is a tree of bit masks. Of every tree a *wake* mask is drawn: the bits of which at least one must be
there, chosen as rare as the tree allows. A unit without any of them costs one comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from auditor.rules.grammar import AllOf, AnyOf, Count, Feature, Hit, Match, Node, Pattern, Some, Words
from auditor.rules.rule import Rule

__all__ = ["Needs"]

Need = int | tuple[int, tuple["Need", ...]]
"""A mask of which one bit must be there, or how many of some needs must hold."""

_ALWAYS: Need = (0, ())
# The wake mask of what needs nothing: every unit has it.
_EVERY = -1
# Sets of keyword lists met so far, each with the rules it allows; texts repeat the same few thousand.
_MAX_KNOWN = 50_000


class Needs:
    """What must be there before a rule can hit; ``none``, distances and features looked up late are left open.

    ``bits`` names the bit of every leaf that is looked for beforehand, ``weights`` how common each bit is.
    """

    def __init__(
        self,
        order: Sequence[str],
        rules: Mapping[str, Rule],
        matches: Mapping[str, Match],
        bits: Mapping[Words | Feature | Pattern, int],
        weights: Mapping[int, float],
    ) -> None:
        self._rules, self._matches, self._bits, self._weights = rules, matches, bits, weights
        self._tagged: dict[str, list[str]] = {}
        for name, rule in rules.items():
            for tag in rule.tags:
                self._tagged.setdefault(tag, []).append(name)
        self._needs: dict[str, Need] = {}
        self._nodes: dict[int, Need] = {}
        self._by_scope: dict[str, list[tuple[str, int, Need]]] = {}
        for name in order:
            need = self._rule(name, rules[name].scope)
            for void in matches[name].unless:
                self._node(void, rules[name].scope)
            self._by_scope.setdefault(rules[name].scope, []).append((name, self._wake(need), need))
        self._wakes = {
            scope: reduce(or_, (wake for _, wake, _ in entries), 0) for scope, entries in self._by_scope.items()
        }
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    def wake(self, scope: str) -> int:
        """The bits of which a unit of the scope must hold one, or -1 when some rule needs nothing."""
        return self._wakes.get(scope, 0)

    def able(self, scope: str, mask: int) -> tuple[str, ...]:
        """The rules of a scope that could hit in a unit which holds what ``mask`` says, in the order they run."""
        key = (scope, mask)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            entries = self._by_scope.get(scope, ())
            known = tuple(
                name for name, wake, need in entries if (mask & wake or wake == _EVERY) and _holds(need, mask)
            )
            self._known[key] = known
        return known

    def may_hit(self, node: Node, mask: int) -> bool:
        """Whether a part of a rule's block could hit where ``mask`` says what there is."""
        need = self._nodes.get(id(node), _ALWAYS)
        return need == _ALWAYS or _holds(need, mask)

    def _rule(self, name: str, scope: str) -> Need:
        if self._rules[name].scope != scope:
            return _ALWAYS
        if name not in self._needs:
            self._needs[name] = _ALWAYS  # a rule that names its own tag does not wait for itself
            self._needs[name] = self._node(self._matches[name].node, scope)
        return self._needs[name]

    def _node(self, node: Node, scope: str) -> Need:
        if id(node) not in self._nodes:
            self._nodes[id(node)] = self._read(node, scope)
        return self._nodes[id(node)]

    def _read(self, node: Node, scope: str) -> Need:
        if isinstance(node, Words | Feature | Pattern):
            return self._bits.get(Feature(node.name) if isinstance(node, Feature) else node, _ALWAYS)
        if isinstance(node, Hit):
            names = (node.rule,) if node.rule is not None else self._tagged.get(node.tag or "", ())
            return _some(1, [self._rule(name, scope) for name in names])
        if isinstance(node, Count):
            return self._node(node.part, scope)
        parts = [self._node(part, scope) for part in node.parts]
        if isinstance(node, AllOf):
            return _some(len(parts), parts)
        if isinstance(node, AnyOf):
            return _some(1, parts)
        if isinstance(node, Some):
            return _some(node.at_least, parts)
        return _some(2, [parts[0], _some(node.at_least, parts)])

    def _wake(self, need: Need) -> int:
        """Of any n - k + 1 parts one must hold where k of n do: the rarest are watched."""
        if isinstance(need, int):
            return need
        least, parts = need
        if not least:
            return _EVERY
        wakes = sorted((self._wake(part) for part in parts), key=self._weight)
        return reduce(or_, wakes[: len(parts) - least + 1])

    def _weight(self, wake: int) -> float:
        if wake == _EVERY:
            return float("inf")
        total = 0.0
        while wake:
            total += self._weights.get(wake & -wake, 1.0)
            wake &= wake - 1
        return total


def _some(least: int, parts: Sequence[Need]) -> Need:
    """At least so many of the parts, without those that always hold."""
    open_ = [part for part in parts if part != _ALWAYS]
    least -= len(parts) - len(open_)
    if least <= 0:
        return _ALWAYS
    if len(open_) == 1:
        return open_[0]
    if least == 1 and all(isinstance(part, int) for part in open_):
        return reduce(or_, (part for part in open_ if isinstance(part, int)), 0)
    return least, tuple(open_)


def _holds(need: Need, mask: int) -> bool:
    if isinstance(need, int):
        return bool(need & mask)
    least, parts = need
    for part in parts:
        if _holds(part, mask):
            least -= 1
            if least <= 0:
                return True
    return least <= 0
