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


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("a cool quarter of a million euros", "250000", "money"),
        ("a couple of hundred pupils", "200", "count"),
        ("waited an hour and a half", "1.5", "duration"),
        ("a tonne and a half of gravel", "1500", "mass"),
        ("two-and-a-half years", "2.5", "duration"),
        ("one-and-a-half million", "1500000", "count"),
        ("in three-quarters of an hour", "0.75", "duration"),
        ("one in every 400 births", "0.0025", "share"),
        ("a 1-in-3,000 chance", "0.000333", "share"),
        ("two in five of its lines", "0.4", "share"),
        ("补贴砍半", "-0.5", "growth"),
    ],
)
def test_a_quantity_told_in_several_words_is_one(text: str, value: str, dimension: str) -> None:
    (found,) = scan(text).quantities
    assert found.dimension == dimension
    assert found.value is not None
    assert abs(found.value - Decimal(value)) < Decimal("0.00001")


def test_a_half_that_follows_no_unit_is_a_share() -> None:
    (found,) = scan("He gave away a car and a half of his savings.").quantities
    assert (found.dimension, found.value) == ("share", Decimal("0.5"))


@pytest.mark.parametrize(
    "text", ["They staged “Twelve Angry Men” again.", 'Her debut, "Seven Winters in Rome", sold well.']
)
def test_the_number_of_a_quoted_title_counts_nothing(text: str) -> None:
    assert scan(text).quantities == ()


def test_who_is_quoted_still_counts() -> None:
    assert [found.value for found in scan('"Seven people are missing," she said.').quantities] == [7]


@pytest.mark.parametrize(
    "text", ["Two villages: double attack", "a double win", "the triple crown", "He won the double."]
)
def test_what_is_double_is_not_doubled(text: str) -> None:
    assert [found for found in scan(text).quantities if found.dimension == "multiple"] == []


@pytest.mark.parametrize("text", ["exports will double by May", "more than double the toll", "Fees triple in June"])
def test_what_doubles_is_a_multiple(text: str) -> None:
    assert [found.dimension for found in scan(text).quantities] == ["multiple"]


@pytest.mark.parametrize(
    ("text", "value"), [("Six in every hundred fail", "0.06"), ("or one in 64, drop out", "0.015625")]
)
def test_a_share_may_be_of_any_number(text: str, value: str) -> None:
    (found,) = scan(text).quantities
    assert (found.dimension, found.value) == ("share", Decimal(value))


def test_one_in_a_year_is_no_share() -> None:
    assert [found for found in scan("She won one in 1994.").quantities if found.dimension == "share"] == []
