from __future__ import annotations

import pytest

from auditor.figures.compare import judge
from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.model import Document


def kinds(a: str, b: str) -> set[str]:
    sides = [statements(doc.text, figures(doc)) for doc in (Document.of(a), Document.of(b))]
    verdicts = [judge(first, second) for first in sides[0] for second in sides[1]]
    return {verdict.kind for verdict in verdicts if verdict is not None}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "In 2024 Lyon's clinics gave 41,300 flu vaccine doses.",
            "In 2024 Lyon's clinics gave 30,200 covid vaccine doses.",
        ),
        ("In 2024 there were 4,720 wolves in Spain.", "In 2024 there were 3,150 wolf cubs in Spain."),
        ("2024年，绵阳市发明专利授权4720件。", "2024年，绵阳市实用新型专利授权3150件。"),
        ("2024年末，绵阳市贷款余额4720亿元。", "2024年，绵阳市新增贷款3150亿元。"),
        ("2024年，绵阳市户籍人口472万人。", "2024年，绵阳市常住人口315万人。"),
        ("2024年，绵阳市60岁以上人口47.2万人。", "2024年，绵阳市65岁以上人口31.5万人。"),
        ("2024年，绵阳市每千人口床位7.2张。", "2024年，绵阳市共有床位5.1万张。"),
    ],
)
def test_what_only_one_side_says_is_no_contradiction(a: str, b: str) -> None:
    assert kinds(a, b) == kinds(b, a) == set()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "2024年，绵阳市出口额700亿元。",
            "Mianyang's exports were worth about US$9.7 billion in 2024.",
            {"corroborates"},
        ),
        ("2024年，绵阳市出口额700亿元。", "Mianyang's exports were worth US$19.4 billion in 2024.", {"conflicts"}),
        ("2024年，绵阳市出口额715亿元。", "Mianyang's exports were worth US$71.5 billion in 2024.", {"currency-swap"}),
    ],
)
def test_two_currencies_are_compared_at_the_mean_of_the_year(a: str, b: str, expected: set[str]) -> None:
    assert kinds(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024年，绵阳市茶叶产量达330吨，同比翻番。", "2023年，绵阳市茶叶产量达165吨。", {"corroborates"}),
        ("2024年，绵阳市出口额260亿元，进口额190亿元。", "2024年，绵阳市外贸进出口总额450亿元。", {"corroborates"}),
        ("2024年，绵阳市出口额260亿元，进口额190亿元。", "2024年，绵阳市外贸进出口总额720亿元。", {"derived-conflict"}),
        (
            "The number of ferries in Bergen rose 20% to 132 in 2024.",
            "In 2023 there were 110 ferries in Bergen.",
            {"corroborates"},
        ),
    ],
)
def test_what_figures_imply_is_compared(a: str, b: str, expected: set[str]) -> None:
    assert expected <= kinds(a, b)


def test_a_profit_contradicts_a_loss() -> None:
    a, b = "2024年，绵阳长虹实现净利润3.2亿元。", "2024年，绵阳长虹净亏损4.6亿元。"
    assert kinds(a, b) == {"conflicts"}


def test_two_exact_amounts_agree_only_within_their_rounding() -> None:
    assert kinds("2024年末，常德市常住人口514.6万人。", "2024年末，常德全市常住人口515万人。") == {"corroborates"}
    assert not kinds("2024年末，常德市常住人口514.6万人。", "2024年末，常德全市常住人口538.2万人。")


def test_a_sentence_retold_with_another_number_contradicts_whatever_it_counts() -> None:
    text = "In 2024 the wardens of Florence put {} hedgehog ladders into the ponds behind the old tram depot."
    assert kinds(text.format(312), text.format(204)) == {"conflicts"}
    assert kinds(text.format(312), text.format(3120)) == {"magnitude-slip"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("In 2024 there were 4,120 burglaries in Lyon.", "Police in Lyon arrested 412 people for burglaries in 2024."),
        ("Farms in Murcia grew 286 tonnes of saffron in 2024.", "The 2024 almond harvest in Murcia was 2,860 tonnes."),
    ],
)
def test_digits_that_recur_in_amounts_of_two_things_are_no_slip(a: str, b: str) -> None:
    assert not kinds(a, b)


def test_output_of_anything_is_no_whole_of_the_output_of_one_thing() -> None:
    part = "2024年，福鼎市白茶产量3.3万吨。"
    assert not kinds(part, "2024年，宁德市产量1.6万吨。")
    assert kinds(part, "2024年，宁德市白茶产量1.6万吨。") == {"part-exceeds-whole"}
