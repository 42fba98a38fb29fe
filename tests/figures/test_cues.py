from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.cues import bound_of, change_of
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("超过*3亿元", "at_least"),
        ("近*3亿元", "nearly"),
        ("不足*3亿元", "at_most"),
        ("约*3亿元", "approximately"),
        ("*3亿元以上", "at_least"),
        ("*3亿元左右", "approximately"),
        ("上*百家", "at_least"),
        ("more than *300", "at_least"),
        ("just under *300", "nearly"),
        ("fewer than *300", "at_most"),
        ("some *300", "approximately"),
        ("在*3亿元", "exact"),
    ],
)
def test_bound_words_stand_next_to_the_figure(text: str, bound: str) -> None:
    start = text.index("*")
    bare = text.replace("*", "")
    end = next(i for i in range(len(bare), start, -1) if bare[i - 1] in "元0百")
    assert bound_of(bare, start, end) == bound


@pytest.mark.parametrize(
    ("text", "sign"), [("产量减少*5%", -1), ("a *5% drop in sales", -1), ("便宜了*5%", -1), ("*5% smaller than", -1), ("增长*5%", 1), ("*5% larger than", 1)]
)  # fmt: skip
def test_a_change_has_the_sign_of_its_verb(text: str, sign: int) -> None:
    start = text.index("*")
    change = change_of(text.replace("*", ""), start, start + 2)
    assert change.growth
    assert change.sign == Decimal(sign)


@pytest.mark.parametrize("text", ["占全国的*5%", "accounting for *5% of sales", "升至*5%", "rose to *5%"])
def test_a_share_or_a_level_is_no_change(text: str) -> None:
    start = text.index("*")
    assert not change_of(text.replace("*", ""), start, start + 2).growth


def test_a_growth_rate_may_be_reached() -> None:
    start = len("同比增速回落至")
    assert change_of("同比增速回落至5%", start, start + 2).growth


def test_a_rate_that_a_change_led_to_in_a_year_is_a_level() -> None:
    text = "合格率提高到2024年的74%"
    assert not change_of(text, text.index("74"), len(text)).growth


def test_a_condition_behind_a_fall_is_no_rise() -> None:
    text = "traffic could fall by 15 percent if fares rise"
    assert change_of(text, text.index("15"), text.index(" if")).sign == -1


@pytest.mark.parametrize(("text", "growth"), [("新炉比旧炉省三分之一", True), ("占全省三分之一", False)])
def test_to_save_is_a_fall_and_a_province_is_none(text: str, growth: bool) -> None:  # noqa: FBT001  # a case
    assert change_of(text, text.index("三"), len(text)).growth is growth


@pytest.mark.parametrize("text", ["Pine made up *38 percent of", "Children make up about *38 percent of"])
def test_what_makes_up_a_part_does_not_grow(text: str) -> None:
    start = text.index("*")
    plain = text.replace("*", "")
    assert not change_of(plain, start, plain.index(" percent") + len(" percent")).growth


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("收益率由3.8%缩水至2.2%", "share", "0.022"),
        ("比上月高出两成", "growth", "0.2"),
        ("编制砍掉四分之一", "growth", "-0.25"),
        ("rents were 6.1 percent up on the year", "growth", "0.061"),
        ("增速分别为2.7%和-1.3%", "growth", "-0.013"),
        ("订单减少一半以上", "growth", "-0.5"),
        ("salinity is 31 per thousand", "share", "0.031"),
    ],
)
def test_the_last_rate_is_a_level_or_a_change_by_its_clause(text: str, dimension: str, value: str) -> None:
    found = scan(text).quantities[-1]
    assert (found.dimension, found.value) == (dimension, Decimal(value))


def test_what_is_cut_by_some_points_falls_whatever_it_is_called() -> None:
    found = scan("The ministry trimmed its growth forecast by 0.4 points to 2.1%.").quantities[0]
    assert (found.dimension, found.value) == ("percent-point", Decimal("-0.004"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("营收同比-7.4%", "-0.074"),
        ("环比－2%", "-0.02"),
        ("增速–1.5%，", "-0.015"),
        ("a drag that shaved 0.3 percentage points off growth", "-0.003"),
        ("staff won a 4.5% raise", "0.045"),
    ],
)
def test_a_rate_has_the_sign_of_its_dash_or_its_verb(text: str, value: str) -> None:
    (found,) = scan(text).quantities
    assert found.value == Decimal(value)


def test_a_share_that_is_paid_for_does_not_grow() -> None:
    assert [found.dimension for found in scan("They paid €3m for a 20% stake.").quantities] == ["money", "share"]
