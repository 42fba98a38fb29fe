from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.model import Document


def name(text: str) -> str | None:
    (figure,) = figures(Document.of(text))
    return figure.metric.name if figure.metric else None


@pytest.mark.parametrize(
    "text",
    [
        "In May 2023 a two-bedroom flat in Ghent cost 1,120 euros a month.",
        "An apartment in Tampere goes for 890 euros a month.",
        "中山一套小户型公寓每月1300元。",
    ],
)
def test_what_a_flat_costs_a_month_is_its_rent(text: str) -> None:
    assert name(text) == "rent"


@pytest.mark.parametrize(
    "text",
    [
        "Detached houses in Aalborg sold for 18,400 kroner per square metre in 2023.",
        "2023年，珠海二手房均价每平方米2.1万元。",
        "2023年，肇庆新房成交均价6100元/平方米。",
    ],
)
def test_what_homes_cost_per_square_metre_is_their_price(text: str) -> None:
    assert name(text) == "house_price"


@pytest.mark.parametrize(
    "text",
    [
        "Heating a flat in Tampere cost 90 euros a month.",
        "A house in Ghent cost them 60 euros a month to heat.",
        "Roof tiles for houses cost 34 euros per square metre.",
        "2023年，珠海住宅用地平均每平方米8200元。",
        "A flat in Ghent cost 290,000 euros in 2023.",
    ],
)
def test_what_is_paid_for_other_things_is_neither(text: str) -> None:
    assert name(text) not in {"rent", "house_price"}


def test_what_is_paid_a_month_for_a_flat_is_its_rent() -> None:
    assert name("Students pay 410 euros a month for a furnished flat.") == "rent"
