from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.figures.stated import stated
from auditor.figures.statement import Statement
from auditor.model import Document


def only(text: str) -> Statement | None:
    doc = Document.of(text)
    return stated(doc.text, figures(doc)[-1], 0)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2024年12月，绵阳市新房均价为每平方米8200元。", "CNY/m2"),
        ("In December 2024 new homes in Mianyang cost an average price of 8,200 yuan per square metre.", "CNY/m2"),
        ("2024年，绵阳市居民人均可支配收入4.1万元。", "CNY"),
        ("2024年，绵阳市出口额45亿元。", "CNY"),
    ],
)
def test_a_price_keeps_what_it_is_told_per(text: str, unit: str) -> None:
    found = only(text)
    assert found is not None
    assert found.unit == unit


def test_a_share_that_is_a_measure_of_its_own_is_a_rate() -> None:
    found = only("2024年，绵阳市失业率为4.5%。")
    assert found is not None
    assert found.kind == "rate"


@pytest.mark.parametrize(
    "text",
    ["2024年，绵阳市每千人口床位7.2张。", "2024年，绵阳市财政收入破400亿。", "民营企业占比为45%。", "他今年60岁。"],
)
def test_what_cannot_be_compared_states_nothing(text: str) -> None:
    assert only(text) is None


def test_a_loss_is_a_profit_below_zero() -> None:
    found = only("2024年，绵阳长虹净亏损4.6亿元。")
    assert found is not None
    assert found.head == "profit"
    assert found.value is not None
    assert found.value < 0
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Consumer prices in Latvia rose by 3.4 per cent in December 2024 from a year earlier.", "rate"),
        ("2024年12月，绵阳市居民消费价格同比上涨0.4%。", "rate"),
        ("Consumer prices in Latvia rose by 0.4 per cent in December 2024 from the previous month.", "growth"),
        ("Exports of Latvia rose by 3.4 per cent in December 2024 from a year earlier.", "growth"),
    ],
)
def test_what_consumer_prices_rose_by_within_a_year_is_a_rate_of_its_own(text: str, kind: str) -> None:
    found = only(text)
    assert found is not None
    assert found.kind == kind
