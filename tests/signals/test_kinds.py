from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.signals._kinds import SCRIPTS, count, kinds, letters


@given(st.text(max_size=60))
def test_every_character_has_one_kind_wherever_it_stands(text: str) -> None:
    assert kinds(text) == b"".join(map(kinds, text))


@pytest.mark.parametrize(
    ("text", "marks"),
    [("Ferry 7\n", b"lllll 0n"), ("们們人。", b"sth."), ("é\x00\ud800ﬁ□", b"acrfr"), ("・ー", b"..")],
)
def test_the_kinds_of_some_characters(text: str, marks: bytes) -> None:
    assert kinds(text) == marks


def test_letters_are_counted_by_their_script() -> None:
    assert letters(kinds("港口 の Ferry é Ω 12")) == {"latin": 6, "han": 2, "kana": 1, "hangul": 0} | {
        "cyrillic": 0,
        "arabic": 0,
        "thai": 0,
        "greek": 1,
    }


def test_han_characters_of_all_kinds_are_counted_together() -> None:
    assert count(kinds("们們人 ab"), SCRIPTS["han"]) == 3
