from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.followers import completed
from auditor.figures.numerals import read_number
from auditor.figures.quantities import Quantity
from auditor.figures.scan import scan


def read(text: str, start: int = 0) -> Quantity:
    number = read_number(text, start)
    assert number is not None
    found = completed(text, number, number)
    assert isinstance(found, Quantity)
    return found


@pytest.mark.parametrize(
    ("text", "value", "dimension", "unit"),
    [
        ("5.4 percentage points", "0.054", "percent-point", "ratio"),
        ("25个基点", "0.0025", "percent-point", "ratio"),
        ("3‰", "0.003", "share", "ratio"),
        ("1.8倍", "1.8", "multiple", "times"),
        ("三成五", "0.35", "share", "ratio"),
        ("41.3公里", "41300", "length", "m"),
        ("4.5万亩", "30000000", "area", "m2"),
        ("2 MW", "2000", "other", "kW"),
        ("9秒83", "9.83", "duration", "second"),
        ("三年半", "3.5", "duration", "year"),
        ("16家", "16", "count", "company"),
        ("12 bridges", "12", "count", "bridge"),
    ],
)
def test_what_follows_makes_the_quantity(text: str, value: str, dimension: str, unit: str) -> None:
    found = read(text)
    assert found.value is not None
    assert (round(found.value, 6), found.dimension, found.unit) == (Decimal(value), dimension, unit)


def test_a_size_class_is_at_least_its_amount() -> None:
    found = read("百亿级")
    assert (found.dimension, found.currency, found.bound, found.high) == ("money", None, "at_least", None)


def test_a_bare_hundred_million_is_money_or_people_by_what_is_spoken_of() -> None:
    assert read("票房突破2亿", 4).dimension == "money"
    assert read("用户突破2亿", 4).dimension == "count"


def test_a_minus_sign_is_kept_and_a_dash_is_not() -> None:
    assert read("-1.2亿元", 1).value == Decimal(-120_000_000)
    assert read("A-12元", 2).value == Decimal(12)


def test_points_are_percent_only_after_a_percentage() -> None:
    text = "61.7 percent, 3.1 points lower"
    assert read(text, text.index("3.1")).dimension == "percent-point"
    assert read("3.1 points").dimension != "percent-point"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("门高两米三，", "2.3", "m"),
        ("身高1米75。", "1.75", "m"),
        ("水深三米五以上", "3.5", "m"),
        ("两亩六分地", "5200", "m2"),
        ("他四十五岁半。", "45.5", "year"),
        ("一亩半地", "3000", "m2"),
    ],
)
def test_what_goes_without_saying_behind_a_unit_is_added(text: str, value: str, unit: str) -> None:
    found = scan(text).quantities[0]
    assert found.unit == unit
    assert found.value is not None
    assert abs(found.value * (3 if unit == "m2" else 1) - Decimal(value)) < Decimal("0.001")


def test_both_ends_of_a_change_of_speed_are_speeds() -> None:
    found = scan("时速由80公里提高到120公里。").quantities
    assert [(quantity.value, quantity.unit) for quantity in found] == [(Decimal(80), "km/h"), (Decimal(120), "km/h")]


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("310,000 skier days", "count"),
        ("4,100 patient days in spring", "count"),
        ("12 working days", "duration"),
        ("three long days", "duration"),
    ],
)
def test_days_of_people_are_counted_and_days_of_time_last(text: str, dimension: str) -> None:
    (found,) = scan(text).quantities
    assert found.dimension == dimension


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("气温降到零下两到四度", "-4", "-2", "degree"),
        ("歇上十天半个月", "10", "15", "day"),
        ("一年半载修不好", "0.5", "1", "year"),
    ],
)
def test_a_time_or_a_temperature_between_two_ends_is_a_range(text: str, low: str, high: str, unit: str) -> None:
    (found,) = scan(text).quantities
    assert (found.low, found.high, found.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("走了六十来里", 30000, "length"),
        ("五里路", 2500, "length"),
        ("九十平的铺面", 90, "area"),
        ("12 degrees below zero", -12, "other"),
        ("3h 25m", 25, "duration"),
        ("四口人", 4, "count"),
        ("门票涨了两回", 2, "count"),
        ("斩获5银", 5, "count"),
    ],
)
def test_a_short_unit_is_known_by_what_stands_around_it(text: str, value: int, dimension: str) -> None:
    found = scan(text).quantities[-1]
    assert (found.value, found.dimension) == (Decimal(value), dimension)


@pytest.mark.parametrize("text", ["五里坡", "他们踢成2比2平", "这两回事"])
def test_a_short_unit_inside_a_word_measures_nothing(text: str) -> None:
    assert [
        found for found in scan(text).quantities if found.dimension in {"length", "area"} or found.unit == "time"
    ] == []


def test_over_a_way_bounds_nothing() -> None:
    assert [found.bound for found in scan("The road climbs 900 ft over 3 miles.").quantities] == ["exact", "exact"]


def test_the_noun_behind_another_number_is_not_counted() -> None:
    assert scan("Trips fell to 70 two years ago.").quantities[0].dimension == "other"


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("三岁半的男孩", "3.5", "duration"),
        ("a 45-second clip", "45", "duration"),
        ("the clip was played 3 million times, mostly abroad", "3000000", "count"),
        ("客服一天接订单两千六", "2600", "count"),
    ],
)
def test_what_a_number_tells_is_known_by_its_word(text: str, value: str, dimension: str) -> None:
    found = scan(text).quantities[-1]
    assert (found.value, found.dimension) == (Decimal(value), dimension)


@pytest.mark.parametrize(
    ("text", "unit"), [("全年发电约6亿度", "kWh"), ("这月用电两百八十度", "kWh"), ("水温二十八度", "degree")]
)
def test_degrees_of_power_are_kilowatt_hours(text: str, unit: str) -> None:
    assert scan(text).quantities[-1].unit == unit
