from __future__ import annotations

from decimal import Decimal

from auditor.figures.read import figures
from auditor.figures.stated import stated
from auditor.figures.statement import Statement
from auditor.figures.totals import totals
from auditor.model import Document

HEAD = "| 地区 | 去年户数 | 今年户数 |\n|---|---|---|\n"


def wrong(text: str) -> list[Statement]:
    doc = Document.of(text)
    found = figures(doc)
    said = {i: s for i, figure in enumerate(found) if (s := stated(doc.text, figure, 0)) is not None}
    return list(totals(doc.text, found, said, 0))


def test_parts_that_do_not_come_to_their_total_are_added_up() -> None:
    (total,) = wrong(f"{HEAD}| 南岭 | 1200 | 1300 |\n| 北河 | 530 | 540 |\n| 合计 | 1730 | 2140 |\n")
    assert (total.kind, total.value) == ("total", Decimal(1840))
    assert [operand.quote for operand in total.operands] == ["2140", "1300", "540"]


def test_parts_that_add_up_give_nothing() -> None:
    assert wrong(f"{HEAD}| 南岭 | 1200 | 1300 |\n| 北河 | 530 | 540 |\n| 合计 | 1730 | 1840 |\n") == []


def test_a_table_that_may_list_its_largest_rows_only_accuses_nobody() -> None:
    assert wrong("| 地区 | 户数 |\n|---|---|\n| 南岭 | 1200 |\n| 北河 | 530 |\n| 合计 | 2740 |\n") == []


def test_a_row_of_the_rest_says_that_all_are_listed() -> None:
    text = "| 地区 | 户数 |\n|---|---|\n| 南岭 | 1200 |\n| 北河 | 530 |\n| 其他 | 300 |\n| 合计 | 2740 |\n"
    (total,) = wrong(text)
    assert total.value == 2030


def test_rows_within_rows_are_not_added() -> None:
    assert wrong(f"{HEAD}| 南岭 | 1200 | 1300 |\n| 其中：城区 | 530 | 540 |\n| 合计 | 1200 | 2140 |\n") == []


def test_rounding_is_no_difference() -> None:
    text = "| 区 | 产量（万吨） |\n|---|---|\n| 南岭 | 12.5 |\n| 北河 | 8.3 |\n| 其他 | 1.1 |\n| 合计 | 22.0 |\n"
    assert wrong(text) == []
