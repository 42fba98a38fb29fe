"""Tells from the keywords, patterns and features at hand which rules could hit, so that the others never run.

What a rule needs is a tree over bits; a rule that others name has a bit too, which is there once it could hit. Asked of a
whole document the answer says what is worth looking for at all, asked of a line which rules run there. Of every tree a
*wake* mask is drawn: bits of which at least one must be there, as rare as the tree allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from auditor.rules.grammar import AllOf, AnyOf, Count, Feature, Hit, Match, Node, Pattern, Some, Words
from auditor.rules.rule import Rule

__all__ = ["EVERY", "Needs", "Prospect"]

# The wake mask of what needs nothing: every unit has it.
EVERY = -1


class Need(NamedTuple):
    """So many of the masks (each held when one of its bits is there) and of the parts must hold.

    Of ``wake`` one bit must be there; masks and parts come with the rarest first.
    """

    least: int
    masks: tuple[int, ...] = ()
    parts: tuple[Need, ...] = ()
    wake: int = EVERY


_ALWAYS = Need(0)


class Entry(NamedTuple):
    """What is known of one rule: what wakes it in a text, and in a unit of its scope, its own bit and those it looks at."""

    name: str
    scope: str
    call: int
    wake: int
    need: Need
    bit: int
    bits: int


class Prospect(NamedTuple):
    """The rules that could hit, in order, their own bits, and the bits that they look at."""

    entries: tuple[Entry, ...]
    rules: int
    bits: int

    @property
    def wakes(self) -> Mapping[str, int]:
        """What a unit must hold one bit of, by scope."""
        wakes: dict[str, int] = {}
        for entry in self.entries:
            wakes[entry.scope] = wakes.get(entry.scope, 0) | entry.wake
        return wakes


class Needs:
    """What must be there before a rule can hit; ``none`` and distances are left open.

    ``bits`` names the bit of every leaf that can be told beforehand, ``weights`` how common each bit is; the rules that
    others name get bits from ``first`` on.
    """

    def __init__(
        self,
        order: Sequence[str],
        rules: Mapping[str, Rule],
        matches: Mapping[str, Match],
        bits: Mapping[Words | Feature | Pattern, int],
        weights: Mapping[int, float],
    ) -> None:
        self._rules, self._bits, self._weights = rules, bits, weights
        first = self._first = max(bits.values(), default=0).bit_length()
        self.rules: Mapping[str, int] = {name: 1 << (first + nth) for nth, name in enumerate(order)}
        self._tagged: dict[str, int] = {}
        for name, rule in rules.items():
            for tag in rule.tags:
                self._tagged[tag] = self._tagged.get(tag, 0) | self.rules[name]
        self._nodes: dict[int, Need] = {}
        self._entries: list[Entry] = []
        self._by_scopes: dict[tuple[str, ...], Sequence[tuple[int, Need, Entry]]] = {}
        for name in order:
            need, scope, bit = self._node(matches[name].node, name), rules[name].scope, self.rules[name]
            for void in matches[name].unless:
                self._node(void, name)
            call, wake = self._wake(need, None), self._wake(need, scope)
            self._entries.append(Entry(name, scope, call, wake, need, bit, _bits(need)))
        self.bits = reduce(or_, (entry.bits for entry in self._entries), 0)
        scopes = {entry.scope for entry in self._entries}
        self._elsewhere = {
            scope: reduce(or_, (entry.bit for entry in self._entries if entry.scope != scope), 0) for scope in scopes
        }

    def prospect(self, scopes: tuple[str, ...], mask: int) -> Prospect:
        """What could hit in a document that holds what ``mask`` says, of the rules of some scopes or of all."""
        entries = []
        for call, need, entry in self._called(scopes):
            if mask & call and _holds(need, mask):
                mask |= entry.bit
                entries.append(entry)
        return _prospect(entries)

    def _called(self, scopes: tuple[str, ...]) -> Sequence[tuple[int, Need, Entry]]:
        """The rules of some scopes with what calls them."""
        if scopes not in self._by_scopes:
            chosen = [entry for entry in self._entries if not scopes or entry.scope in scopes]
            self._by_scopes[scopes] = [(entry.call, entry.need, entry) for entry in chosen]
        return self._by_scopes[scopes]

    def without(self, prospect: Prospect, lost: int, mask: int) -> Prospect:
        """What is left of a prospect once it is known that the bits ``lost`` are not in the document."""
        if not prospect.bits & lost:
            return prospect
        entries = []
        for entry in prospect.entries:
            if entry.bits & lost and not _holds(entry.need, mask):
                lost |= entry.bit
            else:
                mask |= entry.bit
                entries.append(entry)
        return _prospect(entries)

    def able(self, prospect: Prospect, scope: str, mask: int) -> Iterator[str]:
        """The rules of a prospect, in order, that could hit in a unit of a scope which holds what ``mask`` says."""
        mask |= prospect.rules & self._elsewhere[scope]
        for entry in prospect.entries:
            if entry.scope == scope and mask & entry.wake and _holds(entry.need, mask):
                mask |= entry.bit
                yield entry.name

    def may_hit(self, node: Node, mask: int) -> bool:
        """Whether a part of a rule's block could hit where ``mask`` says what there is; parts unknown could."""
        need = self._nodes.get(id(node))
        if need is None or need.wake == EVERY:
            return True
        if not need.wake & mask:
            return False
        return (need.least == 1 and not need.parts) or _holds(need, mask)

    def woken(self, parts: Iterable[Node], mask: int) -> Sequence[Node]:
        """The parts of which ``mask`` has a bit of what wakes them: the quick half of :meth:`may_hit`, for many."""
        nodes = self._nodes
        return [
            part for part in parts if (need := nodes.get(id(part))) is None or need.wake == EVERY or need.wake & mask
        ]

    def _node(self, node: Node, name: str) -> Need:
        if id(node) not in self._nodes:
            self._nodes[id(node)] = self._read(node, name)
        return self._nodes[id(node)]

    def _read(self, node: Node, name: str) -> Need:
        if isinstance(node, Words | Feature | Pattern):
            bit = self._bits.get(Feature(node.name) if isinstance(node, Feature) else node)
            return _ALWAYS if bit is None else Need(1, (bit,), wake=bit)
        if isinstance(node, Hit):
            # A rule that carries the tag it names does not stand for itself.
            bits = self._tagged.get(node.tag or "", 0) if node.rule is None else self.rules[node.rule]
            return Need(1, (bits & ~self.rules[name],), wake=bits & ~self.rules[name])
        if isinstance(node, Count):
            return self._node(node.part, name)
        parts = [self._node(part, name) for part in node.parts]
        if isinstance(node, AllOf):
            return self._some(len(parts), parts)
        if isinstance(node, AnyOf):
            return self._some(1, parts)
        if isinstance(node, Some):
            return self._some(node.at_least, parts)
        return self._some(2, [parts[0], self._some(node.at_least, parts)])

    def _some(self, least: int, parts: Sequence[Need]) -> Need:
        """At least so many of the parts, without those that always hold."""
        open_ = [part for part in parts if part.least]
        least -= len(parts) - len(open_)
        if least <= 0:
            return _ALWAYS
        if len(open_) == 1:
            return open_[0]
        plain = [part.masks[0] for part in open_ if len(part.masks) == 1 and not part.parts]
        rest = [part for part in open_ if len(part.masks) != 1 or part.parts]
        if least == 1 and plain:
            plain = [reduce(or_, plain)]
        plain.sort(key=self._weight)
        rest.sort(key=lambda part: self._weight(part.wake))
        # Of any n - k + 1 parts one must hold where k of n do: the rarest are watched.
        wakes = sorted([*plain, *(part.wake for part in rest)], key=self._weight)
        wake = reduce(or_, wakes[: len(wakes) - least + 1])
        return Need(least, tuple(plain), tuple(rest), wake)

    def _wake(self, need: Need, scope: str | None) -> int:
        """Of any n - k + 1 parts one must hold where k of n do: the rarest are watched."""
        wakes = [self._awake(mask, scope) for mask in need.masks] + [self._wake(part, scope) for part in need.parts]
        chosen = sorted(wakes, key=self._weight)[: len(wakes) - need.least + 1]
        return EVERY if EVERY in chosen or not need.least else reduce(or_, chosen, 0)

    def _awake(self, mask: int, scope: str | None) -> int:
        """The mask with what wakes each of its rules; a rule of another scope hits anywhere."""
        if not mask >> self._first:  # it names no rule
            return mask
        named = (entry for entry in self._entries if mask & entry.bit)
        if scope is None:
            return reduce(or_, (entry.call for entry in named), mask)
        return reduce(or_, (entry.wake if entry.scope == scope else EVERY for entry in named), mask)

    def _weight(self, wake: int) -> float:
        if wake == EVERY:
            return float("inf")
        total = 0.0
        while wake:
            total += self._weights.get(wake & -wake, 1.0)
            wake &= wake - 1
        return total


def _prospect(entries: Sequence[Entry]) -> Prospect:
    rules = bits = 0
    for entry in entries:
        rules |= entry.bit
        bits |= entry.bits
    return Prospect(tuple(entries), rules, bits)


def _bits(need: Need) -> int:
    """Every bit that a need looks at."""
    return reduce(or_, map(_bits, need.parts), reduce(or_, need.masks, 0))


def _holds(need: Need, mask: int) -> bool:
    least, masks, parts, wake = need
    if not wake & mask:
        return not least
    spare = len(masks) + len(parts) - least
    for bits in masks:
        if bits & mask:
            least -= 1
        else:
            spare -= 1
            if spare < 0:
                return False
    for part in parts:
        if least <= 0:
            break
        if part.wake & mask and _holds(part, mask):
            least -= 1
        else:
            spare -= 1
            if spare < 0:
                return False
    return least <= 0
