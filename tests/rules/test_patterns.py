from __future__ import annotations

import pytest

from auditor.errors import BadRules
from auditor.rules.excerpts import Excerpts
from auditor.rules.patterns import Patterns, Screen


def test_one_pass_names_just_the_patterns_that_hit() -> None:
    patterns = Patterns([("a", "价格[0-9]+元"), ("b", r"\p{So}"), ("c", "甲乙{0,2}丙丁")])
    a, *rest = patterns.sources
    screen = Screen([{a: a}, {source: source for source in rest}])
    assert screen.seen(Excerpts("价格300元，甲丙丁")) == {"价格[0-9]+元", "甲乙{0,2}丙丁"}
    assert screen.seen(Excerpts("无")) == frozenset()


def test_patterns_in_several_groups_are_seen_together() -> None:
    sources = [f"word{number}x" for number in range(200)]
    screen = Screen({source: source for source in sources[first : first + 12]} for first in range(0, 200, 12))
    assert screen.seen(Excerpts("word7x and word199x")) == {"word7x", "word199x"}


def test_lone_surrogates_hide_no_other_pattern() -> None:
    screen = Screen([{"price": "价格[0-9]"}])
    assert screen.seen(Excerpts("\ud800价格3")) == {"price"}


@pytest.mark.parametrize("source", ["(?=a)b", r"(a)\1", "(a{1000}){1000}", "a*"])
def test_what_is_not_linear_or_hits_nothing_is_refused_by_rule_and_field(source: str) -> None:
    with pytest.raises(BadRules, match=r"rule 'mine': 'regex'"):
        Patterns([("mine", source)])
