from __future__ import annotations

from auditor.figures.figure import Figure
from auditor.figures.read import figures
from auditor.model import Document

TABLE = """# 2023年主要城市经济指标

| 城市 | 地区生产总值（亿元） | 同比增长(%) |
|---|---:|---:|
| 宁波市 | 16452.8 | 5.5 |
| 温州市 | 8730.6 | 6.9 |
"""
YEARS = "项目\t2022年\t2023年\n营业收入（万元）\t1,230\t1,410\n"


def iso(figure: Figure) -> str | None:
    return figure.period.value.iso if figure.period.value else None


def test_place_metric_and_period_come_from_label_head_and_caption() -> None:
    found = figures(Document.of(TABLE))
    assert [figure.place.value for figure in found] == ["Ningbo", "Ningbo", "Wenzhou", "Wenzhou"]
    assert {figure.metric.name for figure in found if figure.metric} == {"gdp"}
    assert {iso(figure) for figure in found} == {"2023"}


def test_a_column_of_a_year_dates_its_cells() -> None:
    assert [iso(figure) for figure in figures(Document.of(YEARS))] == ["2022", "2023"]
