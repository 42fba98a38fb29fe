from __future__ import annotations

import pytest

from auditor.rules.patterns import Patterns, required


@pytest.mark.parametrize(
    ("source", "literal"),
    [
        ("价格[0-9]+元", "价格"),
        ("abc?d", "ab"),
        ("甲乙{0,2}丙丁", "丙丁"),
        ("a|bcd", None),
        ("(abc)+", None),
        (r"\p{Han}+", None),
        ("[abc]", None),
        ("(?i)abc", None),
    ],
)
def test_a_literal_is_required_only_where_no_hit_can_do_without_it(source: str, literal: str | None) -> None:
    assert required(source) == literal


def test_what_is_required_stands_in_every_hit() -> None:
    for source, text in (("x?价格[0-9]+元?", "价格7"), ("甲乙{0,2}丙丁", "甲丙丁"), ("a[(]bcd", "a(bcd")):
        literal = required(source)
        assert Patterns([("rule", source)]).find(source, text.encode())
        assert literal is None or literal in text
