from __future__ import annotations

import pytest

from auditor.figures.exclusive import exclude, kind_of, within_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("男性", "女性"),
        ("men", "women"),
        ("18—24岁", "25—34岁"),
        ("aged 18 to 34", "aged over 55"),
        ("来自江苏", "浙江省"),
    ],
)
def test_nothing_is_of_two_such_kinds(one: str, other: str) -> None:
    first, second = kind_of(one), kind_of(other)
    assert first is not None
    assert second is not None
    assert exclude(first, second)


@pytest.mark.parametrize(("one", "other"), [("18—30岁", "25—40岁"), ("江苏", "苏州"), ("男性", "农村"), ("男性", "男")])
def test_something_may_be_of_two_such_kinds(one: str, other: str) -> None:
    first, second = kind_of(one), kind_of(other)
    assert first is not None
    assert second is not None
    assert not exclude(first, second)


@pytest.mark.parametrize("words", ["男性吸烟者", "江苏女性", "长三角", "tall men", ""])
def test_words_that_say_more_than_a_kind_name_none(words: str) -> None:
    assert kind_of(words) is None


def test_a_city_is_part_of_its_province_and_no_region_is_a_whole() -> None:
    assert within_one("Suzhou") == "Jiangsu"
    assert within_one("Jiangsu") == "China"
    assert within_one("Yangtze River Delta") is None
    assert within_one("France") is None
