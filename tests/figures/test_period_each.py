from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def periods(text: str) -> list[str | None]:
    found = figures(Document.of(text, published="2025-06-10"))
    return [figure.period.value.iso if figure.period.value else None for figure in found]


def test_each_date_has_its_own_figure() -> None:
    assert periods("2022年和2023年分别新建学校12所和15所。") == ["2022", "2023"]


def test_what_is_summed_is_of_all_the_dates() -> None:
    assert periods("2023年和2024年，全市累计新增学位4.1万个。") == ["2023/2024"]


def test_what_two_dates_leave_open_is_of_neither() -> None:
    assert periods("2022年和2023年，小镇有商店41家。") == [None]


def test_between_two_months_is_all_the_time_from_one_to_the_other() -> None:
    assert periods("Between November 2023 and March 2024 more than 400 people fell ill.") == ["2023-11/2024-03"]
