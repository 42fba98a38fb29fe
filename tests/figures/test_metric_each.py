from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def names(text: str) -> list[str | None]:
    return [figure.metric.name if figure.metric else None for figure in figures(Document.of(text))]


def test_each_rate_of_a_list_is_of_its_own_amount() -> None:
    text = "港口完成货物吞吐量1.2亿吨，集装箱吞吐量368万标箱，分别增长4.6%和12.1%。"
    first, second, third, fourth = names(text)
    assert (third, fourth) == (first, second)
    assert first != second


def test_each_amount_of_a_list_has_its_own_head() -> None:
    assert names("Exports and imports rose 3% and 5% respectively.") == ["export_value", "import_value"]


def test_a_list_that_does_not_fit_its_heads_tells_nothing() -> None:
    assert names("进口分别增长3%和5%。") == ["import_value", "import_value"]
