from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.numerals import read_number
from auditor.figures.ranges import second_end


def ends(text: str, start: int = 0) -> tuple[Decimal, Decimal] | None:
    number = read_number(text, start)
    assert number is not None
    second = second_end(text, number)
    return None if second is None else (number.value, second[0].value)


@pytest.mark.parametrize(
    "text",
    ["35—40%", "3-5年", "18 to 20 million tonnes", "5% to 10%", "44 mg to 50 mg", "三到五个", "8- to 16-metre masts"],
)
def test_two_numbers_of_one_unit_are_a_range(text: str) -> None:
    assert ends(text) is not None


@pytest.mark.parametrize("text", ["10-5家", "3% to 12 people", "555-1234", "5 and 6", "2至", "5% 到 8家"])
def test_other_pairs_are_no_range(text: str) -> None:
    assert ends(text) is None


def test_a_change_and_the_level_it_led_to_are_no_range() -> None:
    text = "Prices rose 5% to 10%"
    assert ends(text, text.index("5")) is None


def test_and_joins_a_range_only_after_between() -> None:
    assert ends("between 40 and 50 houses", 8) == (Decimal(40), Decimal(50))
    assert ends("the 40 and 50 houses", 4) is None


@pytest.mark.parametrize("text", ["增长10%到12%", "anywhere from $35 to $60"])
def test_what_lies_between_two_rates_or_prices_is_a_range(text: str) -> None:
    assert ends(text, text.index("1" if "1" in text else "3")) is not None


@pytest.mark.parametrize("text", ["失业率上涨3%至5%", "Spreads widened 13bp to 142bp"])
def test_a_rate_and_the_level_that_it_led_to_are_no_range(text: str) -> None:
    assert ends(text, text.index("3") - (text[text.index("3") - 1] == "1")) is None
