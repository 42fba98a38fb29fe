from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.values import LONGEST, read_value, says_nothing


@pytest.mark.parametrize(
    "raw", [1200, 1200.0, "1200", "1,200", "1 200", "1200.0", "１２００", "1.2 thousand", " 1.2e3 "]
)
def test_one_number_is_one_value_however_it_is_written(raw: str | float) -> None:
    assert read_value(raw) == read_value(1200)


@pytest.mark.parametrize("raw", ["1.2万亿元", "¥1.2万亿", "RMB 1.2 trillion", "1200000000000元"])
def test_an_amount_of_money_is_one_value_in_both_languages(raw: str) -> None:
    assert read_value(raw) == read_value("¥1,200,000,000,000")


@pytest.mark.parametrize(
    "raw",
    ["19:05", "7:05 PM", "7:05p", "07:05 p.m.", "Dec 1 - 7:05 PM", "Thu 01-Dec 19:05", "12/1/11 7:05p", "下午7:05"],
)
def test_one_time_of_day_is_one_value_however_it_is_written(raw: str) -> None:
    assert read_value(raw) == read_value("19:05:00")


@pytest.mark.parametrize(("raw", "minutes"), [("12:00 AM", 0), ("12:30 PM", 750), ("24:00", 0), ("0:01", 1)])
def test_midnight_and_noon_are_where_they_belong(raw: str, minutes: int) -> None:
    assert read_value(raw).number == minutes


@pytest.mark.parametrize(
    "raw",
    [
        "7:05 p.m. (estimated, runway)",
        "7:05 p.m.*",
        "7:05pDec 3",
        "7:05 p.m.Dec 03",
        "7:05 p.m.   Delayed",
        "7:05 p.m.&nbsp(Actual)",
    ],
)
def test_a_note_beside_a_time_changes_nothing(raw: str) -> None:
    assert read_value(raw) == read_value("19:05")


@pytest.mark.parametrize("raw", ["N/A", "not available", "--", "暂无数据", "Dec 3 Not Available", "TBD"])
def test_a_mark_that_nothing_is_known_says_nothing(raw: str) -> None:
    assert says_nothing(raw)


@pytest.mark.parametrize("raw", ["none", "-", "0", "Nanjing", "", 0.0, False, "unknown soldier"])
def test_an_answer_says_something(raw: str | float) -> None:
    assert not says_nothing(raw)


def test_a_time_keeps_the_day_that_is_written_in_full() -> None:
    assert read_value("2011-12-01T19:05:00").beside == "2011-12-01"


@pytest.mark.parametrize(
    "raw", ["Gate 10:30", "Marseille 10:30", "25:10", "10:75", "about 12", "1,20,0", "B12", "三号楼"]
)
def test_what_says_more_than_a_number_or_a_time_is_a_text(raw: str) -> None:
    assert read_value(raw).kind == "text"


def test_five_metres_are_not_five_million() -> None:
    assert read_value("5m").number == 5
    assert read_value("$5m").number == 5_000_000


def test_units_tell_amounts_apart() -> None:
    assert read_value("12 km") != read_value("12 kg")
    assert read_value("¥12") != read_value("$12")


def test_texts_are_compared_without_case_width_and_final_stop() -> None:
    assert read_value("  Lin  Mei. ") == read_value("ＬＩＮ mei")


def test_a_truth_value_is_no_number() -> None:
    assert read_value(raw=True) != read_value(1)


def test_a_number_beyond_all_bounds_is_a_text() -> None:
    assert read_value("1e999").kind == "text"
    assert read_value(10**400).kind == "text"


@given(st.text(max_size=LONGEST + 5))
def test_every_text_can_be_read(raw: str) -> None:
    assert read_value(raw) == read_value(raw)


@given(st.integers(-(10**11), 10**11))
def test_thousands_separators_change_nothing(number: int) -> None:
    assert read_value(f"{number:,}") == read_value(number)
