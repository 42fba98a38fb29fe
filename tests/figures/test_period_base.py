from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def periods(text: str) -> list[str | None]:
    found = figures(Document.of(text, published="2025-06-10"))
    return [figure.period.value.iso if figure.period.value else None for figure in found]


def test_what_stands_right_behind_the_base_is_of_its_time() -> None:
    assert periods("2024年客流598万人次，高于2023年的580万人次。") == ["2024", "2023"]


def test_a_decimal_does_not_hide_that_the_first_amount_has_the_date() -> None:
    assert periods("平均住院日由2022年的7.8天降至6.5天。") == ["2022", None]
