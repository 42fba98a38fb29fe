from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.derive import statements
from auditor.figures.keys import PART, digits, keys, mantissa, other_names, roll_up
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document


def stated(text: str) -> Statement:
    doc = Document.of(text)
    return statements(doc.text, figures(doc))[0]


def meet(a: str, b: str) -> bool:
    return bool(set(keys(stated(a))) & set(keys(stated(b))))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("2024年，绵阳市地区生产总值4345亿元。", "In 2024 the economy of Mianyang was worth 610 billion yuan."),
        ("2024年，绵阳市地区生产总值4345亿元。", "In 2024 the economy of Mianyang was worth US$60 billion."),
        ("截至2024年底，苏州市有医院230家。", "截至2024年底，江苏省有医院200家。"),
        ("2024年，绵阳市失业率为4.5%。", "The unemployment rate in Mianyang was 5.1% in 2024."),
    ],
)
def test_what_can_be_compared_meets(a: str, b: str) -> None:
    assert meet(a, b)


def test_other_years_of_a_flow_do_not_meet() -> None:
    assert not meet("2024年，绵阳市出口额45亿元。", "2021年，绵阳市出口额38亿元。")


def test_the_parts_of_a_country_meet_only_where_they_are_of_one_thing() -> None:
    a, b = set(keys(stated("2024年，绵阳市出口额45亿元。"))), set(keys(stated("2024年，洛阳市财政收入380亿元。")))
    assert not a & b
    assert any(key.startswith(PART) for key in a)


def test_amounts_are_not_rolled_up_beyond_the_country() -> None:
    assert "China" in roll_up("Mianyang")
    assert "Asia" not in roll_up("Mianyang")


def test_a_figure_without_a_place_meets_by_the_names_beside_it() -> None:
    text = "The fleet landed 4,100 tonnes in 2023."
    doc = Document.of(text)
    beside = statements(doc.text, figures(doc), title="Poor year on Lake Ostrel")[0]
    other = stated("Boats on Lake Ostrel landed 4,700 tonnes of fish in 2023.")
    assert set(keys(beside)) & set(keys(other))


def test_a_place_that_no_gazetteer_has_goes_by_its_first_word_too() -> None:
    assert "Saltmarsh" in other_names("Saltmarsh Bay")
    assert "Tel" not in other_names("Tel Aviv")


@pytest.mark.parametrize(
    ("value", "written"), [("1200000", "12"), ("0.0450", "45"), ("1E+12", "1"), ("-3.50", "35"), ("0", "0")]
)
def test_the_mantissa_are_the_digits_that_are_written(value: str, written: str) -> None:
    assert mantissa(Decimal(value)) == written
    assert digits(Decimal(value)) == len(written)
