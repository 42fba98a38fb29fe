from __future__ import annotations

from auditor.figures.phrase import about


def phrase(text: str, number: str) -> tuple[str, frozenset[str]] | None:
    return about(text, (0, len(text)), text.index(number), ())


def test_the_phrase_before_the_verb_names_the_metric() -> None:
    assert phrase("Evening lantern rental in the old town stood at 42 million yuan", "42") == (
        "rental",
        frozenset({"evening", "lantern"}),
    )


def test_a_chinese_phrase_ends_before_its_verb() -> None:
    found = phrase("灯笼租赁额达到4200万元", "4200")
    assert found is not None
    assert found[0] == "灯笼租赁额"


def test_a_long_clause_is_no_phrase() -> None:
    assert phrase("Old men who once mended heavy nets every single winter evening were 12", "12") is None


def test_places_are_left_out() -> None:
    text = "Lantern rental in Dali was 42"
    found = about(text, (0, len(text)), text.index("42"), [(18, 22)])
    assert found == ("rental", frozenset({"lantern"}))
