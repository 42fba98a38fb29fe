from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def places(text: str, **fields: str) -> list[str | None]:
    return [figure.place.value for figure in figures(Document.of(text, **fields))]


def test_a_name_that_stays_open_keeps_the_headline_from_its_figure() -> None:
    text = "Farmers in Qingyuan county planted 3,200 hectares of maize."
    assert places(text, title="Maize in Yunnan") == [None]


def test_what_stands_beside_another_name_still_has_the_headline() -> None:
    assert places("Farmers planted 3,200 hectares of maize.", title="Maize in Yunnan") == ["Yunnan"]
