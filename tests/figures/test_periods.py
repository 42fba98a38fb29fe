from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.periods import Period, read_date, read_fiscal
from auditor.figures.relative import relative_periods
from auditor.figures.scan import scan

MAY_2025 = Period.month(2025, 5, 20)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年", "2024"),
        ("2025年上半年", "2025-H1"),
        ("2025年第一季度", "2025-Q1"),
        ("2024年12月", "2024-12"),
        ("2025年8月30日", "2025-08-30"),
        ("2021—2024年", "2021/2024"),
        ("2025-08-30", "2025-08-30"),
        ("2024", "2024"),
        ("2024 to 2026", "2024/2026"),
        ("14 March 2023", "2023-03-14"),
        ("二〇一八年七月四日", "2018-07-04"),
        ("二〇二四年", "2024"),
    ],
)
def test_a_date_is_its_interval(text: str, iso: str) -> None:
    found = read_date(text, 0, None)
    assert found is not None
    assert found[2].iso == iso


@pytest.mark.parametrize(
    ("text", "iso"), [("3月", "2025-03"), ("11月", "2024-11"), ("六月", "2024-06"), ("十二月", "2024-12")]
)
def test_a_month_without_a_year_is_the_last_before_the_article(text: str, iso: str) -> None:
    found = read_date(text, 0, MAY_2025)
    assert found is not None
    assert found[2].iso == iso


@pytest.mark.parametrize("text", ["2000亿元", "2000 km", "三个月", "三年", "9999年", "2024年13月"[4:]])
def test_an_amount_is_no_date(text: str) -> None:
    found = read_date(text, 0, None)
    assert found is None or found[2].yearless


@pytest.mark.parametrize(
    ("text", "iso"),
    [("去年", "2024"), ("今年一季度", "2025-Q1"), ("last year", "2024"), ("the past 12 months", "2024-06/2025-05")],
)
def test_relative_times_are_read_against_the_article(text: str, iso: str) -> None:
    found = relative_periods(text, 0, len(text), MAY_2025, None)
    assert [period.iso for _, _, period in found] == [iso]


@pytest.mark.parametrize(("text", "iso"), [("2024年初", "2024-01"), ("2024年底", "2024-12"), ("2024年年初", "2024-01")])
def test_the_start_of_a_year_is_its_first_month(text: str, iso: str) -> None:
    found = read_date(text, 0, None)
    assert found is not None
    assert found[2].iso == iso


def test_the_beginning_of_a_year_is_no_whole_year() -> None:
    text = "at the beginning of 2023"
    found = read_date(text, len(text) - 4, None)
    assert found is not None
    assert found[2].iso == "2023-01"


@pytest.mark.parametrize(
    ("text", "start", "iso"),
    [("FY2024", 2, "2024"), ("FY24", 2, "2024"), ("FY2023-24", 2, "2023/2024"), ("24财年", 0, "2024"), ("2023/24财年", 0, "2023/2024")],
)  # fmt: skip
def test_fiscal_years_are_the_years_they_name(text: str, start: int, iso: str) -> None:
    found = read_fiscal(text, start)
    assert found is not None
    assert (found[1], found[2].iso) == (len(text), iso)


@pytest.mark.parametrize("text", ["FY30%", "24小时", "2024年"])
def test_other_digits_are_no_fiscal_year(text: str) -> None:
    start = next(i for i, char in enumerate(text) if char.isdecimal())
    assert read_fiscal(text, start) is None


@given(st.text("0123456789年月日-/.: 底上半季度一二三十AMpm", max_size=24), st.booleans())
def test_no_absurd_date_raises(text: str, dated: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
    for start, char in enumerate(text):
        if char.isdecimal():
            found = read_date(text, start, MAY_2025 if dated else None)
            assert found is None or found[1] > start


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("built in 1874.", "1874"),
        ("since 1652 and", "1652"),
        ("The Peace of 1763 ended it", "1763"),
        ("in 1874 people", None),
        ("to 1874.", None),
    ],
)
def test_a_year_before_1900_is_one_where_it_is_said(text: str, iso: str | None) -> None:
    found = read_date(text, text.index("1"), None)
    assert (found and found[2].iso) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("07年创办", "2007"),
        ("On June 8, 1783, he wrote", "1783-06-08"),
        ("The fair ran from March 12 through 15, 2019.", "2019-03-12"),
    ],
)
def test_a_date_with_a_short_or_an_old_year_is_whole(text: str, iso: str) -> None:
    found = scan(text)
    assert [dated.period.iso for dated in found.dates] == [iso]
    assert found.quantities == ()


@pytest.mark.parametrize("text", ["展期12-18日", "展期12至18日", "28號開演"])
def test_days_of_a_month_are_no_figures(text: str) -> None:
    found = scan(text)
    assert (len(found.dates), found.quantities) == (1, ())


@pytest.mark.parametrize(
    "text", ["讲座定于16、17日", "早上8點出發", "The chapel was begun in 1327.", "It runs from May 4 to 9."]
)
def test_more_dates_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()
