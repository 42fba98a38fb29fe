from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.model import Document


def places(text: str, **fields: str) -> list[str | None]:
    return [figure.place.value for figure in figures(Document.of(text, **fields))]


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("公司对美国出口额为3亿元。", "大连水产业年报", "Dalian"),
        ("Sales of wine to Germany reached 40 million litres.", "Chile's vineyards", "Chile"),
        ("全球药企50强中有12家在此设点。", "成都生物产业", "Chengdu"),
        ("产量居全国首位，达到70万吨。", "烟台苹果丰收", "Yantai"),
    ],
)
def test_destinations_ranks_and_traits_are_not_where_a_figure_is_counted(text: str, title: str, place: str) -> None:
    assert places(text, title=title)[-1] == place


def test_each_place_of_a_list_has_its_own_figure() -> None:
    assert places("青岛和济南分别新增就业3.1万人和2.4万人。") == ["Qingdao", "Jinan"]


def test_the_next_sentence_goes_on_with_the_place_inside_the_headlines() -> None:
    text = "Farmers in Parana harvested early. The crop came to 21 million tonnes."
    assert places(text, title="Brazil's soybean harvest")[-1] == "Parana"


def test_the_whole_province_after_a_city_is_the_province() -> None:
    assert places("遵义市有酒企210家。全省共有酒企1900家。", title="遵义酒业")[-1] == "Guizhou"


def test_a_verb_that_begins_like_total_leaves_the_place_its_figure() -> None:
    assert places("Ferry crossings in Norway totalled 41 million.", title="Ferries of Denmark") == ["Norway"]


def test_the_state_is_the_one_named_last() -> None:
    text = "Wind farms in Oklahoma stood idle in May. The state lost 41 turbines in a storm."
    assert places(text, title="Storms hit Kansas")[-1] == "Oklahoma"


def test_a_multiple_is_told_of_the_one_compared_not_of_its_base() -> None:
    assert places("挪威人均用电量是丹麦的4倍。")[-1] == "Norway"


def test_an_amount_right_behind_the_place_compared_is_that_places() -> None:
    assert places("在成都建一间仓库平均花费62万元，低于杭州约90万元的成本。") == ["Chengdu", "Hangzhou"]


def test_where_an_investment_is_built_may_stand_behind_it() -> None:
    text = "订单来自德国；同年9月，投资11亿元的轴承厂在洛阳开工。"
    assert places(text)[-1] == "Luoyang"


def test_a_government_in_its_capital_counts_for_the_country() -> None:
    text = "The government in Lima wants to plant 40,000 hectares of cedar."
    assert places(text, title="Peru's forests") == ["Peru"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mills across Xinjiang pressed 310,000 tonnes of oil.", "Xinjiang"),
        ("Golmud welcomed 210,000 visitors.", "Ge'ermu"),
        ("Hotels in Altay welcomed 90,000 guests.", "Jinshanlu"),
        ("兰溪共有企业3200家。", "Lanxi, Jinhua"),
        ("凭祥共有企业800家。", "Pingxiang, Chongzuo"),
        ("曹县共有企业4100家。", "Caoxian"),
        ("菏泽市牡丹花田有9万亩。", "Heze"),
        ("菏泽市牡丹区有企业2600家。", "Mudan"),
    ],
)
def test_a_well_known_name_stands_alone_and_a_flower_is_no_district(text: str, place: str) -> None:
    assert [figure.place.value for figure in figures(Document.of(text))] == [place]


def test_respectively_gives_each_place_its_own_figure() -> None:
    assert places("Catches in Bergen, Stavanger and Oslo fell 2%, 3% and 5% respectively.") == [
        "Bergen",
        "Stavanger",
        "Oslo",
    ]


def test_the_whole_of_a_share_is_not_where_the_next_amount_is() -> None:
    text = "The mills make 30% of Portugal's paper, with sales of 90 million euros."
    assert places(text, title="Mills of Coimbra")[-1] == "Coimbra"


def test_the_population_of_a_rank_places_nothing() -> None:
    text = "The zone ranks 12th in the national list of harbours, up 3 places."
    assert places(text, title="Ningbo's zone")[-1] == "Ningbo"


def test_an_organisations_name_gives_way_to_the_headlines_place_in_it() -> None:
    text = "Zhejiang Huahai Pharmaceutical put 30 million yuan into the line."
    assert places(text, title="Taizhou, Zhejiang builds") == places(
        "It put 30 million yuan in.", title="Taizhou, Zhejiang builds"
    )


def test_what_stands_right_behind_a_count_is_its_place() -> None:
    assert places("The bakery employs 60 people in Porto and 45 in Braga.") == ["Porto", "Braga"]


@pytest.mark.parametrize(
    "text",
    [
        "The firm opened 52 bakeries in 2023. A factory in Portugal closed.",
        "2023年，公司销售轮胎310万条。在巴西的工厂将于明年投产。",
        "Deliveries to Mexico reached 41,000 tonnes in 2023.",
    ],
)
def test_a_later_sentence_or_a_destination_gives_no_place(text: str) -> None:
    assert places(text) == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In 2023 the bank had 4,600 clerks, half of them in Austria.", None),
        ("The zoo keeps 310 apes, including 14 from Borneo.", None),
        ("集团有员工5100人，其中湖北1200人。", None),
        ("公司有仓库420座，大部分在河南。", None),
        ("1,400 of them in Poland were ill.", "Poland"),
        ("There are 3,200 castles in Wales, including 600 in Gwynedd.", "Wales"),
    ],
)
def test_where_a_part_is_the_whole_need_not_be(text: str, place: str | None) -> None:
    assert places(text)[0] == place
