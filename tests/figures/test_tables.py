from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.scan import scan
from auditor.figures.tables import tables, unitless

MARKDOWN = """单位：亿元

| 城市 | 工业产值 | 同比增长(%) | 就业人口（万人） |
|---|---:|---:|---:|
| 宁波市 | 812.5 | 4.2 | 310.4 |
| 温州市 | 640 | -1.3 | 205 |
"""
TABBED = "项目\t2022年\t2023年\n营业收入（万元）\t1,230\t1,410\n门店数量（家）\t85\t92\n"


def test_a_unit_of_the_head_measures_its_column() -> None:
    found = [(q.value, q.dimension, q.currency) for q in scan(MARKDOWN).quantities]
    assert found[:3] == [
        (Decimal(81_250_000_000), "money", "CNY"),
        (Decimal("0.042"), "growth", None),
        (Decimal(3_104_000), "count", None),
    ]
    assert found[4][0] == Decimal("-0.013")


def test_a_unit_of_the_label_measures_its_row() -> None:
    found = [(q.value, q.dimension) for q in scan(TABBED).quantities]
    assert found == [
        (Decimal(12_300_000), "money"),
        (Decimal(14_100_000), "money"),
        (Decimal(85), "count"),
        (Decimal(92), "count"),
    ]


@pytest.mark.parametrize("head", ["Sales ($ million)", "Sales, US$m", "Sales (USD million)"])
def test_english_heads_name_money(head: str) -> None:
    (found,) = scan(f"| Region | {head} |\n|---|---|\n| Wales | 45 |\n").quantities
    assert (found.value, found.currency) == (Decimal(45_000_000), "USD")


def test_the_span_of_a_cell_is_its_number() -> None:
    found = scan(TABBED).quantities[0]
    assert TABBED[found.start : found.end] == "1,230"


def test_one_row_is_no_table() -> None:
    assert tables("| 宁波 | 12 |") == ()


def test_a_cell_with_a_unit_of_its_own_keeps_it() -> None:
    text = "| 城市 | 产值（万元） |\n|---|---|\n| 宁波 | 3亿元 |\n"
    (found,) = scan(text).quantities
    assert found.value == Decimal(300_000_000)


def test_a_head_without_its_unit() -> None:
    assert unitless("工业产值（亿元）") == "工业产值"
