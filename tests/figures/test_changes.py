from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def before(text: str) -> list[Statement]:
    doc = Document.of(text)
    return [s for s in statements(doc.text, figures(doc)) if s.formula == "level / (1 + growth)"]


@pytest.mark.parametrize(
    "text",
    [
        "2024年，绵阳市出口额110亿元，同比增长10%。",
        "Exports from Mianyang rose 10% to 11 billion yuan in 2024.",
        "Up 10% on the year before, exports from Mianyang reached 11 billion yuan in 2024.",
        "同比增长10%后，绵阳市2024年出口额达到110亿元。",
    ],
)
def test_a_growth_before_or_after_its_level_leads_to_the_year_before(text: str) -> None:
    (level,) = before(text)
    assert level.value is not None
    assert round(level.value) == Decimal(10_000_000_000)
    assert level.last == 2023 * 12 + 11


def test_what_doubled_was_half() -> None:
    (level,) = before("2024年，绵阳市出口额达110亿元，比上年翻了一番。")
    assert level.value == Decimal(5_500_000_000)


def test_a_stock_at_the_end_of_a_year_leads_to_the_end_of_the_year_before() -> None:
    (level,) = before("截至2024年末，绵阳市贷款余额1100亿元，同比增长10%。")
    assert (level.first, level.last) == (2023 * 12 + 11, 2023 * 12 + 11)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，绵阳市出口额110亿元，环比增长10%。",
        "2024年5月，绵阳市出口额9亿元，同比增长10%。",
        "2024年，绵阳市出口额110亿元。进口额增长10%。",
    ],
)
def test_other_growths_lead_nowhere(text: str) -> None:
    assert before(text) == []


def steps(text: str) -> list[Statement]:
    doc = Document.of(text)
    return [s for s in statements(doc.text, figures(doc)) if s.kind == "step"]


@pytest.mark.parametrize(
    "text",
    [
        "销量由12.4万辆增至18.3万辆，增长20%。",
        "Revenue rose from 2.14 billion yuan in 2019 to 3.158 billion yuan in 2024, an increase of 20%.",
    ],
)
def test_from_one_amount_to_another_is_a_step(text: str) -> None:
    (step,) = steps(text)
    assert step.value is not None
    assert round(step.value, 3) == Decimal("0.476")
    assert step.operands[-1].quote == "20%"


@pytest.mark.parametrize(
    "text",
    [
        "销量由12.4万辆增至18.3万辆，年均增长20%。",
        "甲车型销量12.4万辆，乙车型销量18.3万辆，增长20%。",
        "销量由12.4万辆增至18.3万辆。其中出口增长20%。",
    ],
)
def test_a_yearly_rate_and_amounts_of_two_things_are_no_step(text: str) -> None:
    assert not steps(text)
