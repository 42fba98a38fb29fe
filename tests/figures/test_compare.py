from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.compare import judge, keys
from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.statement import Statement
from auditor.model import Document

BASE = "2024年，绵阳市地区生产总值4345亿元。"


def stated(text: str) -> Statement:
    doc = Document.of(text)
    return next(s for s in statements(doc.text, figures(doc)) if not s.formula)


def kind(a: str, b: str) -> str | None:
    verdict = judge(stated(a), stated(b))
    return None if verdict is None else verdict.kind


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Mianyang's gross domestic product stood at 434.5 billion yuan in 2024.", "corroborates"),
        ("2024年，绵阳市地区生产总值约4300亿元。", "corroborates"),
        ("2024年，绵阳市地区生产总值6100亿元。", "conflicts"),
        ("2024年，绵阳市地区生产总值434.5亿元。", "magnitude-slip"),
        ("2024年，绵阳市地区生产总值4345亿美元。", "currency-swap"),
        ("2023年，绵阳市地区生产总值4038亿元。", None),
        ("2024年，德阳市地区生产总值3200亿元。", None),
        ("绵阳市力争2024年地区生产总值达到6000亿元。", None),
        ("2024年，绵阳市出口额4000亿元。", None),
    ],
)
def test_a_statement_is_judged_by_what_it_is_of(other: str, expected: str | None) -> None:
    assert kind(BASE, other) == expected
    assert kind(other, BASE) == expected


def test_statements_that_can_be_judged_meet_under_a_key() -> None:
    a, b = stated(BASE), stated("2024年，绵阳市地区生产总值6100亿元。")
    assert set(keys(a)) & set(keys(b))


def test_a_part_cannot_exceed_its_whole() -> None:
    part, whole = "截至2024年底，苏州市有医院230家。", "截至2024年底，江苏省有医院200家。"
    assert kind(part, whole) == kind(whole, part) == "part-exceeds-whole"


@pytest.mark.parametrize("notation", ["43450亿元", "4.345万亿元", "RMB 4.345 trillion", "4,345,000,000,000元"])
@pytest.mark.parametrize("other", ["43450亿元", "4.2万亿元", "60000亿元", "约4万亿元"])
def test_the_notation_changes_no_verdict(notation: str, other: str) -> None:
    text = "2024年，绵阳市地区生产总值{}。"
    assert kind(text.format(notation), text.format(other)) == kind(text.format("43450亿元"), text.format(other))


@given(st.integers(100, 9999))
def test_a_statement_agrees_with_its_own_words(amount: int) -> None:
    text = f"2024年，绵阳市地区生产总值{amount}亿元。"
    assert kind(text, text) == "corroborates"
