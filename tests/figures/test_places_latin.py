from __future__ import annotations

from auditor.figures.places import gazetteer


def test_a_name_of_several_places_keeps_its_other_readings() -> None:
    text = "a clinic in Cambridge"
    (mention,) = gazetteer().find(text, 0, len(text))
    assert mention.others


def test_a_container_after_a_comma_decides() -> None:
    text = "a clinic in Cambridge, Massachusetts"
    (mention,) = gazetteer().find(text, 0, len(text))
    assert (mention.place, mention.others) == ("Cambridge, Massachusetts", ())
