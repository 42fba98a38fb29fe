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
