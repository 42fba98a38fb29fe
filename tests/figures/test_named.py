from __future__ import annotations

import pytest

from auditor.figures.derive import statements
from auditor.figures.named import at_one_site, beside, called, names, shared_names, site_names
from auditor.figures.read import figures
from auditor.figures.sameness import named_alike, one_thing
from auditor.figures.statement import Statement
from auditor.model import Document


def stated(text: str, title: str | None = None) -> Statement:
    doc = Document.of(text)
    return statements(doc.text, figures(doc), title=title)[-1]


def test_names_are_capitalised_words_that_are_no_ordinary_ones() -> None:
    assert names("The Tarn Quell weir counted # eels")[0] == "Tarn Quell"
    assert "Tarn" in names("The Tarn Quell weir counted # eels")
    assert names("In the spring # eels came") == ()


def test_a_chinese_name_goes_by_how_it_is_read() -> None:
    assert "Tanhu" in names("潭湖共捕捞河虾 #")


def test_the_headline_and_the_sentence_before_name_what_a_clause_is_about() -> None:
    text = "Quellbridge Brewery opened in a barn. It sold 4,100 barrels of ale in 2023."
    start = text.index("4,100")
    assert "Quellbridge Brewery" in beside(text, start, None)
    assert "Lake Ostrel" in beside("The fleet landed 12 tonnes.", 17, "Poor year on Lake Ostrel")


def test_a_lone_word_that_begins_a_sentence_is_no_name() -> None:
    assert beside("Trawlers landed 12 tonnes.", 16, "Trawlers idle") == ()
    assert beside("Ostrel's trawlers landed 12 tonnes.", 25, None) == ("Ostrel",)


def test_a_fleet_of_the_headline_is_the_boats_of_the_clause() -> None:
    a = stated("The fleet landed 3,100 tonnes in 2023.", "Poor year on Lake Ostrel")
    b = stated("Boats on Lake Ostrel landed 4,700 tonnes of fish in 2023.")
    assert "Lake Ostrel" in shared_names(a, b)
    assert named_alike(a, b)
    assert one_thing(a, b)


def test_two_lakes_share_no_name() -> None:
    a = stated("The fleet landed 3,100 tonnes in 2023.", "Poor year on Lake Ostrel")
    b = stated("The fleet landed 4,700 tonnes in 2023.", "Good year on Lake Varn")
    assert not shared_names(a, b)
    assert not named_alike(a, b)


@pytest.mark.parametrize(
    ("context", "name", "kinds"),
    [
        ("The Tarn Quell mine produced # of copper", "Tarn Quell", {"mine"}),
        ("Copper output at Tarn Quell reached #", "Tarn Quell", set()),
        ("# of litter left the Varn river.", "Varn", {"river"}),
    ],
)
def test_a_name_is_called_by_the_word_beside_it(context: str, name: str, kinds: set[str]) -> None:
    assert called(context, name) == kinds


def test_a_museum_on_a_lake_is_not_the_lake() -> None:
    a = stated("Lake Ostrel Museum had 4,720 visitors in 2024.")
    b = stated("Lake Ostrel had 7,150 visitors in 2024.")
    assert not named_alike(a, b)


def test_a_site_is_where_it_is_whatever_else_is_said() -> None:
    assert site_names("the Oldwin Theatre in sold # tickets") == {"Oldwin Theatre", "Oldwin"}
    assert at_one_site(stated("2024年，潭湖水库捕捞河虾31吨。"), stated("潭湖水库2024年河虾捕捞量为44吨。"))


def test_a_hospital_that_every_town_has_is_no_name() -> None:
    assert not site_names("人民医院门诊 #")
