from __future__ import annotations

import pytest

from auditor.figures.places import gazetteer


def test_a_name_of_several_places_keeps_its_other_readings() -> None:
    text = "a clinic in Cambridge"
    (mention,) = gazetteer().find(text, 0, len(text))
    assert mention.others


def test_a_container_after_a_comma_decides() -> None:
    text = "a clinic in Cambridge, Massachusetts"
    (mention,) = gazetteer().find(text, 0, len(text))
    assert (mention.place, mention.others) == ("Cambridge, Massachusetts", ())


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ngwala county alone grew maize", "Ngwala county"),
        ("Yields in Tra Bong province fell", "Tra Bong"),
    ],
)
def test_a_unit_makes_a_place_of_an_unlisted_name(text: str, surface: str) -> None:
    assert [text[m.start : m.end] for m in gazetteer().find(text, 0, len(text))] == [surface]


def test_a_determiner_before_a_unit_is_no_name() -> None:
    text = "Every county and each province reported."
    assert gazetteer().find(text, 0, len(text)) == ()


def test_the_unit_before_a_name_chooses_among_its_places() -> None:
    text = "The state of Sao Paulo reported cases."
    (mention,) = gazetteer().find(text, 0, len(text))
    assert mention.place == "Sao Paulo, Brazil"
    assert gazetteer().kinds[mention.place] == "division"


def test_dotted_capitals_and_possessives_keep_their_spans() -> None:
    text = "The U.S. and Vietnam’s ports"
    assert [(text[m.start : m.end], m.place) for m in gazetteer().find(text, 0, len(text))] == [
        ("U.S.", "United States"),
        ("Vietnam", "Vietnam"),
    ]


def test_a_large_city_needs_no_sign_and_a_person_of_its_name_is_none() -> None:
    text = "Warsaw completed flats. Denver Hollis paid."
    assert [m.place for m in gazetteer().find(text, 0, len(text))] == ["Warsaw"]


def test_two_cities_of_one_romanised_name_are_told_apart() -> None:
    chosen = [gazetteer().find(text, 0, len(text))[0].place for text in ("Yulin, Shaanxi", "Yulin, Guangxi")]
    assert len(set(chosen)) == 2
    assert chosen[0] == gazetteer().find("榆林市", 0, 3)[0].place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tornfell's six schools reopened.", ["Tornfell"]),
        ("Ghent's two public libraries lend tapes.", ["Gent"]),
        ("Castellon opened baths.", ["Castello de la Plana"]),
        ("Odense Zoo sold passes.", ["Odense"]),
        ("Odense Methodist Hospital sold passes.", []),
        ("Anna's two schools reopened.", []),
        ("Tornfell's six shops reopened.", []),
        ("The club's six schools reopened.", []),
    ],
)
def test_what_only_a_place_has_makes_a_place_of_its_owner(text: str, places: list[str]) -> None:
    assert [mention.place for mention in gazetteer().find(text, 0, len(text))] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orchards cover 700 hectares in the Huon Valley.", ["Huon Valley"]),
        ("The Wadden Sea was home to 8,700 seals.", ["Wadden Sea"]),
        ("The Oslo Public Library lent 40 books.", ["Oslo"]),
        ("Mali, which has 4 mines, closed two.", ["Mali"]),
        ("Parks in Leeds and Hull were dry.", ["Leeds", "Kingston upon Hull"]),
        ("There are 45 national-level parks.", []),
        ("In Zzyzx the beds are few.", ["Zzyzx"]),
    ],
)
def test_names_that_their_surroundings_show_to_be_places(text: str, expected: list[str]) -> None:
    assert [mention.place for mention in gazetteer().find(text, 0, len(text))] == expected
