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
