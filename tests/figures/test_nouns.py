from __future__ import annotations

import pytest

from auditor.figures.nouns import counted_noun, speaks_of_money


@pytest.mark.parametrize(
    ("text", "noun", "unit"),
    [
        ("12 new hydrogen engines ran", "new hydrogen engines", "engine"),
        ("300 companies", "companies", "company"),
        ("40 people died", "people", "person"),
        ("7 batteries", "batteries", "battery"),
        ("9 school buses", "school buses", "bus"),
        ("90 more nurses", "nurses", "nurse"),
    ],
)
def test_a_number_counts_the_plural_after_it(text: str, noun: str, unit: str) -> None:
    found = counted_noun(text, text.index(" "))
    assert found is not None
    (start, end), name = found
    assert text[start:end] == noun
    assert name == unit


@pytest.mark.parametrize("text", ["12 of the", "12", "12 more than planned hours", "12 in 2024", "12 dead"])
def test_without_a_plural_nothing_is_counted(text: str) -> None:
    assert counted_noun(text, 2) is None


def test_the_nearest_word_says_whether_money_is_meant() -> None:
    assert speaks_of_money("票房突破2亿", 4) is True
    assert speaks_of_money("用户突破2亿", 4) is False
    assert speaks_of_money("已经突破2亿", 4) is None
