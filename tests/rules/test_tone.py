from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from auditor.rules.structure import Structure
from auditor.rules.tone import passages, weight
from auditor.text.fold import fold

PROSE = (
    "市图书馆昨天举办了读书会，二十多位市民分享了今年读过的书。",
    "活动从下午两点开始，主持人先介绍了三本关于城市历史的新书。",
    "馆方表示，明年春天还会增加两场面向儿童的朗读活动。",
    "最后一位发言的是退休教师，她带来了父亲留下的旧地图。",
)
OFFER = "孩子写字难看找我们，一个月练好，练不好退钱。"


def places(text: str, feature: str) -> list[str]:
    view = fold(text)
    return [view.text[first:last] for first, last in Structure(text, view).places(feature)]


def talks(text: str) -> list[str]:
    return places(text, "sales-talk")


def test_an_offer_stands_out_in_the_middle_of_a_paragraph() -> None:
    assert talks(PROSE[0] + PROSE[1] + OFFER + PROSE[2] + PROSE[3]) == [fold(OFFER).text]


def test_prose_has_no_offer() -> None:
    assert talks("".join(PROSE)) == []


def test_an_offer_stands_out_from_others_only() -> None:
    assert talks(OFFER) == []


def test_an_offer_on_the_subject_of_the_text_does_not_stand_out() -> None:
    assert talks("\n".join((*PROSE, "读书会免费，不用预约，想来的市民今天就可以到图书馆领取新书。"))) == []


def test_an_offer_strays_only_from_a_text_long_enough_to_have_a_subject() -> None:
    long = "".join((*PROSE, *(line.replace("图书馆", "博物馆") for line in PROSE), PROSE[0]))
    assert places(f"{long}\n{OFFER}", "sales-aside") == [fold(OFFER).text]
    assert places(f"{PROSE[0]}\n{OFFER}", "sales-aside") == []


def test_a_text_is_an_advert_when_half_of_its_sentences_are_worded_as_offers() -> None:
    assert places(f"{OFFER}\n{PROSE[0]}", "sales-text") == [fold(OFFER).text]
    assert places(f"{OFFER}\n{PROSE[0]}{PROSE[1]}", "sales-text") == []


def test_the_same_words_in_a_longer_sentence_say_less() -> None:
    assert weight("免费上门量尺") > weight("免费上门量尺" + "据市图书馆介绍读书会从下午两点开始") > 0


def test_a_short_question_belongs_to_what_follows_it() -> None:
    text = "leaky tap? we fix it today. the river is long and wide."
    assert [text[first:last] for first, last in passages(text)] == [
        "leaky tap? we fix it today.",
        "the river is long and wide.",
    ]


@given(st.text(alphabet="修好付钱，。!? a\n.", max_size=80))
def test_passages_stand_in_order_and_within_one_line(text: str) -> None:
    found = passages(text)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all("\n" not in text[first:last] for first, last in found)


def test_a_flood_of_full_stops_is_cut_in_one_pass() -> None:
    text = "." * 200_000 + "x" + "!?" * 100_000 + "y"
    assert passages(text) == []


def test_lines_of_two_languages_are_cut_each_in_its_own_way() -> None:
    text = "河道治理工程今年春天完工。两岸种了三千棵树 市民可以散步\nThe path opened in spring. It is long and wide now.\n\n岸边新设了长椅！"
    assert [text[first:last] for first, last in passages(text)] == [
        "河道治理工程今年春天完工。",
        "两岸种了三千棵树",
        "市民可以散步",
        "The path opened in spring.",
        "It is long and wide now.",
        "岸边新设了长椅！",
    ]


@given(st.text(alphabet="修好付钱 ，。!?.ab\n", max_size=120))
def test_passages_are_the_same_in_a_short_text_and_in_a_long_one(text: str) -> None:
    longer_than_a_passage = "x" * 600
    assert passages(f"{text}\n{longer_than_a_passage}") == [*passages(text)]
