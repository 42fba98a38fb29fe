from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.words import amount, explain, said
from auditor.model import Document


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        ("1200000000000", "CNY", "1.2 trillion CNY", "1.2万亿 CNY"),
        ("14667", "count", "14,667", "1.467万"),
        ("0.0704", "ratio/year", "7.04 %", "7.04 %"),
        ("-0.3", "ratio", "-30 %", "-30 %"),
        ("3.5", "kg", "3.5 kg", "3.5 kg"),
    ],
)
def test_an_amount_is_written_as_people_write_it(value: str, unit: str, en: str, zh: str) -> None:
    assert amount(Decimal(value), unit) == en
    assert amount(Decimal(value), unit, chinese=True) == zh


def test_a_derived_statement_prints_its_operands_and_its_formula() -> None:
    doc = Document.of("2024年，苏州市有面包店1500家，占全国的10%。")
    whole = next(s for s in statements(doc.text, figures(doc)) if s.formula)
    assert "“1500家” and “10%” imply 15,000 for China" in said(whole)
    assert "为 1.5万（部分 / 占比）" in said(whole, chinese=True)
    assert "中国" in said(whole, chinese=True)


def test_a_conflict_says_how_far_apart() -> None:
    doc = Document.of("2024年，绵阳市地区生产总值4345亿元。")
    (one,) = statements(doc.text, figures(doc))
    english, chinese = explain("conflicts", one, one, Decimal("1.5"))
    assert "1.5 times apart" in english
    assert "相差 1.5 倍" in chinese
