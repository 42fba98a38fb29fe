from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.scan import scan


def read(text: str) -> list[tuple[str, Decimal | None]]:
    return [(found.dimension, found.value) for found in scan(text).quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Output was 12, 15 and 18 tonnes.", [("mass", 12000), ("mass", 15000), ("mass", 18000)]),
        ("The yards built 30 and 45 ships, respectively.", [("count", 30), ("count", 45)]),
        ("They won 8 gold, 5 silver and 3 bronze medals.", [("count", 8), ("count", 5), ("count", 3)]),
        ("Crops of 90m, 40m and 12m tonnes", [("mass", 9 * 10**10), ("mass", 4 * 10**10), ("mass", 12 * 10**9)]),
    ],
)
def test_the_members_of_a_list_share_the_last_ones_unit(text: str, expected: list[tuple[str, int]]) -> None:
    assert read(text) == [(dimension, Decimal(value)) for dimension, value in expected]


def test_numbers_apart_share_nothing() -> None:
    assert read("The answer was 42. Later 7 ships came.")[0][0] == "other"
