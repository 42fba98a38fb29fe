from __future__ import annotations

from decimal import Decimal

from auditor.figures.aligned import aligned
from auditor.figures.scan import scan
from auditor.figures.tables import tables

HARVEST = """各镇粮食产量（单位：万吨）

地区      2022年    2023年    增速
南岭镇    12.5      13.1      4.8%
北河镇    8.2       7.9       -3.7%
合计      20.7      21.0      1.4%
"""


def test_columns_parted_by_blanks_make_a_table() -> None:
    (table,) = tables(HARVEST)
    assert table.heads == ("地区", "2022年", "2023年", "增速")
    assert table.labels == ("地区", "南岭镇", "北河镇", "合计")


def test_its_numbers_have_the_unit_of_the_line_above() -> None:
    first = scan(HARVEST).quantities[0]
    assert (first.value, first.unit) == (Decimal(125_000_000), "kg")


def test_a_blank_corner_is_a_head_of_its_own() -> None:
    (table,) = tables("           2022    2023\nCement     120     130\nSteel      80      75\n")
    assert table.heads == ("", "2022", "2023")


def test_two_blanks_behind_a_sentence_make_no_table() -> None:
    text = "It opened late.  Rain fell 3 times.\nFew came.  They left 2 bags.\nAll ended.  Nobody cried.\n"
    assert list(aligned(text)) == []


def test_two_lines_make_no_table() -> None:
    assert list(aligned("Name    Age\nLi      30\n")) == []


def test_rows_of_other_widths_make_no_table() -> None:
    assert list(aligned("a    b    c\nx    1\ny    2    3\nz    4\n")) == []
