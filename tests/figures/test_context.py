from __future__ import annotations

import pytest

from auditor.figures.figure import Figure
from auditor.figures.read import figures
from auditor.model import Document


def last(text: str, **fields: str) -> Figure:
    return figures(Document.of(text, **fields))[-1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Growers in Kent lost £14m. Wages in Kent rose by 5% in 2024.", "Kent"),
        ("The plant near Seattle closed. Homes in Kent cost $690,000 on average.", "Kent, Washington"),
        (
            "Doctors in Birmingham, Alabama, saw 900 patients. Clinics in Birmingham hired 40 nurses.",
            "Birmingham, Alabama",
        ),
    ],
)
def test_an_ambiguous_name_is_read_by_what_is_around(text: str, place: str) -> None:
    assert last(text).place.value == place


def test_an_ambiguous_name_without_a_hint_names_nothing() -> None:
    assert last("A laboratory in Cambridge employs 230 chemists.").place.value is None


def test_a_name_that_is_by_far_the_greatest_needs_no_hint() -> None:
    assert last("The bus company in London employs 2,300 drivers.").place.value == "London"


def test_the_headline_gives_the_place_of_the_article() -> None:
    assert last("全年接待旅客300万人次。", title="泉州旅游业回暖").place.value == "Quanzhou"
