from __future__ import annotations

from decimal import Decimal

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def derived(text: str, **fields: str) -> list[Statement]:
    doc = Document.of(text, **fields)
    return [s for s in statements(doc.text, figures(doc)) if s.formula]


def test_a_part_and_its_share_imply_the_whole() -> None:
    (whole,) = derived("2024年，苏州市有面包店1500家，占全国的10%。")
    assert (whole.place, whole.value, whole.formula) == ("China", Decimal(15_000), "part / share")
    assert whole.low is not None
    assert whole.high is not None
    assert whole.low < 15_000 < whole.high
    assert [operand.quote for operand in whole.operands] == ["1500家", "10%"]


def test_a_level_and_its_growth_imply_the_level_before() -> None:
    (before,) = derived("成都市2024年地区生产总值22000亿元，同比增长10%。")
    assert before.value == Decimal(2_000_000_000_000)
    assert before.last is not None
    assert before.last // 12 == 2023


def test_two_levels_imply_the_yearly_rate() -> None:
    (rate,) = derived("青岛市家电产业营收由2021年的100亿元增至2024年的133.1亿元。")
    assert rate.unit == "ratio/year"
    assert rate.value is not None
    assert abs(rate.value - Decimal("0.1")) < Decimal("1e-9")


def test_operands_count_from_the_start_of_the_page() -> None:
    doc = Document.of("2024年，绵阳市地区生产总值4345亿元。")
    (near,) = statements(doc.text, figures(doc))
    (far,) = statements(doc.text, figures(doc), offset=1000)
    assert far.operands[0].start == near.operands[0].start + 1000


def test_an_amount_without_a_currency_stands_only_against_another_report_of_its_event() -> None:
    doc = Document.of("2024年，绵阳市地区生产总值破4000亿，其中三产占52%。")
    assert [s.kind for s in statements(doc.text, figures(doc))] == ["aside", "share"]


def test_huge_figures_overflow_nothing() -> None:
    doc = Document.of(f"2024年，绵阳市有面包店{'9' * 40}家，占全国的0.0001%。")
    assert all(s.value is None or s.value.is_finite() for s in statements(doc.text, figures(doc)))
