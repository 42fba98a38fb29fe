from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.model import Document


def names(text: str) -> list[str | None]:
    return [figure.metric.name if figure.metric else None for figure in figures(Document.of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The town recorded 317 burglaries, up from 149 in 2023.",
        "Police made 1,120 arrests, 46 of them in Hull.",
        "The average rent in Dublin reached €2,400. In Galway it was €1,950.",
        "全国有风电场3200座，占一成。其中，广东450座。",
        "The council bought 40 electric buses and will buy 90 more in May.",
        "Leeds hired 40 nurses, while York hired 15.",
    ],
)
def test_a_figure_without_a_word_of_its_own_is_of_what_the_one_before_is(text: str) -> None:
    found = names(text)
    assert found[-1] == found[0]
    assert found[0] is not None


@pytest.mark.parametrize(
    "text",
    ["批准逮捕4120人，提起公诉9860人。", "外借图书410万册次，到馆读者达630万人次。", "新开门店210家，关闭35家。"],
)
def test_other_words_or_another_measure_word_are_another_thing(text: str) -> None:
    first, second = names(text)
    assert first != second
