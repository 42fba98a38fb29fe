from __future__ import annotations

import pytest

from auditor.figures.places import gazetteer


def test_a_district_of_many_cities_keeps_its_readings_until_a_city_is_named() -> None:
    alone, *_ = gazetteer().find("鼓楼区", 0, 3)
    beside = gazetteer().find("南京市鼓楼区", 0, 6)
    assert alone.others
    assert not beside[-1].others


@pytest.mark.parametrize("text", ["县域经济", "市场规模", "其中国内"])
def test_words_that_hold_a_unit_name_no_place(text: str) -> None:
    assert all(mention.place == "nation" for mention in gazetteer().find(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "place"),
    [("据河湾镇卫生局统计", "河湾镇"), ("根据柳林村村委会的数据", "柳林村"), ("据青山镇政府介绍", "青山镇")],
)
def test_who_is_quoted_is_no_part_of_the_name(text: str, place: str) -> None:
    assert [mention.place for mention in gazetteer().find(text, 0, len(text))] == [place]
