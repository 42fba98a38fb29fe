from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.scan import scan
from auditor.figures.wrapped import repaired


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("全省茶园总面积已经达到480.\n6万亩", "480.6万亩"),
        ("工程总投资约为35.2亿\n欧元", "35.2亿欧元"),
        ("客运站数量增至7\n612座", "7612座"),
        ("建设周期预计为36个\n月", "36个月"),
        ("The scheme will cost 4.7\nbillion euros", "4.7 billion euros"),
        ("The port hired 11,\n250 dockers", "11,250 dockers"),
        ("The line is 2,0\n40 km long", "2,040 km"),
        ("The pension fund holds HK\n$45 million", "HK$45 million"),
        ("Nearly 3 mil-\nlion people moved", "3 million people"),
        ("They planted two hundred\nand ten oaks", "two hundred and ten oaks"),
    ],
)
def test_a_numeral_that_a_break_cuts_is_whole_in_the_view(text: str, whole: str) -> None:
    assert whole in repaired(text).text


@pytest.mark.parametrize(
    "text",
    [
        "附件1\n2家企业参加了会议",
        "| 数量12\n345 | 家",
        "共有\n12\n家",
        "He arrived in 2012,\n500 people met him",
        "Total staff 35\n42 people",
        "第3\n5章介绍方法",
    ],
)
def test_lists_labels_and_columns_stay_apart(text: str) -> None:
    assert repaired(text).text == text


def test_the_span_of_a_wrapped_numeral_holds_the_break() -> None:
    text = "该市粮食播种面积稳定在120.\n5万亩以上。"
    (quantity,) = scan(text).quantities
    assert text[quantity.start : quantity.end] == "120.\n5万亩"
    assert quantity.bound == "at_least"


def test_spans_behind_a_repaired_break_point_into_the_raw_text() -> None:
    text = "产值增至3.\n5亿元，员工\n增至820人。"
    spans = [text[found.start : found.end] for found in scan(text).quantities]
    assert spans == ["3.\n5亿元", "820人"]


@given(st.text(alphabet="一万亿元家个5,.\n -$mil", max_size=60))
def test_every_position_of_the_view_leads_to_its_own_character(text: str) -> None:
    view = repaired(text)
    for position, char in enumerate(view.text):
        raw = text[view.raw(position)]
        assert raw == char or (char == " " and raw in "\n \t-")
