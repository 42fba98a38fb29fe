from __future__ import annotations

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.rules.grammar import AllOf, AnyOf, Count, Feature, Hit, Match, Near, Node, Pattern, Some, Words
from auditor.rules.load import load
from auditor.rules.needs import Needs
from auditor.rules.rule import Rule
from auditor.rules.structure import FEATURES, Structure
from auditor.text.fold import fold

LEAVES = [Words((f"word{nth}",)) for nth in range(6)]
BITS: dict[Words | Feature | Pattern, int] = {leaf: 1 << nth for nth, leaf in enumerate(LEAVES)}


def together(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        several.map(AnyOf),
        several.map(AllOf),
        parts.map(lambda part: Count(part, 2)),
        several.flatmap(lambda found: st.integers(1, len(found)).map(lambda least: Some(found, least))),
        several.flatmap(
            lambda found: st.integers(1, len(found)).map(lambda n: Near(found, 9, n, tuple(False for _ in found)))
        ),
    )


NODES: st.SearchStrategy[Node] = st.recursive(st.sampled_from(LEAVES), together, max_leaves=12)


def could_hit(node: Node, mask: int) -> bool:
    """Whether a node's parts are there, said as plainly as possible."""
    if isinstance(node, Words):
        return bool(BITS[node] & mask)
    if isinstance(node, Count):
        return could_hit(node.part, mask)
    if isinstance(node, AnyOf):
        return any(could_hit(part, mask) for part in node.parts)
    if isinstance(node, AllOf):
        return all(could_hit(part, mask) for part in node.parts)
    assert isinstance(node, Some | Near)
    enough = sum(could_hit(part, mask) for part in node.parts) >= node.at_least
    return enough and (isinstance(node, Some) or could_hit(node.parts[0], mask))


@cache
def some_rule() -> Rule:
    return next(rule for rule in load().of("packs").values() if rule.scope == "line")


@settings(max_examples=300, deadline=None)
@given(NODES, st.integers(0, 63))
def test_a_rule_is_able_just_where_its_parts_are(node: Node, mask: int) -> None:
    needs = Needs(["mine"], {"mine": some_rule()}, {"mine": Match(node)}, BITS, {})
    prospect = needs.prospect((), mask)
    assert bool(prospect.entries) == could_hit(node, mask)
    assert bool([*needs.able(needs.prospect((), 63), "line", mask)]) == could_hit(node, mask)
    if could_hit(node, mask):
        assert prospect.wakes["line"] & mask


@settings(max_examples=300, deadline=None)
@given(st.lists(NODES, min_size=1, max_size=3), st.integers(0, 63), st.integers(0, 63))
def test_what_is_lost_narrows_to_what_is_left(nodes: list[Node], mask: int, lost: int) -> None:
    names = [f"rule-{nth}" for nth in range(len(nodes))]
    matches = {name: Match(node) for name, node in zip(names, nodes, strict=True)}
    needs = Needs(names, dict.fromkeys(names, some_rule()), matches, BITS, {})
    narrowed = needs.without(needs.prospect((), mask), mask & lost, mask & ~lost)
    assert narrowed.entries == needs.prospect((), mask & ~lost).entries


def test_a_rule_of_another_scope_is_waited_for() -> None:
    line, document = some_rule(), replace(some_rule(), scope="document")
    matches = {"word": Match(LEAVES[0]), "meta": Match(AllOf((Hit(rule="word"), LEAVES[1])))}
    needs = Needs(["word", "meta"], {"word": document, "meta": line}, matches, BITS, {})
    assert [entry.name for entry in needs.prospect((), 0b11).entries] == ["word", "meta"]
    assert needs.prospect((), 0b10).entries == ()
    assert [*needs.able(needs.prospect((), 0b11), "line", 0b10)] == ["meta"]
    assert [*needs.able(needs.prospect((), 0b11), "line", 0b01)] == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "加a",
                "加",
                "13800138000",
                "138 0013 8000",
                "kf_88",
                "www.",
                ".com",
                "example.org/x",
                "+86 ",
                "010-6655",
                "x7k2p9q4w8e3r",
                "天气",
                " the long way ",
                "，",
                "\n",
                "9",
                "٣٣٣",
                "aa12",
                "{{name}}",
                "【插入标题】",
                "[城市]",
                "此处插入图片",
                "(公司)",
                "洛阳装修,",
                "洛阳装修-",
                "洛阳装修公司价格",
                "99元",
                "¥5",
                " - ",
                "ab@cd.ef",
                "c4s1n0 ",
                "telegram @",
                "qq：",
                "call me on ",
                "lorem ipsum ",
                "敬爱的%s，",
                "[your name]",
                " | ",
                "酒店",
                "、",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_a_sign_never_hides_a_feature(text: str) -> None:
    view = fold(text)
    without = Structure(text, view)
    without.__dict__["signs"] = frozenset(sign for trait in FEATURES.values() for sign in trait.signs)
    for name in FEATURES:
        assert list(Structure(text, view).places(name)) == list(without.places(name))
