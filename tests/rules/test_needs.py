from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.rules.grammar import AllOf, AnyOf, Count, Feature, Match, Near, Node, Pattern, Some, Words
from auditor.rules.load import load
from auditor.rules.needs import Needs
from auditor.rules.rule import Rule
from auditor.rules.structure import FEATURES, SIGNS, Structure
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
    assert bool(needs.able("line", mask)) == could_hit(node, mask)
    if could_hit(node, mask):
        assert needs.wake("line") & mask


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
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_a_sign_never_hides_a_feature(text: str) -> None:
    view = fold(text)
    without = Structure(text, view)
    without.__dict__["signs"] = frozenset({*SIGNS.values(), "mobile", "add-name", "latin-words"})
    for name in (*SIGNS, "contact", "foreign-run"):
        assert name in FEATURES
        assert list(Structure(text, view).places(name)) == list(without.places(name))
