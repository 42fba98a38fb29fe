from __future__ import annotations

from decimal import Decimal

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


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("镇上小两万人口", "nearly"),
        ("裤腰缩小一千毫米", "exact"),
        ("弟弟比她小十二岁", "exact"),
        ("价钱是往年的三倍还多", "at_least"),
        ("团费4999元起，", "at_least"),
        ("排队两个小时起步", "at_least"),
        ("存款九万挂零", "at_least"),
        ("四十岁不到的工人", "at_most"),
        ("路程不过七十公里", "at_most"),
        ("grants up to a ceiling of €15,000", "at_most"),
        ("it took the best part of two hours", "nearly"),
    ],
)
def test_colloquial_words_bound_a_quantity(text: str, bound: str) -> None:
    assert scan(text).quantities[-1].bound == bound


def test_a_bound_from_above_keeps_what_few_leaves_open() -> None:
    (found,) = scan("一人摊不过三十几块。").quantities
    assert (found.bound, found.low, found.high) == ("at_most", None, Decimal(40))


def test_a_word_before_bounds_more_than_thereabouts() -> None:
    assert [found.bound for found in scan("花销不过五百来块，预估八百元。").quantities] == ["at_most", "approximately"]
