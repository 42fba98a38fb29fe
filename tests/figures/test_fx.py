from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.fx import converted, convertible
from auditor.figures.interval import Interval


def interval(amount: int) -> Interval:
    return Interval(Decimal(amount), Decimal(amount))


def test_an_amount_converts_at_the_mean_of_its_year_within_a_twentieth() -> None:
    there = converted(interval(100), "USD", "CNY", 2024)
    assert there is not None
    assert there.low is not None
    assert there.high is not None
    assert 680 < there.low < 720 < there.high < 760


@pytest.mark.parametrize("pair", [("EUR", "JPY"), ("GBP", "HKD"), ("CNY", "USD")])
def test_there_and_back_is_where_one_was(pair: tuple[str, str]) -> None:
    there = converted(interval(1000), *pair, 2019)
    assert there is not None
    back = converted(there, pair[1], pair[0], 2019)
    assert back is not None
    assert back.low is not None
    assert back.high is not None
    assert back.low <= 1000 <= back.high


def test_a_year_without_rates_converts_nothing() -> None:
    assert converted(interval(1), "USD", "CNY", 1931) is None


def test_an_open_end_stays_open() -> None:
    there = converted(Interval(Decimal(5), None), "EUR", "USD", 2020)
    assert there is not None
    assert there.high is None


def test_only_known_currencies_convert() -> None:
    assert convertible("USD", "CNY")
    assert not convertible("USD", "USD")
    assert not convertible("USD", "XAU")
