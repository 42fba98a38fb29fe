from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.quantities import Quantity
from auditor.figures.scan import scan


def one(text: str) -> Quantity:
    (quantity,) = scan(text).quantities
    return quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("这间铺面每月租金四千五。", 4500),
        ("他那台旧拖拉机卖了两万六。", 26000),
        ("月饼一百二一盒。", 120),
        ("米酒一桶一百零六。", 106),
        ("柿子卖到三十二。", 32),
        ("一套旧渔网，六千三拉走了。", 6300),
        ("修锅炉花了三百多。", 300),
        ("头等舱要贵上九百。", 900),
    ],
)
def test_a_spoken_price_is_money_without_a_currency(text: str, value: int) -> None:
    money = scan(text).quantities[0]
    assert (money.dimension, money.currency, money.value) == ("money", None, Decimal(value))


@pytest.mark.parametrize("text", ["该应用的注册用户数已达3.2亿。", "全县贫困户有1.4万。", "视频播放量突破600w。"])
def test_the_noun_before_a_bare_number_makes_it_a_count(text: str) -> None:
    assert one(text).dimension == "count"


@pytest.mark.parametrize(
    "text", ["山体滑坡造成7死。", "The blast left 16 dead", "Steelmaker to lay off 3,400", "Some 900 were injured."]
)
def test_victims_and_dismissed_are_counted(text: str) -> None:
    assert (one(text).dimension, one(text).unit) == ("count", "person")


@pytest.mark.parametrize("text", ["Poet dies at 91", "The painter, aged 74, won.", "Woman, 38, found safe"])
def test_an_age_without_years_is_a_duration(text: str) -> None:
    assert (one(text).dimension, one(text).unit) == ("duration", "year")


def test_the_noun_stands_behind_the_bound_words() -> None:
    found = one("The chain runs 300 or more stores.")
    assert (found.dimension, found.bound) == ("count", "at_least")


def test_a_spoken_range_of_hundreds_is_money_behind_a_verb_of_paying() -> None:
    found = one("修车花了四五百。")
    assert (found.dimension, found.low, found.high) == ("money", Decimal(400), Decimal(500))


def test_both_ends_of_a_number_that_fell_are_counts() -> None:
    found = scan("The number of ferry routes fell from 31 to 17.").quantities
    assert [quantity.dimension for quantity in found] == ["count", "count"]


def test_a_number_of_things_says_nothing_of_a_version() -> None:
    assert all(found.dimension != "count" for found in scan("A number of tools for Brindle 2 are free.").quantities)


def test_what_is_haggled_over_is_money() -> None:
    assert [quantity.dimension for quantity in scan("旧车三千六不讲价，运费另算一百五。").quantities] == [
        "money",
        "money",
    ]


def test_a_discount_by_steps_is_money() -> None:
    assert [quantity.dimension for quantity in scan("鞋子满三百再减五十。").quantities] == ["money", "money"]


@pytest.mark.parametrize("text", ["那座山海拔三千六。", "他一天走了一万二。"])
def test_what_else_is_told_in_round_numbers_is_no_price(text: str) -> None:
    assert one(text).dimension != "money"


@pytest.mark.parametrize(
    "text", ["Attendances swelled from 310 to 540.", "The theatre's staff numbers fell from 120 to 84."]
)
def test_heads_of_staff_or_guests_are_counts(text: str) -> None:
    assert [found.dimension for found in scan(text).quantities] == ["count", "count"]


@pytest.mark.parametrize("text", ["老人的养老金加起来六千出头。", "一户摊下来三万八。", "一亩得两千七八。"])
def test_words_of_income_and_of_pieces_make_a_bare_number_money(text: str) -> None:
    (found,) = scan(text).quantities
    assert (found.dimension, found.currency) == ("money", None)
