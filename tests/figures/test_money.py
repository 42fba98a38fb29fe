from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.money import money
from auditor.figures.numerals import read_number
from auditor.figures.quantities import Quantity
from auditor.figures.scan import scan


def read(text: str, start: int = 0) -> Quantity | None:
    number = read_number(text, start)
    assert number is not None
    return money(text, number, number)


@pytest.mark.parametrize(
    ("text", "value"),
    [("三块五", "3.5"), ("三块半", "3.5"), ("1块8毛", "1.8"), ("八毛", "0.8"), ("三毛五", "0.35"), ("5角", "0.5"), ("3块多", "3"), ("两块钱", "2"), ("123元1角1分", "123.11")],
)  # fmt: skip
def test_small_coins_add_to_the_amount(text: str, value: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.value, found.currency, found.end) == (Decimal(value), "CNY", len(text))


def test_a_digit_that_counts_something_is_no_coin() -> None:
    found = read("三块五个")
    assert found is not None
    assert found.value == Decimal(3)


@pytest.mark.parametrize("text", ["三角形", "5 apples", "八角", "三角落"])
def test_words_that_look_like_coins_are_none(text: str) -> None:
    assert read(text) is None


def test_the_currency_before_the_number_decides() -> None:
    found = read("港币2960元", 2)
    assert found is not None
    assert (found.currency, found.start) == ("HKD", 0)


def test_a_foreign_name_after_yuan_is_the_currency() -> None:
    found = read("9000元日币")
    assert found is not None
    assert found.currency == "JPY"


@given(st.integers(1, 999), st.integers(1, 9), st.integers(1, 9))
def test_yuan_dimes_and_cents_add_up(yuan: int, dimes: int, cents: int) -> None:
    found = read(f"{yuan}元{dimes}角{cents}分")
    assert found is not None
    assert found.value == Decimal(yuan * 100 + dimes * 10 + cents) / 100


def test_one_behind_a_price_counts_what_it_is_of() -> None:
    assert [quantity.value for quantity in scan("瓷砖三十块一平米，门票四块一跌到三块。").quantities] == [
        30,
        Decimal("4.1"),
        3,
    ]


def test_dimes_side_by_side_are_the_ends_of_a_range() -> None:
    (found,) = scan("西瓜一斤卖两块三四。").quantities
    assert (found.low, found.high, found.currency, found.bound) == (Decimal("2.3"), Decimal("2.4"), "CNY", "range")


@pytest.mark.parametrize("text", ["我们一块去吧", "两人坐在一块", "雨水冲走一块石碑", "餐饮这一块做得不错"])
def test_together_and_a_piece_cost_nothing(text: str) -> None:
    assert [found for found in scan(text).quantities if found.dimension == "money"] == []


@pytest.mark.parametrize("text", ["馒头一块一个", "每斤涨了一块", "公交票价一块", "一块钱也不少"])
def test_one_yuan_is_told_as_a_price(text: str) -> None:
    assert [found.value for found in scan(text).quantities if found.dimension == "money"] == [1]
