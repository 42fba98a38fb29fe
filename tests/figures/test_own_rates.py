from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.derive import statements
from auditor.figures.own_rates import own_rates
from auditor.figures.read import figures
from auditor.figures.statement import Imprint
from auditor.model import Document, Relation

SLACK = Decimal("0.01")


def found(text: str) -> list[Relation]:
    doc = Document.of(text)
    return list(own_rates(Imprint(doc.id, doc.key, statements(doc.text, figures(doc))), SLACK))


@pytest.mark.parametrize(
    "text",
    [
        "The market grew from $10 billion in 2020 to $20 billion in 2025, a CAGR of 25%.",
        "Revenue rose from 2.1 billion yuan in 2023 to 3.2 billion yuan in 2024, an increase of 25%.",
        "销量由12.4万辆增至18.3万辆，增长20%。",
    ],
)
def test_a_rate_that_its_levels_do_not_give_is_told_once(text: str) -> None:
    assert [relation.kind for relation in found(text)] == ["growth-mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        "The market grew from $10 billion in 2020 to $20 billion in 2025, a CAGR of 14.9%.",
        "销量由12.4万辆增至18.3万辆，增长47.6%。",
        "销量由约12万辆增至近18万辆，增长约五成。",
        "甲车型销量12.4万辆，乙车型销量18.3万辆，增长20%。",
        "2024年底，绵阳市共有科技企业3200家，其中高新技术企业450家。",
    ],
)
def test_what_fits_is_not_told(text: str) -> None:
    assert not found(text)
