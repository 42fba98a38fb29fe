from __future__ import annotations

import re

import pytest

from auditor.rules.excerpts import Excerpts
from auditor.rules.patterns import Screen
from auditor.rules.traits import loosened


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?<![\d.])1\d{2,4}(?!\d)", "价格 123"),
        (r"\b(?:add|insert) (?:your )?\w{3,12}(?=[.,]|\s*$)", "insert your name."),
        (r"[\u3400-\u9fff]{2}(?=(?:公司|[()]))\w", "某某公司"),
        (r"^\w{2,4}: ?x$", "ab\nкод: x\n"),
        (r"\{\d,\d\}|[,{]{1,2}=", "a{1,2}"),
        (r"\d+元", "٣元"),
    ],
)
def test_a_loosened_pattern_hits_where_the_pattern_does(pattern: str, text: str) -> None:
    own = re.compile(pattern, re.MULTILINE)
    assert own.search(text) is not None
    screen = Screen([{"sign": loosened(own)}])
    assert screen.seen(Excerpts(text)) == {"sign"}
    assert screen.seen(Excerpts("nothing here")) == frozenset()


def test_the_loosened_wording_of_several_patterns_hits_for_each() -> None:
    screen = Screen([{"sign": loosened(re.compile("^a(?!b)", re.MULTILINE), re.compile("c{1,3}d"))}])
    assert all(screen.seen(Excerpts(text)) for text in ("x\nac", "ccd"))
    assert not screen.seen(Excerpts("xa d"))
