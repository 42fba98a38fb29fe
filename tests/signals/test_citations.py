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
        (ORDERED["(1)"], ["(source 1)", "(source 2)", "(sources 3)"]),
        (ORDERED["（1）"], ["（来源1）", "（来源2）", "（来源3）"]),
        (ORDERED["(1)"], ["{1}", "{2}", "{3}"]),
        (ORDERED["（1）"], ["{1}", "{2}", "{3}"]),
        (ORDERED["（1）"], ["（A）", "（B）", "（C）"]),
        (ORDERED["(1)"], ["[i]", "[ii]", "[iii]"]),
        (ORDERED["(1)"], ["[R1]", "[R2]", "[R3]"]),
        (ORDERED["（1）"], ["†", "‡", "§"]),
        (ORDERED["（1）"], ["*", "**", "***"]),
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


@pytest.mark.parametrize("numbers", ["{1} {2} {3}", "(A) (B) (C)", "[i] [ii] [iii]", "* ** ***", "† ‡ §"])
def test_marks_behind_the_full_stop_are_found_and_those_that_open_lines_are_a_list(numbers: str) -> None:
    one, two, three = numbers.split()
    text = f"The valley has greenhouses.{one} Output grew by a fifth.{two} Exports followed.{three}"
    assert found(text) == [one, two, three]
    assert found(f"{text}\n{one} Yearly count.\n{two} Port report.\n{three} Customs.") == []


def test_numbers_whose_superscript_was_lost_are_marks_where_they_count_up() -> None:
    assert found("The valley has greenhouses.1 Output grew by a fifth.2 Exports followed.3") == ["1", "2", "3"]
    assert found("The valley has greenhouses.7 Output grew by a fifth.2 Exports followed.3") == []


@pytest.mark.parametrize(
    "text",
    [
        "He chose (A) tea, (B) cake and (C) pie.",
        "The lease covers (i) the rent; (ii) the rates; (iii) the tax.",
        "Press *one*, then *two* and then **three**.",
        "Use {1} as the first, {2} as the second and {3} as the third.",
        "被告人张*、李**、王***均到庭。",
        "其一，人少。其二，地远。第三点：钱紧。⑴水⑵火⑶风",
        "Q1: what? Q2: why? Q3: how?",
    ],
)
def test_marks_of_lists_and_emphasis_are_no_citations(text: str) -> None:
    assert found(text) == []


def test_a_list_below_its_heading_counts_by_items_links_and_years() -> None:
    assert (
        entries("Text.\nReferences\n- Harlow on ferries\nMarsh, A., Ports and piers, 2012.\nhttps://ports.example/a")
        == 3
    )
