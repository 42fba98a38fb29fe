from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.rules.cues import breaks, cues
from auditor.rules.patterns import Patterns
from auditor.rules.structure import SIGNS

PATTERNS = [source for group in SIGNS for source in group.values() if cues(source)]


@pytest.mark.parametrize(
    ("source", "strings"),
    [
        ("假一[罚赔]", {"假一罚", "假一赔"}),
        (r"(?:高价|长期)回收[0-9]{2,}", {"高价回收", "长期回收"}),
        (r"\p{Han}{2,4}包邮(?:到家)?", {"包邮", "包邮到家"}),
        (r"\x{5305}邮", {"包邮"}),
        ("no (?:[a-z]+ ){0,3}needed", {"needed"}),
        ("(?:wei){1,2}xin", {"weixin", "weiweixin"}),
    ],
)
def test_a_cue_is_the_rarest_of_what_a_pattern_must_hold(source: str, strings: set[str]) -> None:
    assert cues(source) == frozenset(strings)


@pytest.mark.parametrize(
    "source", ["[0-9]{3}", "(?:包邮|[0-9]+)", "包*邮*", "(?i)vx", "[[:alpha:]]包邮", "x{,3}", r"\Q包邮\E"]
)
def test_a_pattern_without_sure_strings_has_no_cues(source: str) -> None:
    assert cues(source) is None


@pytest.mark.parametrize(
    ("source", "most"),
    [
        ("包邮[^，\n]{0,9}", 0),
        ("[^a-z]包邮[^0-9]", 2),
        (r"包邮\s?到", 1),
        (r"包邮\s*到", inf),
        (r"包邮\P{Han}", 1),
        ("包邮.{0,9}", 0),
        ("(?s)包邮.", inf),
    ],
)
def test_a_pattern_tells_over_how_many_lines_it_may_hit(source: str, most: float) -> None:
    assert breaks(source) == most


@given(st.sampled_from(PATTERNS), st.text(alphabet="请点击此处插入年月公司xX×_callt.me/ 0129()【】名日", max_size=60))
def test_whatever_a_pattern_hits_holds_one_of_its_cues(source: str, text: str) -> None:
    for first, last in Patterns([("any", source)]).find(source, text.encode()):
        assert any(cue in text[first:last] for cue in cues(source) or ())
