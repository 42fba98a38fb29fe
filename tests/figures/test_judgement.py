from __future__ import annotations

from auditor.figures.derive import statements
from auditor.figures.judgement import confidence, ratio_of, same_time
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def stated(text: str) -> Statement:
    doc = Document.of(text)
    return statements(doc.text, figures(doc))[0]


def test_a_stock_at_the_end_of_a_year_is_of_that_year() -> None:
    a, b = stated("截至2024年末，绵阳市有医院230家。"), stated("2024年，绵阳市有医院230家。")
    assert same_time(a, b) is True


def test_a_month_is_not_its_year() -> None:
    assert same_time(stated("2024年5月，绵阳市出口额9亿元。"), stated("2024年，绵阳市出口额110亿元。")) is False


def test_a_lasting_amount_without_a_date_may_be_of_any_time() -> None:
    assert same_time(stated("绵阳市有医院230家。"), stated("2024年，绵阳市有医院230家。")) is None


def test_a_missing_date_is_a_doubt() -> None:
    s = stated("2024年，绵阳市有医院230家。")
    assert confidence(s, s, dated=False) < confidence(s, s, dated=True)


def test_how_far_apart_is_symmetric() -> None:
    a, b = stated("2024年，绵阳市出口额9亿元。"), stated("2024年，绵阳市出口额18亿元。")
    assert ratio_of(a, b) == ratio_of(b, a) == 2
