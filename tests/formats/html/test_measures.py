from __future__ import annotations

import pytest

from auditor.formats.html.both import Both
from auditor.formats.html.measures import unit


@pytest.mark.parametrize("name", ["CNY", "USD", "EUR", "JPY", "kg", "m2", "kWh", "company", "visit"])
def test_units_are_told_in_simplified_chinese(name: str) -> None:
    told = unit(name)
    assert told
    assert told.zh.encode("gb2312")
    assert not told.zh.isascii()


@pytest.mark.parametrize(
    ("name", "one", "many"),
    [
        ("company", "company", "companies"),
        ("person", "person", "people"),
        ("bus", "bus", "buses"),
        ("sea_gull", "sea gull", "sea gulls"),
        ("kg", "kg", "kg"),
        ("CNY", "CNY", "CNY"),
        ("m2/year", "m² a year", "m² a year"),
    ],
)
def test_several_of_a_noun_are_told_in_the_plural(name: str, one: str, many: str) -> None:
    first, several = unit(name), unit(name, many=True)
    assert first
    assert several
    assert (first.en, several.en) == (one, many)


def test_a_noun_stands_behind_its_measure_word() -> None:
    assert unit("company") == Both("company", "家企业")
    assert unit("item") == Both("item", "个")


def test_what_is_not_counted_has_no_unit() -> None:
    assert unit(None) is None
