from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.cues import bound_of, change_of


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
