from __future__ import annotations

import pytest

from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("铜价跌破9万元", "at_most"),
        ("铜价突破9万元", "at_least"),
        ("装机超过火电的14亿千瓦", "exact"),
        ("不足总库容的四分之一", "at_most"),
        ("须在6小时内办结", "at_most"),
        ("回落八成有余", "at_least"),
        ("the team has 9,000-plus volunteers", "at_least"),
        ("it fell by as much as 40 feet", "at_most"),
        ("it costs as little as $9", "at_least"),
        ("demand hovered near 90%", "nearly"),
        ("approx. 40 tonnes", "approximately"),
        ("搬家花了千把块", "approximately"),
        ("演员三十岁出头", "at_least"),
        ("会费超过了九百元", "at_least"),
        ("产量翻了两番多", "at_least"),
    ],
)
def test_the_words_around_a_quantity_bound_it(text: str, bound: str) -> None:
    assert scan(text).quantities[-1].bound == bound


def test_over_between_a_quantity_and_a_time_bounds_nothing() -> None:
    lost, months = scan("The patient lost 14 kilos over nine months.").quantities
    assert (lost.bound, months.bound) == ("exact", "exact")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("sales came to just shy of 40,000", "nearly"),
        ("the force was short of 900 officers", "exact"),
        ("产值迈上万亿元台阶", "exact"),
        ("停车一天封顶30元", "at_most"),
    ],
)
def test_bounds_that_look_alike_are_told_apart(text: str, bound: str) -> None:
    assert scan(text).quantities[-1].bound == bound
