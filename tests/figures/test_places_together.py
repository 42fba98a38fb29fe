from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.model import Document


@pytest.mark.parametrize(
    "text",
    [
        "Courts in England and Wales had a backlog of 73,105 cases.",
        "深圳、东莞和惠州共有企业1300家。",
        "超市在杭州等地开设门店300家。",
        "Zzyzx and Oslo recorded 1,900 burglaries.",
    ],
)
def test_what_several_places_have_is_none_of_theirs(text: str) -> None:
    assert [figure.place.value for figure in figures(Document.of(text))] == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [("Surgeons in Austin, Texas, saw 900 patients.", "Austin"), ("浙江杭州有门店300家。", "Hangzhou")],
)
def test_a_place_beside_what_contains_it_stands_alone(text: str, place: str) -> None:
    assert [figure.place.value for figure in figures(Document.of(text))] == [place]


def test_the_next_sentence_does_not_go_on_with_one_of_two_places() -> None:
    text = "England and Wales closed some courts. The courts employ 600 judges."
    assert [figure.place.value for figure in figures(Document.of(text))] == [None]
