from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def places(text: str, **fields: str) -> list[str | None]:
    return [figure.place.value for figure in figures(Document.of(text, **fields))]


def test_one_place_has_one_figure_where_respectively_says_so() -> None:
    assert places("Rents in Leeds, Bradford and Hull rose 2.1%, 1.4% and 0.6% respectively.") == [
        "Leeds",
        "Bradford",
        "Kingston upon Hull",
    ]


def test_one_place_has_one_figure_in_chinese_too() -> None:
    assert places("广州和深圳的房价分别下降4.3%和1.7%。") == ["Guangzhou", "Shenzhen"]
