from __future__ import annotations

from auditor.figures.read import figures
from auditor.model import Document


def names(text: str) -> list[str | None]:
    return [figure.metric.name if figure.metric else None for figure in figures(Document.of(text))]


def test_households_of_people_are_households() -> None:
    assert names("惠及居民4.2万户。") == ["household_count"]


def test_so_many_for_each_is_no_count_of_those_who_have_them() -> None:
    assert "judge_count" not in names("全市法官人均结案312件。")
    assert "person_count" not in names("全市法官人均结案312件。")


def test_a_staff_of_people_is_the_staff() -> None:
    assert names("The firm has a staff of 612 people.") == ["employment"]
    assert names("The plant employs more than 612 people.") == ["employment"]


def test_days_and_nights_are_what_is_sold() -> None:
    assert names("The resort sold 410,000 skier days.") == ["skier days_count"]


def test_who_acts_is_not_what_is_counted() -> None:
    assert "city_count" not in names("In May the city was told to buy 90.")
