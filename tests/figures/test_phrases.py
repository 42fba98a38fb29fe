from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.numerals import Number
from auditor.figures.phrases import read_phrase
from auditor.figures.quantities import Quantity
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("half a million people", "500000", "count"),
        ("half a mile away", "804.672", "length"),
        ("a quarter of the crop", "0.25", "share"),
        ("two-thirds of them", "0.666667", "share"),
        ("threefold", "3", "multiple"),
        ("翻了两番", "4", "multiple"),
        ("半数以上", "0.5", "share"),
        ("半年", "0.5", "duration"),
        ("one in five", "0.2", "share"),
        ("third-largest", "3", "rank"),
    ],
)
def test_a_quantity_in_words_has_its_value(text: str, value: str, dimension: str) -> None:
    found = read_phrase(text, 0)
    assert isinstance(found, Quantity)
    assert found.value is not None
    assert abs(found.value - Decimal(value)) < Decimal("0.001")
    assert found.dimension == dimension


@pytest.mark.parametrize(
    "text",
    ["half-time", "a third party", "first half", "a quarter earlier", "半导体", "倍受", "one another", "one of them"],
)
def test_words_of_other_meaning_are_passed_over(text: str) -> None:
    found = read_phrase(text, 0)
    assert isinstance(found, int)
    assert found > 0


def test_a_number_in_words_still_wants_its_unit() -> None:
    assert isinstance(read_phrase("three years", 0), Number)


@pytest.mark.parametrize(
    ("text", "value"),
    [("one in twenty of the pupils", "0.05"), ("one pupil in five", "0.2"), ("twice today's number", "2")],
)
def test_words_behind_a_fraction_or_a_multiple_do_not_hide_it(text: str, value: str) -> None:
    assert scan(f"It was {text}.").quantities[0].value == Decimal(value)


@pytest.mark.parametrize("text", ["prices fell by almost a fifth last winter", "a third said so"])
def test_a_fraction_is_known_by_what_stands_around(text: str) -> None:
    assert [found.unit for found in scan(text).quantities][:1] == ["ratio"]


def test_what_a_third_party_does_is_no_share() -> None:
    assert scan("The drive was encrypted by a third party.").quantities == ()
