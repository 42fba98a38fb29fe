from __future__ import annotations

import pytest

from auditor.figures.derive import statements
from auditor.figures.read import figures
from auditor.figures.sameness import named_alike, one_place, one_thing, same_metric, same_words, says_no_more
from auditor.figures.statement import Statement
from auditor.model import Document


def stated(text: str) -> Statement:
    doc = Document.of(text)
    return statements(doc.text, figures(doc))[0]


def test_free_wording_of_one_thing_is_one_thing() -> None:
    a = stated("In 2024, restorers in Florence cleaned 312 frescoes.")
    b = stated("Restorers cleaned 204 frescoes in Florence in 2024.")
    assert one_thing(a, b)


@pytest.mark.parametrize(
    "other",
    [
        "In 2024, restorers in Florence cleaned 204 altarpieces.",
        "In 2024, restorers in Florence cleaned 204 damaged frescoes.",
    ],
)
def test_a_word_more_is_another_thing(other: str) -> None:
    assert not one_thing(stated("In 2024, restorers in Florence cleaned 312 frescoes."), stated(other))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("There were 4,720 state schools in Bavaria in 2024.", "There were 7,150 schools in Bavaria in 2024."),
        ("Cornwall had 4,720 second homes in 2024.", "In 2024 there were 7,150 homes in Cornwall."),
        ("412 men were arrested in Leeds in 2024.", "560 people were arrested in Leeds in 2024."),
        ("2024年，绵阳市建成学校412所。", "2024年，绵阳市有学校560所。"),
        ("2024年，绵阳市改造电梯412部。", "2024年，绵阳市共有电梯560部。"),
        ("2024年绵阳市市属医院床位412张。", "2024年绵阳市医院床位560张。"),
    ],
)
def test_an_ordinary_word_may_tell_a_kind(a: str, b: str) -> None:
    assert not one_thing(stated(a), stated(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Cinemas in Bremen sold 2,400 tickets in 2024.", "Moviegoers in Bremen bought 3,100 cinema tickets in 2024."),
        ("2024年，桂林市平均降水量2210毫米。", "2024年，桂林全市平均降雨1780毫米。"),
        ("2024年，钦州港完成集装箱吞吐量901万标箱。", "Qinzhou Port handled 7.2 million TEUs in 2024."),
        ("In 2024, 412 people were out of work in Leeds.", "The number of unemployed in Leeds was 560 in 2024."),
    ],
)
def test_verbs_meet_the_nouns_of_other_clauses(a: str, b: str) -> None:
    assert one_thing(stated(a), stated(b))


def test_companies_of_two_fields_are_not_one_metric() -> None:
    a, b = stated("2024年，绵阳市有机器人企业180家。"), stated("2024年，绵阳市有陶瓷企业320家。")
    assert not same_metric(a, b)
    assert not one_thing(a, b)


def test_a_place_that_one_side_only_names_is_the_same_place() -> None:
    a = stated("In 2024 there were 412 kiosks in Almere.")
    b = stated("In 2024 there were 412 kiosks, the paper said.")
    assert one_place(a, a)
    assert not one_place(a, b)


def test_two_companies_are_not_alike_for_their_words() -> None:
    a, b = stated("2024年，小鹏汽车交付新车19万辆。"), stated("2024年，理想汽车交付新车50万辆。")
    assert not named_alike(a, b)


def test_an_undated_clause_of_an_inherited_place_is_said_of_many_things() -> None:
    text = "A Polish dictionary. It contains {} headwords, big enough to be useful, and runs on every machine there is."
    assert not same_words(stated(text.format(11_675)), stated(text.format(10_585)))


def test_a_long_clause_word_for_word_is_one_clause() -> None:
    text = "In 2024 the wardens of Florence put {} hedgehog ladders into the ponds behind the old tram depot."
    assert same_words(stated(text.format(312)), stated(text.format(204)))
    assert not same_words(stated("In 2024 Florence had 312 ponds."), stated("In 2024 Florence had 204 ponds."))


def test_a_rate_without_a_date_is_told_in_the_same_words_every_day() -> None:
    text = "在绵阳市，每吨再生纸浆的平均价格按照交易中心挂牌的口径计算为{}元。"
    assert not same_words(stated(text.format(3120)), stated(text.format(2040)))


def test_the_field_of_both_and_the_name_of_their_place_say_no_more() -> None:
    a, b = stated("2024年，厦门市实现原保险保费收入312亿元。"), stated("厦门保险业2024年保费收入268亿元。")
    assert says_no_more(a, b)
    c, d = stated("2024年，中山市破获诈骗案件3260起。"), stated("中山警方2024年破获诈骗案件2410起。")
    assert says_no_more(c, d)


def test_where_a_named_site_lies_says_no_more_of_it() -> None:
    a = stated("31,400 people walked through the zoology museum of Orvane University in 2024.")
    b = stated("Orvane University's zoology museum in Aldermoor drew 52,700 visitors in 2024.")
    assert says_no_more(a, b)


def test_sites_of_one_name_in_two_towns_are_two() -> None:
    a = stated("The Orvane Museum in Aldermoor drew 31,400 visitors in 2024.")
    b = stated("The Orvane Museum in Bellstead drew 52,700 visitors in 2024.")
    assert not says_no_more(a, b)


def test_an_area_is_told_by_its_unit() -> None:
    a, b = stated("2024年，绵阳市种植紫花苜蓿62万亩。"), stated("2024年，绵阳市紫花苜蓿种植面积为88万亩。")
    assert one_thing(a, b)
    c, d = (
        stated("Farmers in Jaen planted 412 hectares of flax in 2024."),
        stated("Jaen harvested 704 hectares of flax in 2024."),
    )
    assert not one_thing(c, d)
