from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.han import read_han

DIGITS = "零一二三四五六七八九"


def spell(value: int) -> str:
    """A number below 10,000 in Chinese."""
    text, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + unit
        zero = not digit
    return text


@given(st.integers(1, 9999))
def test_every_number_is_read_as_it_is_spelled(value: int) -> None:
    found = read_han(spell(value), 0)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二", 320),
        ("一万二", 12_000),
        ("一百零二", 102),
        ("两千五", 2500),
        ("十二", 12),
        ("一亿二千万", 120_000_000),
        ("三万亿", 3 * 10**12),
        ("二〇二四", 2024),
    ],
)
def test_colloquial_and_placed_numerals_are_read(text: str, value: int) -> None:
    found = read_han(text, 0)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("七八百", 700, 800), ("三五个", 3, 5), ("十几", 10, 20), ("几十万", 10**5, 10**6), ("数百", 100, 1000)],
)
def test_vague_numerals_are_ranges(text: str, low: int, high: int) -> None:
    found = read_han(text, 0)
    assert found is not None
    assert (found.value, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["千百", "五二", "一百九八"])
def test_digits_that_make_no_number_are_none(text: str) -> None:
    assert read_han(text, 0) is None


def test_two_trillion_class_clusters_are_not_two_trillion() -> None:
    found = read_han("两个亿元级项目", 0)
    assert found is not None
    assert found.value == Decimal(2)


@given(st.text("零一二三四五六七八九十百千万亿几个点两", min_size=1, max_size=60))
def test_no_run_of_numerals_raises(text: str) -> None:
    found = read_han(text, 0)
    assert found is None or 0 < found.end <= len(text)


@pytest.mark.parametrize(("text", "low", "high"), [("千儿八百", 800, 1000), ("六百零几块", 600, 610)])
def test_a_loose_number_has_both_ends(text: str, low: int, high: int) -> None:
    found = read_han(text, 0)
    assert found is not None
    assert (found.value, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("text", "low", "high"), [("十几万", 100_000, 200_000), ("几十万", 100_000, 1_000_000)])
def test_a_few_behind_ten_is_a_digit_that_may_be_small(text: str, low: int, high: int) -> None:
    found = read_han(text, 0)
    assert found is not None
    assert (found.value, found.high) == (Decimal(low), Decimal(high))
