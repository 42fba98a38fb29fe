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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("奥斯陆2024年", "Oslo"),
        ("威尼斯全年接待", "Venice"),
        ("去年布达佩斯的房价", "Budapest"),
        ("鹿特丹港去年", "Rotterdam"),
    ],
)
def test_a_foreign_city_with_a_name_of_its_own_stands_alone(text: str, place: str) -> None:
    assert [mention.place for mention in gazetteer().find(text, 0, len(text))] == [place]


@pytest.mark.parametrize("text", ["特洛伊木马程序", "切尔西三比一取胜", "亚马孙三角洲上"])
def test_a_name_that_is_first_of_all_something_else_needs_a_sign(text: str) -> None:
    assert not {"Troy", "Chelsea", "Delta"} & {mention.place for mention in gazetteer().find(text, 0, len(text))}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("去年在渝高校共72所", "Chongqing"),
        ("来闽游客增长一成", "Fujian"),
        ("日照港完成吞吐量6.3亿吨", "Rizhao"),
        ("静宁苹果年产量98万吨", "Jingning, Pingliang"),
        ("2023年，信丰脐橙种植面积26万亩", "Xinfeng, Ganzhou"),
    ],
)
def test_a_short_name_a_port_and_a_crop_name_their_place(text: str, place: str) -> None:
    assert [mention.place for mention in gazetteer().find(text, 0, len(text))] == [place]


@pytest.mark.parametrize(
    "text",
    ["在京东下单", "在沪剧舞台", "来鲁迅故居参观", "振兴苹果产业", "港币存款", "近年来粤菜馆增多", "日照时数1900小时"],
)
def test_other_words_with_the_same_characters_name_none(text: str) -> None:
    assert not gazetteer().find(text, 0, len(text))
