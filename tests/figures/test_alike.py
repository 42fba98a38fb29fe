from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.alike import narrowing, shared


def test_clauses_on_one_thing_share_most_of_their_words() -> None:
    common, share = shared("the air ambulance flew # missions", "mission count of the air ambulance: #")
    assert common >= 3
    assert share >= 0.5


def test_clauses_on_other_things_share_nothing() -> None:
    assert shared("新增深水网箱 #", "渔民人均收入 #") == (0, 0.0)


def test_chinese_clauses_meet_by_pairs_of_characters() -> None:
    assert shared("全市自行车道总长 #", "建成的自行车专用道为 #")[0] >= 2


def test_languages_meet_through_the_vocabulary() -> None:
    assert shared("核电发电量为 #", "nuclear reactors fed # into the grid, a generation record")[0] >= 2


def test_what_stands_beyond_the_comma_does_not_narrow() -> None:
    assert narrowing("共有工坊 # ，其中设在乡村的占") == frozenset()


def test_a_modifier_beside_the_figure_narrows() -> None:
    assert "foreign" in narrowing("the number of foreign companies rose to #")


def test_installing_is_not_standing() -> None:
    assert narrowing("fitters installed # heat pumps") != narrowing("there were # heat pumps in use")


@given(st.text(max_size=60), st.text(max_size=60))
def test_sharing_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert shared(a, b) == shared(b, a)
    assert 0 <= shared(a, b)[1] <= 1
