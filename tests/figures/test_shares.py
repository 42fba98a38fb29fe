from __future__ import annotations

from decimal import Decimal

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def derived(text: str, formula: str) -> list[Statement]:
    doc = Document.of(text)
    return [s for s in statements(doc.text, figures(doc)) if s.formula == formula]


def test_the_whole_is_of_what_its_own_words_name() -> None:
    (whole,) = derived("In 2024, 51,000 electric cars were sold in Denmark, 51% of all cars sold.", "part / share")
    assert whole.value == Decimal(100_000)
    assert "electric" not in whole.context


def test_over_a_part_bounds_the_whole_above_too() -> None:
    (whole,) = derived("2024年，苏州市有面包店超过1500家，占全国的10%。", "part / share")
    assert whole.high is not None
    assert whole.high < 25_000


def test_a_total_and_the_share_of_which_imply_the_part() -> None:
    found = derived("2024年，绵阳市出口额500亿元，其中机电产品占60%。", "total * share")
    assert [s.value for s in found] == [Decimal(30_000_000_000)]
    assert not found[0].listed_metric


def test_a_share_of_nothing_before_it_implies_no_part() -> None:
    assert derived("2024年，绵阳市出口额500亿元。机电产品占比提高到60%。", "total * share") == []


def test_the_implied_part_is_of_what_its_own_words_name() -> None:
    (part,) = derived("2024年，昆明市共享单车骑行1.37亿人次，其中早晚高峰占四成。", "total * share")
    assert "早晚高峰" in part.context
    assert "骑行" not in part.context


def test_a_part_greater_than_its_total_is_an_excess() -> None:
    (found,) = derived("2024年底，绵阳市共有科技企业3200家，其中高新技术企业4500家。", "part <= whole")
    assert [operand.quote for operand in found.operands] == ["4500家", "3200家"]


def test_what_is_of_another_unit_or_within_its_total_is_none() -> None:
    assert not derived("2024年底，绵阳市共有科技企业3200家，其中高新技术企业450家。", "part <= whole")
    assert not derived("2024年，绵阳市接待游客450万人次，其中门票收入12亿元。", "part <= whole")
    assert not derived("2024年底，绵阳市共有科技企业3200家。其中员工4500人。", "part <= whole")
