from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.rules.excerpts import Excerpts
from auditor.rules.patterns import Screen

LINES = [f"第{nth}行，说的是图书馆与旧书。" for nth in range(200)]


def test_a_pattern_is_looked_for_in_the_lines_with_its_cues() -> None:
    lines = [*LINES[:100], "全场包邮", *LINES[100:]]
    text = "\n".join(lines)
    assert Excerpts(text, {0: [text.index("包邮")]}).of(0, 0).decode() == "全场包邮"
    assert Excerpts(text, {0: [text.index("包邮")]}).of(0, 1).decode() == "\n".join(lines[99:102])


def test_lines_side_by_side_stay_in_one_piece() -> None:
    text = "\n".join([*LINES[:100], "全场包邮", "今日包邮", *LINES[100:]])
    places = [text.index("包邮"), text.rindex("包邮")]
    assert Excerpts(text, {0: places}).of(0, 0).decode() == "全场包邮\n今日包邮"


def test_a_pattern_that_hits_over_many_lines_is_looked_for_in_the_whole_text() -> None:
    text = "\n".join(LINES)
    assert Excerpts(text, {0: [3]}).of(0, 3).decode() == text


@given(
    st.lists(st.sampled_from(["图书馆", "包邮", "x包邮", "到家", "", "包", "邮y"]), max_size=40).map("\n".join),
    st.sampled_from(["包邮", "(?:^|[^x])包邮", "包邮(?:[^y]|$)", "包邮\\n到", "(?m)^包邮$", "[^0-9]包邮[^0-9]"]),
)
def test_the_lines_with_cues_tell_as_much_as_the_whole_text(text: str, source: str) -> None:
    text = "\n".join([text, *LINES, text])
    screen = Screen([{"it": source}])
    places = [at for at in range(len(text)) if text.startswith("包邮", at)]
    whole = screen.seen(Excerpts(text))
    assert whole <= screen.seen(Excerpts(text, {0: places} if places else {}))
