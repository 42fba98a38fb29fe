from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.masks import end_of_run, end_of_token, mask, skipped
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("见[12]。", "12]"),
        ("1. 总则", "1."),
        ("理想；2.工作", "2."),
        ("Group 3: talent", "3"),
        ("S&P 500 rose", "500"),
        ("沪深300指数", "300"),
        ("长三角", "三角"),
        ("1+1+X格局", "1+1+X"),
        ("the 7-2 win", "7-2"),
        ("电话 021-5555-0199", "021-5555-0199"),
        ("90后青年", "90后"),
        ("iPhone 15 sales", "15"),
    ],
)
def test_a_name_is_skipped_whole(text: str, name: str) -> None:
    start = text.index(name)
    assert mask(text, start) == start + len(name)


@pytest.mark.parametrize(
    ("text", "number"),
    [("3.5公里外", "3.5"), ("50+ countries", "50"), ("US$500", "500"), ("Line 2 million", "2"), ("共500家", "500"), ("3-5年", "3"), ("2.3 million", "2.3"), ("三家", "三")],
)  # fmt: skip
def test_a_figure_is_not_masked(text: str, number: str) -> None:
    assert mask(text, text.index(number)) is None


def test_addresses_are_skipped_and_in_order() -> None:
    text = "call 1@x.org or see https://a.example/7 now"
    assert [text[a:b] for a, b in skipped(text)] == ["1@x.org", "https://a.example/7"]


def test_an_end_is_always_further_on() -> None:
    assert end_of_token("。", 0) == 1
    assert end_of_run("一二三", 0) == 3


@pytest.mark.parametrize(
    "text",
    [
        "书号ISBN 978-7-302-51234-5。",
        "请致电021-55551234。",
        "地址在人民路27号2单元402室。",
        "单位：万元",
        "Terminal 3 was closed.",
        "Python 3.9 is old.",
        "the Big Four firms merged, people say",
        "前九个月",
    ],
)
def test_codes_addresses_and_names_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()


def test_a_phone_that_is_on_all_day_is_no_number_to_dial() -> None:
    assert len(scan("手机24小时开机。").quantities) == 1


@pytest.mark.parametrize("text", ["工程提前3个月完工。", "工程提前八个月完工。"])
def test_months_ahead_of_time_are_a_duration(text: str) -> None:
    (found,) = scan(text).quantities
    assert (found.dimension, found.unit) == ("duration", "month")


@pytest.mark.parametrize(
    "text",
    [
        "Letters go to 22 Station Road, Leeds.",
        "The library opens from 10 to 6 p.m. on Mondays.",
        "Or write to PO Box 918.",
        "咨询请拨0574-87001234转办公室。",
        "Dial +44 20 7946 0018 for help.",
        "第三章\n3.2. 资金来源\n",
        "说一千道一万，还得靠自己。",
        "客队连下两城。",
    ],
)
def test_addresses_hours_and_section_numbers_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()


def test_a_number_before_a_street_of_shops_counts_them() -> None:
    assert [found.value for found in scan("The council closed 14 Castle Street shops.").quantities] == [14]


def test_a_range_that_opens_a_line_is_no_section() -> None:
    (found,) = scan("1.4 to 1.9 million tonnes were lost.").quantities
    assert (found.low, found.high) == (Decimal(14 * 10**8), Decimal(19 * 10**8))


@pytest.mark.parametrize(
    "text",
    [
        "车队沿219国道北上。",
        "请到11楼会议室签到。",
        "产品通过ISO 27001认证。",
        "The jet left runway 09R.",
        "这纯属胡说八道。",
        "他三天两头往县城跑。",
    ],
)
def test_roads_floors_standards_and_set_phrases_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()


def test_buildings_that_are_many_count() -> None:
    assert [found.value for found in scan("全市排查12楼盘。").quantities] == [12]
