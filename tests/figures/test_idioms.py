from __future__ import annotations

import pytest

from auditor.figures.idioms import idiom, unbounded
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    "text", ["七手八脚", "三头六臂", "两面三刀", "四倍体水稻", "五年制大专", "二次函数", "八项全能"]
)
def test_idioms_and_kinds_are_told_by_their_shape(text: str) -> None:
    assert idiom(text, 0) is not None


@pytest.mark.parametrize("text", ["五天四夜", "三到五个", "三室两厅", "三分之二", "六个月", "三家五户"])
def test_what_counts_is_no_idiom(text: str) -> None:
    assert idiom(text, 0) is None


def test_rumours_that_spring_up_everywhere_are_no_four_cases() -> None:
    assert scan("一时间流言四起，人心不安。").quantities == ()
    assert scan("当地通报了四起案件。").quantities != ()


def test_a_bare_hundred_measures_only_with_a_bound() -> None:
    assert unbounded("百年不遇", 0, "百")
    assert not unbounded("近百年", 1, "百")
    assert scan("这是一场百年不遇的大雪。").quantities == ()
