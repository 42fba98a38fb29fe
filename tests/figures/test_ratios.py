from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.numerals import read_number
from auditor.figures.ratios import percent_after, ratio
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("8%", "0.08", "share"),
        ("8 per cent", "0.08", "share"),
        ("3‰", "0.003", "share"),
        ("六成多", "0.6", "share"),
        ("七成八", "0.78", "share"),
        ("9.5折", "0.95", "share"),
        ("25 basis points", "0.0025", "percent-point"),
        ("1.5倍", "1.5", "multiple"),
        ("3 times as many", "3", "multiple"),
    ],
)
def test_a_ratio_is_a_fraction_of_one(text: str, value: str, dimension: str) -> None:
    number = read_number(text, 0)
    assert number is not None
    found = ratio(text, number, number)
    assert found is not None
    assert (found.value, found.dimension) == (Decimal(value), dimension)


@pytest.mark.parametrize("text", ["3成员", "5 times a week", "三折叠", "3 xylophones", "40 points"])
def test_other_words_make_no_ratio(text: str) -> None:
    number = read_number(text, 0)
    assert number is not None
    assert ratio(text, number, number) is None


def test_points_after_a_percentage_are_percentage_points() -> None:
    text = "down 4%, 2 points"
    assert percent_after(text, text.index("2") + 1) is not None
    assert percent_after("2 points", 1) is None


def test_points_of_turnout_are_percentage_points() -> None:
    assert scan("Turnout was 12 points higher.").quantities[0].dimension == "percent-point"
