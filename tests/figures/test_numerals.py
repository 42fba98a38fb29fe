from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.numerals import MAX_RUN, Number, read_number, significant

SCALES = {"万": 4, "亿": 8, "万亿": 12, " million": 6, " billion": 9, " trillion": 12, " crore": 7}


def read(text: str, *, money: bool = False) -> Number:
    number = read_number(text, 0, money=money)
    assert number is not None
    return number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("５０００人", "5000"),
        ("1 250张票", "1250"),
        ("1.2万亿元", "1.2e12"),
        ("3亿5000万元", "350000000"),
        ("1万2千", "12000"),
        ("两个亿", "200000000"),
        ("30w左右", "300000"),
        ("10k runners", "10000"),
        ("1.5m people", "1500000"),
        ("2 1/2 inches", "2.5"),
        ("7½ hours", "7.5"),
        ("4e14", "4e14"),
        ("3 lakh crore", "3e12"),
        ("two hundred and forty", "240"),
        ("twenty-three", "23"),
        ("a dozen", "12"),
        ("三千二百万", "32000000"),
        ("四百点五", "400.5"),
        ("两千三百八十三点七亿", "238370000000"),
        ("壹万贰仟元", "12000"),
    ],
)
def test_a_numeral_has_the_value_a_reader_gives_it(text: str, value: str) -> None:
    assert read(text).value == Decimal(value)


def test_a_letter_is_a_magnitude_only_beside_a_currency() -> None:
    assert read("5m", money=True).value == Decimal(5_000_000)
    assert read("5m").value == Decimal(5)


def test_five_and_six_are_two_numbers() -> None:
    assert read("five and six").value == Decimal(5)


def test_a_kilowatt_is_not_a_thousand_of_something() -> None:
    assert read("3千瓦").value == Decimal(3)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("3000多", 3000, 4000), ("180余", 180, 190), ("14余万", 140_000, 150_000)]
)
def test_more_opens_a_value_up_to_the_next_digit(text: str, low: int, high: int) -> None:
    number = read(text)
    assert number.more
    assert (number.value, number.high) == (Decimal(low), Decimal(high))


def test_a_run_of_digits_that_no_one_counts_is_no_number() -> None:
    assert read_number("1" * (MAX_RUN + 1), 0) is None
    assert read_number("1e99", 0) is None


def test_digits_behind_a_magnitude_belong_to_it() -> None:
    assert read("420万4836元").value == Decimal(4_204_836)
    assert read("3.2×10^5").value == Decimal(320_000)


def test_a_company_on_the_next_line_is_no_magnitude() -> None:
    assert read("12\n万科集团").value == Decimal(12)


@given(st.decimals("0.1", "999", places=1), st.sampled_from(sorted(SCALES)))
def test_a_magnitude_multiplies_exactly(value: Decimal, scale: str) -> None:
    assert read(f"{value}{scale}").value == value.scaleb(SCALES[scale])


@given(st.integers(1, 10**9))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert read(f"{value:,}").value == read(str(value)).value == value


@given(st.integers(1, 99), st.integers(4, 14))
def test_the_last_digit_that_counts_does_not_depend_on_the_notation(digits: int, power: int) -> None:
    value = Decimal(digits).scaleb(power)
    assert significant(value) == significant(value / 10**4, 0) * 10**4 or value / 10**4 < 10**4


@pytest.mark.parametrize(("text", "value"), [("万把块", 10000), ("千把人", 1000), ("百十来斤", 100)])
def test_a_rough_round_number_is_read(text: str, value: int) -> None:
    assert read(text).value == value


@pytest.mark.parametrize(("text", "value"), [("2,5 million", "2500000"), ("7,25%", "7.25"), ("2,500 people", "2500")])
def test_a_comma_before_one_or_two_digits_and_a_magnitude_parts_decimals(text: str, value: str) -> None:
    assert read(text).value == Decimal(value)


def test_the_old_sign_of_twenty_stands_before_the_digit() -> None:
    assert read_number("廿六人", 1) == read_number("二十六人", 0)._replace(start=0, end=2)  # type: ignore[union-attr]  # both are read


def test_a_dash_between_millions_that_are_counted_joins_them() -> None:
    assert read("2.1m–2.4m cars").value == Decimal(2_100_000)


def test_a_few_behind_round_digits_leaves_the_number_open() -> None:
    found = read("20几个")
    assert (found.value, found.high, found.more) == (Decimal(20), Decimal(30), True)


@pytest.mark.parametrize(
    ("text", "value"),
    [("a population of 8.3m", 8_300_000), ("shares: 12m", 12_000_000), ("the members ran 12m", 12)],
)
def test_what_is_counted_in_millions_is_no_length(text: str, value: int) -> None:
    number = read_number(text, next(index for index, char in enumerate(text) if char.isdecimal()))
    assert number is not None
    assert number.value == value


def test_trillions_may_be_short() -> None:
    assert read("1.4trn").value == 1_400_000_000_000
