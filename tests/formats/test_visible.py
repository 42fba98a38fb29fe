from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.formats._visible import HIDDEN, nothing_hides, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "⟦U+001B⟧[2J"),
        ("a\x00b", "a⟦U+0000⟧b"),
        ("\u202egnp.exe", "⟦U+202E⟧gnp.exe"),
        ("pay\u200bment", "pay⟦U+200B⟧ment"),
        ("\ud800", "⟦U+D800⟧"),
        ("\U000e0041", "⟦U+E0041⟧"),
        ("line\r\nline", "line\nline"),
        ("over\rwritten", "over⟦U+000D⟧written"),
    ],
)
def test_what_hides_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["普通的中文，带标点。", "Plain English – with “quotes”", "👩\u200d🔬 ❤️", "tab\tand\nbreak"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    assert not HIDDEN.search(visible(text))


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_one_line_is_one_short_line(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u034f\u115f\u180b\u3164\uffa0\U000e0100\u3000\n")))
)
def test_nothing_hides_where_a_glance_says_so(text: str) -> None:
    if nothing_hides(text):
        assert not HIDDEN.search(text)
