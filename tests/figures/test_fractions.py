from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.fractions import han_fraction, slash
from auditor.figures.numerals import read_number
from auditor.figures.quantities import Quantity
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "value"), [("五分之三的人", "0.6"), ("百分之八点五", "0.085"), ("二又四分之一", "2.25")]
)
def test_a_fraction_in_han_numerals_has_its_value(text: str, value: str) -> None:
    number = read_number(text, 0)
    assert number is not None
    found = han_fraction(text, number)
    assert isinstance(found, Quantity)
    assert found.value == Decimal(value)


def test_a_slash_between_small_numbers_is_a_fraction() -> None:
    found = slash("3/4 of them", 0)
    assert isinstance(found, Quantity)
    assert found.value == Decimal("0.75")


def test_a_slash_between_a_month_and_a_day_is_none() -> None:
    assert slash("11/16", 0) == len("11/16")


@pytest.mark.parametrize("text", ["每四户里有五户", "每十人中有男有女"])
def test_what_is_no_part_is_no_share(text: str) -> None:
    assert [found for found in scan(text).quantities if found.dimension == "share"] == []
