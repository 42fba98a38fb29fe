"""The language of ``match`` blocks: reads one into a tree of frozen nodes, or says which field is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

__all__ = [
    "AllOf",
    "AnyOf",
    "Count",
    "Feature",
    "Hit",
    "Match",
    "Near",
    "Node",
    "Pattern",
    "Some",
    "Words",
    "leaves",
    "read_match",
]

# How far around a hit an `except` context may stand and still void it, unless the rule says otherwise: two sentences.
_EXCEPT_WITHIN = 80
_MAX_WITHIN = 2000
# Features whose places are surroundings: what stands inside them counts as near them.
_DEAR = frozenset({"off-topic"})
# A keyword one character longer is so many times rarer; only the order of the results matters.
_LETTERS = 32.0
# Keywords of a list by which it is judged how common they are.
_SAMPLE = 64
SURROUNDINGS = frozenset(
    {
        "foreign-run",
        "hidden-html",
        "sales-aside",
        "sales-hint",
        "sales-shout",
        "sales-talk",
        "sales-text",
        "sales-tone",
        "script-island",
        "short-island",
        "title-list",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """Any of these keywords. The hash is kept: lists are long, and each is looked up many times a document."""

    words: tuple[str, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash(self.words))

    def __hash__(self) -> int:
        return self._hash

    @property
    def commonness(self) -> float:
        """Roughly how often a text holds one of them: short keywords are common, a Han character says as much as two letters."""
        some = self.words[:_SAMPLE]
        mean: float = sum(_LETTERS ** -(len(word) / (2 if word.isascii() else 1)) for word in some) / max(1, len(some))
        return mean * len(self.words)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression in RE2's syntax, on the folded text (lower case, half width, simplified; digits kept)."""

    source: str


@dataclass(frozen=True, slots=True)
class Feature:
    """A structure feature by name; ``at_least`` is how many of its places the unit must hold."""

    name: str
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit of another rule, or of any rule that carries a tag: what meta rules are made of."""

    rule: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part hits in the unit."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part hits in the unit and none of ``without`` does."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """The first part hits, and with it ``at_least`` parts in all, not overlapping, at most ``within`` characters away.

    ``around`` says of each part whether it is a surrounding, inside which the others may stand.
    """

    parts: tuple[Node, ...]
    within: int
    at_least: int
    around: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """The part hits ``at_least`` times in the unit; with ``distinct`` only different wordings count."""

    part: Node
    at_least: int
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Some:
    """At least so many of the parts hit in the unit, no two of them at the same place."""

    parts: tuple[Node, ...]
    at_least: int


Node = Words | Pattern | Feature | Hit | AnyOf | AllOf | Near | Count | Some


@dataclass(frozen=True, slots=True)
class Match:
    """A whole ``match`` block. ``unless`` are the contexts that void a hit; ``replaces`` names the rules it outranks.

    ``steps`` are those of folding through which its words and patterns may be found, or None for all.
    """

    node: Node
    unless: tuple[Node, ...] = ()
    unless_within: int = _EXCEPT_WITHIN
    replaces: tuple[str, ...] = ()
    steps: frozenset[str] | None = None


def read_match(block: Any, lists: Mapping[str, Sequence[str]]) -> Match:
    """The tree of a ``match`` block. Raises ValueError that names the field."""
    if not isinstance(block, Mapping):
        raise ValueError("'match' is a mapping")  # noqa: TRY004  # the loader words every fault of a pack alike
    rest = {key: value for key, value in block.items() if key not in {"except", "except_within", "replaces"}}
    return Match(
        _node(rest, lists, "match"),
        _nodes(block["except"], lists, "match.except") if "except" in block else (),
        _number(block.get("except_within", _EXCEPT_WITHIN), "match.except_within", _MAX_WITHIN),
        tuple(map(str, _list(block.get("replaces", ("",)), "match.replaces"))) if "replaces" in block else (),
    )


def _node(block: Any, lists: Mapping[str, Sequence[str]], field: str) -> Node:
    """One node; several keys in one mapping must all hit."""
    if not isinstance(block, Mapping) or not block:
        raise ValueError(f"'{field}' is a mapping with at least one of: {', '.join(sorted(_READERS))}, none")
    if unknown := set(block) - set(_READERS) - {"none"}:
        raise ValueError(f"unknown field '{field}.{min(map(str, unknown))}'")
    parts = tuple(_READERS[key](value, lists, f"{field}.{key}") for key, value in block.items() if key != "none")
    parts = tuple(sorted(parts, key=_cost))
    if not parts:
        raise ValueError(f"'{field}' has only 'none', so it would hit everywhere")
    without = _nodes(block["none"], lists, f"{field}.none") if "none" in block else ()
    return parts[0] if len(parts) == 1 and not without else AllOf(parts, without)


def _nodes(value: Any, lists: Mapping[str, Sequence[str]], field: str) -> tuple[Node, ...]:
    return tuple(_node(part, lists, f"{field}[{n}]") for n, part in enumerate(_list(value, field)))


def _list(value: Any, field: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f"'{field}' is a list that is not empty")
    return value


def _number(value: Any, field: str, most: int = 1_000_000, least: int = 1) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"'{field}' is a whole number from {least} to {most}")
    return value


def _word(value: Any, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"'{field}' holds {value!r}: put words in quotes, leave none empty")
    return value


def _words(value: Any, _: Mapping[str, Sequence[str]], field: str) -> Node:
    return Words(tuple(_word(word, field) for word in _list(value, field)))


def _named(value: Any, lists: Mapping[str, Sequence[str]], field: str) -> Node:
    names = [value] if isinstance(value, str) else _list(value, field)
    for name in names:
        if name not in lists:
            raise ValueError(f"'{field}' names the list {name!r}, which this pack does not have")
    return Words(tuple(chain.from_iterable([lists[name] for name in names])))


def _pattern(value: Any, _: Mapping[str, Sequence[str]], field: str) -> Node:
    return Pattern(_word(value, field))


def _feature(value: Any, _: Mapping[str, Sequence[str]], field: str) -> Node:
    if isinstance(value, str):
        return Feature(value)
    _fields(value, {"name"}, {"at_least"}, field)
    return Feature(_word(value["name"], f"{field}.name"), _number(value.get("at_least", 1), f"{field}.at_least"))


def _near(value: Any, lists: Mapping[str, Sequence[str]], field: str) -> Node:
    _fields(value, {"within", "of"}, {"at_least"}, field)
    parts = _nodes(value["of"], lists, f"{field}.of")
    at_least = _number(value.get("at_least", len(parts)), f"{field}.at_least", len(parts))
    parts = (parts[0], *sorted(parts[1:], key=lambda part: (_is_surrounding(part), _cost(part))))
    around = tuple(map(_is_surrounding, parts))
    return Near(parts, _number(value["within"], f"{field}.within", _MAX_WITHIN, 0), at_least, around)


def _some(value: Any, lists: Mapping[str, Sequence[str]], field: str) -> Node:
    _fields(value, {"of", "at_least"}, set(), field)
    parts = tuple(sorted(_nodes(value["of"], lists, f"{field}.of"), key=_cost))
    return Some(parts, _number(value["at_least"], f"{field}.at_least", len(parts)))


def _count(value: Any, lists: Mapping[str, Sequence[str]], field: str) -> Node:
    _fields(value, {"of", "at_least"}, {"distinct"}, field)
    distinct = value.get("distinct", False)
    if not isinstance(distinct, bool):
        raise ValueError(f"'{field}.distinct' is true or false")  # noqa: TRY004  # one kind of fault for the loader
    return Count(_node(value["of"], lists, f"{field}.of"), _number(value["at_least"], f"{field}.at_least"), distinct)


def _is_surrounding(node: Node) -> bool:
    """Whether what stands inside the node's places counts as near them: hits of rules, and surroundings."""
    if isinstance(node, AnyOf):
        return all(map(_is_surrounding, node.parts))
    return isinstance(node, Hit) or (isinstance(node, Feature) and node.name in SURROUNDINGS)


def _cost(node: Node) -> int:
    """Cheap parts come first: where a keyword is missing, no pattern or feature is looked for."""
    if isinstance(node, AllOf):
        return max(map(_cost, (*node.parts, *node.without)))
    if isinstance(node, AnyOf | Near | Some):
        return max(map(_cost, node.parts))
    if isinstance(node, Count):
        return _cost(node.part)
    if isinstance(node, Feature) and node.name in _DEAR:
        return 4
    return {Words: 0, Hit: 1, Feature: 2, Pattern: 3}[type(node)]


def _fields(value: Any, needed: set[str], allowed: set[str], field: str) -> None:
    if not isinstance(value, Mapping):
        raise ValueError(f"'{field}' is a mapping")  # noqa: TRY004  # one kind of fault for the loader
    if missing := needed - set(value):
        raise ValueError(f"'{field}.{min(missing)}' is missing")
    if unknown := set(map(str, value)) - needed - allowed:
        raise ValueError(f"unknown field '{field}.{min(unknown)}'")


_READERS: Mapping[str, Callable[[Any, Mapping[str, Sequence[str]], str], Node]] = {
    "all": lambda value, lists, field: AllOf(tuple(sorted(_nodes(value, lists, field), key=_cost))),
    "any": lambda value, lists, field: AnyOf(_nodes(value, lists, field)),
    "keywords": _words,
    "list": _named,
    "regex": _pattern,
    "feature": _feature,
    "near": _near,
    "count": _count,
    "some": _some,
    "rule": lambda value, _, field: Hit(rule=_word(value, field)),
    "tag": lambda value, _, field: Hit(tag=_word(value, field)),
}


def leaves(node: Node, *, needed: bool = False) -> tuple[Node, ...]:
    """Every node without parts, in reading order; if ``needed``, without those that must not be there."""
    if isinstance(node, AnyOf | Near | Some):
        return tuple(leaf for part in node.parts for leaf in leaves(part, needed=needed))
    if isinstance(node, AllOf):
        parts = node.parts if needed else (*node.parts, *node.without)
        return tuple(leaf for part in parts for leaf in leaves(part, needed=needed))
    return leaves(node.part, needed=needed) if isinstance(node, Count) else (node,)
