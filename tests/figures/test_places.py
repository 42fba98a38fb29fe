from __future__ import annotations

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.places import gazetteer
from auditor.rules.home import home


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.place) for m in gazetteer().find(text, 0, len(text))]


def places(text: str) -> list[str]:
    return [place for _, place in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年合肥的街头多了两千个充电桩", ["Hefei"]),
        ("大连与烟台之间的轮渡", ["Dalian", "Yantai"]),
        ("卑尔根和因弗内斯的图书馆", ["Bergen", "Inverness"]),
        ("得州、加州与佛蒙特州", ["Texas", "California", "Vermont"]),
        ("长三角G60科创走廊的企业", ["G60 Corridor"]),
        ("粤港澳大湾区港口", ["Greater Bay Area"]),
        ("这座英雄县的苹果园", []),
        ("雄县的苹果园", ["Xiongxian"]),
        ("The Shanghai-Suzhou line", ["Shanghai", "Suzhou"]),
        ("浙江湖州与广东河源的农户", ["Huzhou", "Heyuan"]),
        ("Workshops across Norway, Jyväskylä and Malmö reported", ["Norway", "Jyvaskyla", "Malmo"]),
        ("Xi'an's plants and Sichuan’s farms", ["Xi'an", "Sichuan"]),
        ("Shanghai-based makers and Scottish fitters sold it to Finnish buyers", ["Shanghai", "Scotland", "Finland"]),
        ("The Port of Gothenburg in Sweden", ["Gothenburg", "Sweden"]),
        ("mills in Liaoning province and Kyoto Prefecture", ["Liaoning", "Kyoto, Japan"]),
        ("the U.S. and the UK, not us", ["United States", "United Kingdom"]),
        ("advanced economies and southern China", ["developed countries", "South China"]),
    ],
)
def test_listed_places_are_found_in_both_languages(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海南站的客流", ["Shanghai"]),
        ("黄河南岸的果园", []),
        ("其中国有企业占四成", []),
        ("大多数发展中国家的债务", ["developing countries"]),
        ("太湖北岸的芦苇", []),
        ("近日本报记者走访", []),
        ("5日本报讯", []),
        ("港口在入海口处", []),
        ("孙中山故居", []),
        ("朝阳产业的日照时间", []),
        ("白银价格与仙桃罐头", []),
        ("密西西比河的驳船", []),
        ("米兰·科瓦奇的小说", []),
        ("国内生产总值", []),
    ],
)
def test_a_name_inside_other_words_is_no_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("bare", "marked", "place"),
    [
        ("白银的用量", "白银市的用量", "Baiyin"),
        ("日照很足", "山东日照很足", "Rizhao"),
        ("罗平的蜂蜜", "罗平全县的蜂蜜", "Luoping"),
        ("金桥很长", "张江、金桥两地", "Jinqiao"),
    ],
)
def test_a_chinese_name_that_is_a_word_needs_its_unit_its_province_or_a_list(
    bare: str, marked: str, place: str
) -> None:
    assert place not in places(bare)
    assert place in places(marked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reading books is nice in spring.", []),
        ("Rents in Reading rose.", ["Reading"]),
        ("Lincoln said nothing.", []),
        ("A school in Lincoln, Nebraska, closed.", ["Lincoln"]),
        ("Michael Jordan scored.", []),
        ("Trade with Syria and in Jordan fell.", ["Syria", "Jordan"]),
        ("Paris Hilton arrived.", []),
        ("Hotels in Paris filled.", ["Paris"]),
        ("JOIN US NOW AND SAVE", []),
        ("It costs US$12 apiece.", []),
    ],
)
def test_an_english_name_that_is_a_word_or_a_person_needs_a_sign(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "湖南日报的报道",
        "四川大学的课题",
        "上海交通大学的实验室",
        "江苏农村商业银行的存款",
        "中国科学院的院士",
        "the Bank of China said",
        "Hainan University opened",
        "the New York Times wrote",
        "Air France cancelled flights",
    ],
)
def test_an_organisation_named_after_a_place_is_not_the_place(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize("text", ["四川大学生的就业", "江苏上市公司的利润", "成都的大学"])
def test_what_merely_stands_in_a_place_keeps_the_place(text: str) -> None:
    assert places(text) in (["Sichuan"], ["Jiangsu"], ["Chengdu"])


def test_a_place_and_its_container_make_one_mention() -> None:
    assert found("在上海市浦东新区") == [("上海市浦东新区", "Pudong")]
    assert found("near Austin, Texas, today") == [("Austin, Texas", "Austin")]


def test_the_container_chooses_among_places_of_one_name() -> None:
    assert places("宿州与苏州") == ["Suzhou, Anhui", "Suzhou"]
    assert places("a mill in Suzhou, Anhui") == ["Suzhou, Anhui"]
    assert places("上海市黄浦区") == ["Huangpu, Shanghai"]
    assert places("taxes in New York state") == ["New York, United States"]


def test_unlisted_places_are_taken_by_their_grammar() -> None:
    assert found("位于福建霞浦县某处，牙山镇有三座桥")[-1] == ("牙山镇", "牙山镇")
    assert found("fish landed at Porthkerris in 2023") == [("Porthkerris", "Porthkerris")]
    assert found("barns in Quillbrook County burned") == [("Quillbrook County", "Quillbrook County")]
    assert found("the Penang Hill funicular") == [("Penang Hill", "Penang Hill")]


@pytest.mark.parametrize(
    "text",
    [
        "，农村和乡镇的社区，大城市，超市，",
        "统筹承载区、产业联动区",
        "Sales in December and in Parliament, at Google",
        "How to Sell Lamps in Winter Markets Without Fear",
        "Gold priced in Dollars; in Smith's view",
    ],
)
def test_common_units_months_and_headlines_yield_no_unlisted_place(text: str) -> None:
    assert places(text) == []


def test_zones_after_a_city_lie_in_the_city() -> None:
    assert places("合肥高新区的企业") == ["合肥高新区"]
    assert gazetteer().within("合肥高新区", "Anhui")


def test_the_nation_and_the_world_have_ids_of_their_own() -> None:
    assert places("全国与全球") == ["nation", "World"]
    assert places("nationwide and worldwide, the world's mills and global trade") == [
        "nation",
        "World",
        "World",
        "World",
    ]
    assert places("the World Cup and a National Theatre") == []


def test_regions_overlap_in_the_graph() -> None:
    g = gazetteer()
    for whole in ("Shanghai", "G60 Corridor", "Yangtze River Delta", "China", "Asia", "World"):
        assert g.within("Songjiang", whole)
    assert g.containers("Zhangjiang")[:3] == ("Pudong", "Shanghai", "Yangtze River Delta")
    assert not g.within("Shanghai", "Shanghai")
    assert not g.within("China", "Shanghai")
    assert g.within("Shenzhen", "Greater Bay Area")
    assert g.within("Hong Kong", "Greater Bay Area")
    assert g.within("Finland", "European Union")
    assert not g.within("Norway", "European Union")


def test_the_country_of_a_place() -> None:
    g = gazetteer()
    assert g.country("Zhangjiang") == "China"
    assert g.country("Hong Kong") == "China"
    assert g.country("Vermont") == "United States"
    assert g.country("Finland") == "Finland"
    assert g.country("European Union") is None
    assert g.country("Porthkerris") is None


def test_every_row_reaches_the_world_and_no_place_contains_itself() -> None:
    g = gazetteer()
    for place, kind in g.kinds.items():
        if kind not in {"world", "nation"}:
            assert g.within(place, "World"), place
        assert place not in g.containers(place)


def test_both_languages_lead_to_one_id() -> None:
    g = gazetteer()
    with (home() / "lexicons" / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "country"]
    assert len(rows) > 200
    for row in rows:
        names = row["names"].split("|")
        han = next((name for name in names if "\u4e00" <= name[0] <= "\u9fff" and name.isalpha()), None)
        if han is not None:
            assert [m.place for m in g.find(han, 0, len(han))] == [row["id"]], han


@given(st.text(alphabet="上海中国市县区在州 San Texas'.-,\ud800\x00·（", max_size=60))
def test_mentions_are_ordered_apart_and_inside_the_span(text: str) -> None:
    start, end = min(2, len(text)), len(text)
    mentions = gazetteer().find(text, start, end)
    assert all(start <= m.start < m.end <= end for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    "text", ["市" * 100_000, "San " * 50_000, "上海" * 50_000, "Austin, Texas, " * 10_000, "\ud800上海\x00"]
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert all(m.end <= len(text) for m in gazetteer().find(text, 0, len(text)))
