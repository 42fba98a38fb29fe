"""What only another report of the same event can be held against."""

from __future__ import annotations

from auditor.figures.asides import aside
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def asides(text: str) -> list[Statement]:
    return [s for figure in figures(Document.of(text)) if (s := aside(text, figure, 0)) is not None]


def test_a_share_has_the_clause_that_it_stands_in_and_no_head() -> None:
    (share,) = asides("研发投入占营收的4.8%，员工满意。")
    assert (share.kind, share.head, share.context) == ("share", "", "研发投入占营收的#")


def test_a_duration_keeps_its_unit() -> None:
    (duration,) = asides("The drill lasted 47 minutes.")
    assert (duration.kind, duration.unit) == ("aside", "minute")


def test_chinese_money_without_a_currency_is_yuan() -> None:
    (money,) = asides("公司去年营业收入103.5亿。")
    assert money.unit == "CNY"
