from __future__ import annotations

from auditor.figures.places import gazetteer
from auditor.figures.places_graph import Mention, disjoint, sizes


def test_a_capital_outranks_its_namesakes_and_a_county_none() -> None:
    places = gazetteer()
    assert places.outranks("London", ("London, Ontario",)) or not places.kinds.get("London, Ontario")
    assert not places.outranks("Cambridge", ("Cambridge, Massachusetts",))


def test_a_place_inside_the_other_is_no_rival() -> None:
    assert gazetteer().outranks("Suzhou", ("Jiangsu",))


def test_mentions_that_begin_inside_an_earlier_one_are_left_out() -> None:
    found = list(disjoint([Mention(0, 4, "a"), Mention(2, 3, "b"), Mention(4, 6, "c")]))
    assert [mention.place for mention in found] == ["a", "c"]


def test_the_sizes_whose_bits_are_set() -> None:
    assert sizes(0b1010) == (3, 1)


def test_a_province_outranks_a_small_city_of_its_name_abroad() -> None:
    assert gazetteer().outranks("Ontario", ("Ontario, California",))


def test_containers_are_the_same_when_asked_again() -> None:
    assert gazetteer().containers("Dalian") == gazetteer().containers("Dalian")
    assert "China" in gazetteer().containers("Dalian")
