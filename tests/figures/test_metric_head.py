from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def names(text: str) -> list[str | None]:
    return [figure.metric.name if figure.metric else None for figure in figures(Document.of(text))]


def test_those_who_are_served_are_no_population() -> None:
    assert names("全市服务人口120万。") != ["population"]
    assert names("The clinic serves a population of 40,000.") != ["population"]
    assert names("The town has a population of 40,000.") == ["population"]


def test_to_pay_is_no_pay() -> None:
    assert "wage" not in names("Guests pay a nightly fee of 4 euros.")
    assert names("Average pay in the sector was 3,900 euros.")[0] == "average_wage"


def test_a_rate_named_after_a_measure_is_no_part_of_it() -> None:
    assert names("全年出生人口954万人，出生率为6.77‰。") == ["births", "birth_rate"]


def test_modifiers_end_where_another_measure_of_a_list_stands() -> None:
    assert names("进口和出口分别为3亿元和2亿元。") == ["import_value", "export_value"]
