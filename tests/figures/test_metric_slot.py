from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def names(text: str) -> list[str | None]:
    return [figure.metric.name if figure.metric else None for figure in figures(Document.of(text))]


def test_a_rate_is_of_the_amount_before_it() -> None:
    assert names("2024年，苏州市地区生产总值2.67万亿元，增长6%。") == ["gdp", "gdp"]


def test_the_same_measure_word_counts_the_same_thing() -> None:
    first, second = names("全国有风电场3200座，其中广东450座。")
    assert first == second
