from __future__ import annotations

import pytest

from auditor.figures.following import classifier_after, currency_after, currency_before, unit_after


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3公里长", "公里"),
        ("3 kilometres long", "kilometres"),
        ("3-mile walk", "mile"),
        ("3TWh", "TWh"),
        ("3毫米汞柱", "毫米汞柱"),
        ("3 MILES", "MILES"),
        ("3 kwH", None),
        ("3元旦", None),
        ("3 mob", None),
        ("3年级", None),
        ("3", None),
    ],
)
def test_a_unit_is_the_longest_word_that_ends_where_it_ends(text: str, word: str | None) -> None:
    found = unit_after(text, 1)
    assert (found.word if found else None) == word


def test_a_unit_spans_the_blank_before_it() -> None:
    found = unit_after("12 km", 2)
    assert found is not None
    assert (found.start, found.end) == (2, 5)


@pytest.mark.parametrize(
    ("text", "word"), [("9元日币", "日币"), ("9元", "元"), ("9 Dollars", "Dollars"), ("9元旦", None)]
)
def test_a_currency_follows_its_number(text: str, word: str | None) -> None:
    found = currency_after(text, 1)
    assert (found.word if found else None) == word


def test_a_measure_word_may_stand_behind_more() -> None:
    found = classifier_after("3余家", 1)
    assert found is not None
    assert (found.word, found.more) == ("家", "余")


@pytest.mark.parametrize(
    ("before", "word"), [("约RMB ", "RMB"), ("of US$", "US$"), ("of $", "$"), ("ARM", None), ("共", None), ("", None)]
)
def test_a_currency_before_a_number_is_a_word_of_its_own(before: str, word: str | None) -> None:
    found = currency_before(f"{before}5", len(before))
    assert (found.word if found else None) == word
