from __future__ import annotations

import pytest

from auditor.figures.periods import Period
from auditor.figures.relative import read_span, relative_periods

MAY_2025 = Period.month(2025, 5)


def told(text: str, reference: Period | None = MAY_2025, current: Period | None = None) -> list[str]:
    found = relative_periods(text, 0, len(text), reference, current)
    return [period.iso for _, _, period in found if not period.yearless]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("前八个月", "2024-01/2024-08"),
        ("前两个月", "2025-01/2025-02"),
        ("今年前4个月", "2025-01/2025-04"),
        ("去年下半年", "2024-H2"),
        ("四季度，", "2024-Q4"),
        ("上个月", "2025-04"),
        ("过去三年", "2022/2024"),
        ("in March", "2025-03"),
        ("by the end of the year", "2025-12"),
        ("到年底", "2025-12"),
        ("in November", "2024-11"),
        ("by the end of October", "2024-10"),
        ("last quarter", "2025-Q1"),
        ("in the third quarter", "2024-Q3"),
        ("the first half of 2023", "2023-H1"),
        ("in the three months to February", "2024-12/2025-02"),
        ("In the year to March 2025", "2024-04/2025-03"),
        ("between January and June 2024", "2024-H1"),
        ("the past 18 months", "2023-12/2025-05"),
        ("Last autumn", "2024-09/2024-11"),
        ("this spring", "2025-03/2025-05"),
    ],
)
def test_a_relative_time_is_read_against_the_article(text: str, iso: str) -> None:
    assert told(text) == [iso]


def test_the_time_a_year_earlier_is_that_before_it() -> None:
    assert told("in April, against a year earlier")[1:] == ["2024-04"]
    assert told("去年同期", current=Period(2025 * 12, 2025 * 12 + 5)) == ["2024-H1"]


def test_without_a_date_of_the_article_no_year_is_guessed() -> None:
    assert told("去年和今年", reference=None) == []
    assert [period.yearless for _, _, period in relative_periods("去年", 0, 2, None, None)] == [True]


def test_may_as_a_verb_is_no_month() -> None:
    assert told("for may reach a deal") == []


def test_months_of_a_span_are_no_duration() -> None:
    text = "first nine months of 2023"
    found = read_span(text, 6, None)
    assert found is not None
    assert (found[0], found[2].iso) == (0, "2023-01/2023-09")


@pytest.mark.parametrize("text", ["last spring", "this autumn", "this season", "这一季"])
def test_a_season_that_may_be_either_is_a_time_without_a_year(text: str) -> None:
    assert [period.yearless for _, _, period in relative_periods(text, 0, len(text), Period.month(2025, 6), None)] == [
        True
    ]


@pytest.mark.parametrize("text", ["this fall in prices", "last season (2023)"])
def test_a_fall_is_no_season_and_a_dated_one_has_its_year(text: str) -> None:
    assert relative_periods(text, 0, len(text), MAY_2025, None) == []


def test_the_end_of_the_year_is_that_of_the_year_told_before() -> None:
    assert told("at the end of the year", None, Period.year(2019)) == ["2019-12"]
    assert told("截至年底", MAY_2025, Period.year(2019)) == ["2019-12"]


def test_by_the_end_of_the_year_is_silent_where_two_years_may_be_meant() -> None:
    assert told("by the end of the year", MAY_2025, Period.year(2019)) == []


def test_the_same_period_of_another_year_is_as_long() -> None:
    assert told("in the same period of 2022", None, Period(2024 * 12, 2024 * 12 + 5)) == ["2022-H1"]
