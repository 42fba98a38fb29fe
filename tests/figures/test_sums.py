from __future__ import annotations

from decimal import Decimal

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def sums(text: str) -> list[Statement]:
    doc = Document.of(text)
    return [s for s in statements(doc.text, figures(doc)) if s.formula == "a + b"]


def test_exports_and_imports_add_up_to_trade() -> None:
    (trade,) = sums("2024年，绵阳市出口额260亿元，进口额190亿元。")
    assert (trade.head, trade.value) == ("trade_value", Decimal(45_000_000_000))
    assert [operand.quote for operand in trade.operands] == ["260亿元", "190亿元"]


def test_what_the_article_states_itself_is_not_added_up() -> None:
    assert sums("2024年，绵阳市外贸进出口总额450亿元，其中出口额260亿元，进口额190亿元。") == []


def test_amounts_of_two_years_are_not_added() -> None:
    assert sums("2024年，绵阳市出口额260亿元。2023年，绵阳市进口额190亿元。") == []
