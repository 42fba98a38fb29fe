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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Landings of cod, hake and sole fell 3%, 5% and 8% respectively.", ["-0.03", "-0.05", "-0.08"]),
        ("茶叶、药材和蚕茧产量分别增长2%、6%和9%。", ["0.02", "0.06", "0.09"]),
    ],
)
def test_what_a_verb_says_of_the_first_rate_it_says_of_all(text: str, expected: list[str]) -> None:
    assert read(text) == [("growth", Decimal(value)) for value in expected]


def test_a_share_behind_a_rise_stays_a_share() -> None:
    assert read("Rents rose 4%, and 12% of flats stood empty.")[-1] == ("share", Decimal("0.12"))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("冷藏车厢保持零下25至零下20摄氏度。", "-25", "-20"),
        ("气温零下7℃到零上3℃。", "-7", "3"),
        ("出勤率在八成到八成五之间。", "0.8", "0.85"),
    ],
)
def test_two_ends_read_whole_are_one_range(text: str, low: str, high: str) -> None:
    (found,) = scan(text).quantities
    assert (found.bound, found.low, found.high) == ("range", Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "The port saw 31 cruise ships, compared with 24 in the previous season.",
        "The bakery employs 60 people in Porto and 45 in Braga.",
        "The shelter housed 71 dogs, against 58 at the start.",
    ],
)
def test_a_noun_that_goes_without_saying_is_counted(text: str) -> None:
    first, second = scan(text).quantities
    assert (second.dimension, second.unit) == ("count", first.unit)


def test_percentage_points_are_told_behind_the_last_number_of_them() -> None:
    found = read("两条线的准点率分别提高2.4个和下降0.9个百分点。")
    assert [value for dimension, value in found if dimension == "percent-point"] == [
        Decimal("0.024"),
        Decimal("-0.009"),
    ]


def test_pieces_before_a_percentage_point_that_says_more_stay_pieces() -> None:
    assert read("新增6个园区，占比提高2个百分点。")[0] == ("count", Decimal(6))
