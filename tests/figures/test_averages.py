from __future__ import annotations

from decimal import Decimal

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def derived(text: str, formula: str) -> list[Statement]:
    doc = Document.of(text)
    return [s for s in statements(doc.text, figures(doc)) if s.formula == formula]


def test_a_total_and_a_count_imply_the_average() -> None:
    (mean,) = derived("2024年，绵阳市地区生产总值4345亿元，年末常住人口480万人。", "total / count")
    assert mean.head == "gdp_per_head"
    assert mean.behaviour == "rate"
    assert mean.low is not None
    assert mean.high is not None
    assert mean.low < Decimal(90_521) < mean.high


def test_an_average_and_a_count_imply_the_total() -> None:
    (total,) = derived("2024年，绵阳市人均地区生产总值9.05万元，年末常住人口480万人。", "average * count")
    assert total.head == "gdp"
    assert total.value == Decimal(434_400_000_000)


def test_an_average_that_is_stated_is_not_computed_once_more() -> None:
    text = "2024年，绵阳市地区生产总值4345亿元，人均地区生产总值9.05万元，年末常住人口480万人。"
    assert not derived(text, "total / count")


def test_amounts_of_two_years_give_no_average() -> None:
    assert not derived("2024年，绵阳市地区生产总值4345亿元。2020年，绵阳市常住人口480万人。", "total / count")
