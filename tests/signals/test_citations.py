from __future__ import annotations

import pytest

from auditor.signals._citations import entries, marks

ORDERED = {
    "(1)": "The valley has 1,400 greenhouses {}. Output grew by a fifth {}. Exports to the islands followed {}.",
    "（1）": "全谷去年底共有温室1400座{}。产量比前一年增长了两成{}。对外岛的出口也随之上升{}。",
}


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in marks(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (ORDERED["(1)"], ["(1)", "(2)", "(3)"]),
        (ORDERED["（1）"], ["（1）", "（2）", "（3）"]),
        (ORDERED["(1)"], ["[a]", "[b]", "[c]"]),
        (ORDERED["(1)"], ["(Harlow, 2011)", "(Marsh et al. 2012)", "(Okafor & Lind, 2013)"]),
        (ORDERED["（1）"], ["[Har11]", "[Mar12]", "[Oka13]"]),
        (ORDERED["(1)"], ["(see note 1)", "(ref. 2)", "(footnote 3)"]),
        (ORDERED["（1）"], ["（参见注1）", "（见文献2）", "（注3）"]),
    ],
)
def test_marks_of_a_style_are_found(text: str, numbers: list[str]) -> None:
    assert found(text.format(*numbers)) == numbers


@pytest.mark.parametrize(
    "text",
    [
        ORDERED["(1)"].format("(2)", "(5)", "(1)"),  # parts of laws, not counted up
        "The plan has three aims: (1) more trees, (2) fewer cars, (3) a tram.",
        "措施有三条。（1）多种树。（2）少开车。（3）修电车。",
        "See also:\nmkfifo (1),\nopen (2),\nmkfifo (3),\npipe (7)",
        "She told him that [h]e and [s]he were to leave.",
        "Her films are Harbour Lights (Miramax, 1994), Salt Road (Gaumont, 1997) and The Weir (Pathé, 2001).",
        "The rate fell (March 2018), rose (April 2018) and fell again (May 2018).",
        ORDERED["(1)"].format("(1)", "(2)", "(3)") + "\n(1) Yearly count.\n(2) Port report.\n(3) Customs.",
    ],
)
def test_brackets_of_other_uses_are_no_marks(text: str) -> None:
    assert found(text) == []


def test_a_list_below_its_heading_counts_by_items_links_and_years() -> None:
    assert (
        entries("Text.\nReferences\n- Harlow on ferries\nMarsh, A., Ports and piers, 2012.\nhttps://ports.example/a")
        == 3
    )
