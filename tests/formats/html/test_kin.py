from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.formats.html.kin import MOST_ALIKE, heat, timeline
from auditor.model import Family, Member, Report, Role


def test_members_stand_on_the_line_by_their_dates() -> None:
    found = timeline(["2025-01-01", None, "2025-01-11", "2025-01-06T00:00"], 0)
    assert [(each.number, each.x) for each in found] == [(1, 0), (4, 500), (3, 1000)]
    assert [each.first for each in found] == [True, False, False]


def test_members_of_one_day_are_stacked() -> None:
    found = timeline(["2025-01-01", "2025-01-01", "2025-02-01"], 0)
    assert [each.level for each in found] == [0, 1, 0]


@pytest.mark.parametrize("dates", [[], [None], ["2025-01-01"], ["2025-01-01", "2025-01-01"], ["soon", "later"]])
def test_without_two_days_there_is_no_line(dates: list[str | None]) -> None:
    assert timeline(dates, 0) == ()


def test_a_month_is_a_date() -> None:
    assert [each.day for each in timeline(["2025-01", "2025-03"], 0)] == ["2025-01", "2025-03"]


def family(count: int) -> Family:
    members = tuple(Member(f"i{n}", f"k{n}", 0.9, 0.9, Role.NEAR_DUPLICATE) for n in range(count))
    return Family("i0", members, "k0")


def test_the_map_holds_the_exact_jaccard_index(report: Report) -> None:
    doc = report.documents[0]
    texts = {"k0": "甲乙丙丁戊己庚", "k1": "甲乙丙丁戊己辛", "k2": "天地玄黄宇宙洪"}
    documents = {key: replace(doc, key=key, text=text) for key, text in texts.items()}
    found = heat(family(3), documents)
    assert found
    assert [[cell.value for cell in row] for row in found.rows] == [
        [1.0, pytest.approx(1 / 2), 0.0],
        [pytest.approx(1 / 2), 1.0, 0.0],
        [0.0, 0.0, 1.0],
    ]


def test_without_texts_only_the_similarity_to_the_first_is_known() -> None:
    found = heat(family(3), {})
    assert found
    assert [[cell.value for cell in row] for row in found.rows] == [[1.0, 0.9, 0.9], [0.9, 1.0, None], [0.9, None, 1.0]]


def test_a_pair_needs_no_map_and_a_flood_gets_a_small_one() -> None:
    assert heat(family(2), {}) is None
    found = heat(family(100_000), {})
    assert found
    assert len(found.rows) == MOST_ALIKE
