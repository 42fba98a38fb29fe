from __future__ import annotations

import pytest

from auditor.figures.compare import judge
from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.model import Document


def kinds(a: str, b: str) -> set[str]:
    found = set()
    sides = [statements(doc.text, figures(doc)) for doc in (Document.of(a), Document.of(b))]
    for first in sides[0]:
        for second in sides[1]:
            verdict = judge(first, second)
            if verdict is not None:
                found.add(verdict.kind)
    return found


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024年，绵阳市失业率为4.5%。", "In 2024 the unemployment rate in Mianyang was 4.5%.", {"corroborates"}),
        ("2024年，绵阳市失业率为4.5%。", "In 2024 the unemployment rate in Mianyang was 7.1%.", {"conflicts"}),
        ("2024年，绵阳市失业率为4.5%。", "2024年，绵阳市青年失业率为12.1%。", set()),
        ("2024年，绵阳市失业率为4.5%。", "2023年，绵阳市失业率为7.1%。", set()),
        ("2024年，绵阳市失业率为4.5%。", "2024年，绵阳市酒店入住率为47.1%。", set()),
    ],
)
def test_a_rate_is_compared_with_the_same_rate(a: str, b: str, expected: set[str]) -> None:
    assert kinds(a, b) == kinds(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024年，绵阳市地区生产总值增长6.2%。", "2024年，绵阳市地区生产总值同比增长9.8%。", {"growth-mismatch"}),
        ("2024年，绵阳市地区生产总值增长6.2%。", "2024年，绵阳市地区生产总值环比增长1.2%。", set()),
        ("2024年，绵阳市地区生产总值名义增长6.2%。", "2024年，绵阳市地区生产总值实际增长9.2%。", set()),
        ("2024年，绵阳市地区生产总值增长6.2%。", "Mianyang's GDP grew 6.2% in 2024.", {"corroborates"}),
    ],
)
def test_growths_are_compared_on_one_base(a: str, b: str, expected: set[str]) -> None:
    assert kinds(a, b) == expected


def test_a_rate_of_what_both_name_needs_no_place() -> None:
    text = "The turnout in the Harrowmere election was {} in October 2024."
    assert kinds(text.format("32.1%"), text.format("41.7%")) == {"conflicts"}
    assert not kinds(text.format("32.1%"), text.format("41.7%").replace("Harrowmere", "Silverfen"))


def test_a_subject_that_only_the_clause_of_one_gives_parts_no_growths_of_one_thing() -> None:
    a = "Overnight stays in Salzburg rose 3.1 percent in 2024."
    assert kinds(a, "Tourism: overnight stays in Salzburg increased by 7.4 percent in 2024.") == {"growth-mismatch"}
    assert kinds(a, "Overnight stays by foreign guests in Salzburg increased by 7.4 percent in 2024.") == set()
