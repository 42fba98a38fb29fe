from __future__ import annotations

from decimal import Decimal

from auditor.figures.read import figures
from auditor.figures.sumcheck import added, far, plain_amount, slack_of
from auditor.model import Document


def test_plain_amounts_add_up_and_bounded_ones_do_not() -> None:
    plain, bounded = (figures(Document.of(text))[0].quantity for text in ("有12所学校。", "有超过12所学校。"))
    assert plain_amount(plain)
    assert not plain_amount(bounded)
    assert added([plain, plain]) == 24


def test_rounding_moves_a_sum_by_half_a_digit_for_each_of_its_terms() -> None:
    found = [figure.quantity for figure in figures(Document.of("投入3.2亿元、2.1亿元。"))]
    assert slack_of(found) == 3 * Decimal(10_000_000) / 2


def test_a_sum_beyond_half_of_a_total_is_of_something_else() -> None:
    assert far(Decimal(20), Decimal(55))
    assert not far(Decimal(50), Decimal(55))
