from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.scan import MAX_FIGURES, Quantity, has_numeral, scan
from auditor.figures.wrapped import repaired

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text("utf-8").splitlines()]
WORDS = st.sampled_from(
    ("增长", "占", "1.2万亿元", "three", "5%", "第3位", "三成", "2024年", "$5m", "至", "到", "近", "以上", "的", " ", "，", "\n", "(", "[1]", "2.5", "家", "翻番", "half", "a million", "people", "—", "半", "几十", "-")
)  # fmt: skip


def one(text: str) -> Quantity:
    quantities = scan(text).quantities
    assert len(quantities) == 1, [text[q.start : q.end] for q in quantities]
    return quantities[0]


def agrees(found: Quantity, gold: dict[str, Any]) -> bool:
    fields = (found.dimension, found.currency, found.bound) == (gold["dimension"], gold["currency"], gold["bound"])
    if gold.get("value") is None:
        ends = [(found.low, gold["low"]), (found.high, gold["high"])]
    else:
        ends = [(found.value, gold["value"])]
    return fields and all(a is not None and abs(float(a) - b) <= 1e-3 * abs(b) + 1e-9 for a, b in ends)


def test_the_annotated_sentences_are_read_almost_without_fault() -> None:
    right = wrong = missed = 0
    for sentence in SENTENCES:
        left = list(scan(sentence["text"]).quantities)
        for gold in sentence["figures"]:
            hit = next((found for found in left if agrees(found, gold)), None)
            if hit is not None:
                left.remove(hit)
            right += hit is not None
            missed += hit is None and not gold.get("optional")
        wrong += len(left)
    assert 2 * right / (2 * right + wrong + missed) >= 0.95


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("早点花了三块五", "3.5", "CNY"),
        ("两百五十块的鞋", "250", "CNY"),
        ("1块8毛", "1.8", "CNY"),
        ("找回八毛", "0.8", "CNY"),
        ("共计壹万贰仟元整", "12000", "CNY"),
        ("123元1角1分", "123.11", "CNY"),
        ("港币两千元", "2000", "HKD"),
        ("Rs 5 crore", "50000000", "INR"),
        ("¥15.5bn", "15500000000", None),
        ("20 cents", "0.2", "USD"),
    ],
)
def test_money_is_read_with_its_coins_and_its_currency(text: str, value: str, currency: str | None) -> None:
    found = one(text)
    assert (found.value, found.currency, found.dimension) == (Decimal(value), currency, "money")


@pytest.mark.parametrize(
    "text",
    [
        "长三角与一带一路",
        "第一三共和五粮液、万科、百度",
        "“1+1+X”格局",
        "“十四五”开局",
        "CAR-T, F-35, B2B, Web3, Covid-19",
        "全天候24/7服务",
        "TOP50企业",
        "文献[13]与[3,4]",
        "二维码、四川、三农、三四线城市",
        "双十一和七夕",
        "5G与4K",
        "9·18事件",
        "见 Figure 3 和 Table 2",
        "下午3:45开始",
        "完善“人才30条”",
        "write to box42@mail3.example.org",
    ],
)
def test_names_and_set_phrases_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("产量下降了一成", "-0.1"), ("prices fell 4.5%", "-0.045"), ("客流同比增长12%", "0.12"), ("a 30% reduction in waste", "-0.3"), ("汇率回落0.5个百分点", "-0.005")],
)  # fmt: skip
def test_a_change_has_its_sign(text: str, value: str) -> None:
    assert one(text).value == Decimal(value)


def test_a_level_reached_is_no_change() -> None:
    assert [q.dimension for q in scan("the rate rose 0.2 percentage points to 4.9 percent").quantities] == [
        "percent-point",
        "share",
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("八百到九百亿元", 8 * 10**10, 9 * 10**10),
        ("3—5亿元", 3 * 10**8, 5 * 10**8),
        ("between US$5m and US$7.5m", 5 * 10**6, 7_500_000),
        ("18万至20万吨", 18 * 10**7, 2 * 10**8),
        ("1万(含)-5万元", 10**4, 5 * 10**4),
        ("七八百米", 700, 800),
    ],
)
def test_a_range_has_both_ends_in_base_units(text: str, low: int, high: int) -> None:
    found = one(text)
    assert (found.value, found.bound) == (None, "range")
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_from_one_number_to_another_is_a_change_and_no_range() -> None:
    assert [q.value for q in scan("由3200家增至9813家").quantities] == [3200, 9813]


@pytest.mark.parametrize(
    ("text", "value"), [("one in five adults", "0.2"), ("9 out of 10 buyers", "0.9"), ("two-thirds of them", "0.667"), ("占三分之一", "0.333"), ("打七五折", "0.75"), ("七成八", "0.78")]
)  # fmt: skip
def test_shares_are_read_in_every_wording(text: str, value: str) -> None:
    found = one(text)
    assert found.dimension == "share"
    assert found.value is not None
    assert round(found.value, 3) == Decimal(value)


def test_a_price_says_what_it_is_per() -> None:
    assert one("每斤3.5元").per == "斤"
    assert one("$15.40/hour").per == "hour"


def test_the_same_amount_is_the_same_in_every_notation() -> None:
    found = [
        one(text) for text in ("1.2万亿元", "12000亿元", "RMB 1.2 trillion", "一万二千亿元", "1,200,000,000,000元")
    ]
    assert {(q.value, q.step, q.unit, q.currency, q.dimension) for q in found} == {
        (Decimal(12 * 10**11), Decimal(10**11), "CNY", "CNY", "money")
    }


@given(st.integers(1, 9999), st.sampled_from(("元", "万元", "亿元", "家", "%", "公里", "吨", "个月")))
def test_ten_times_the_digits_is_ten_times_the_value(number: int, unit: str) -> None:
    small, large = one(f"约为{number}{unit}"), one(f"约为{number}0{unit}")
    assert small.value is not None
    assert large.value == 10 * small.value
    assert large.dimension == small.dimension


@given(st.lists(WORDS, max_size=12))
def test_spans_lie_in_the_text_in_order_without_overlap(words: list[str]) -> None:
    text = "".join(words)
    ends = [0]
    for found in scan(text).quantities:
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


@given(st.sampled_from(SENTENCES), st.text("。\n 的", max_size=5))
def test_a_money_quote_alone_says_the_same(sentence: dict[str, Any], before: str) -> None:
    text = before + sentence["text"]
    for found in scan(text).quantities:
        quote = text[found.start : found.end]  # a break is closed only in running text; 三毛 alone is a name
        if (
            found.dimension == "money"
            and found.value is not None
            and found.unit is not None
            and "\n" not in quote
            and quote != "三毛"
        ):
            again = one(quote)
            assert (again.value, again.currency) == (found.value, found.currency)


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    scan(text)


@given(st.text("0123456789.,，/-–~%年月日万亿元分之半几 \nabkmx$¥()[]{}@+第", max_size=60))
def test_no_mixture_of_digits_and_marks_raises(text: str) -> None:
    scan(text)


def test_a_million_numbers_are_cut_and_said_so() -> None:
    found = scan("12家、" * 20_000)
    assert len(found.quantities) == MAX_FIGURES
    assert found.cut is not None


@pytest.mark.parametrize(
    "text",
    ["1" * 200_000, "万亿" * 100_000, "百分之" * 20_000, "[1" * 10_000, "1e999999 " * 10_000, "9999年99月99日" * 10_000, "1，111" * 40_000, "a@" * 50_000],
)  # fmt: skip
def test_hostile_numbers_give_no_overflow(text: str) -> None:
    assert all(q.value is None or abs(q.value) < 10**60 for q in scan(text).quantities)


def test_lone_surrogates_and_control_characters_pass() -> None:
    assert one("\ud800\x00共3家\x07").value == 3


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("收缩压达到158毫米汞柱", "158", "mmHg"),
        ("a 5,200mAh battery", "5200", "mAh"),
        ("generates 3.1 TWh a year", "3100000000", "kWh"),
        ("holds 12 megalitres of water", "12000", "m3"),
        ("winds of 70 mph", "70", "mph"),
        ("列车时速250公里", "250", "km/h"),
        ("at 90 kilometres an hour", "90", "km/h"),
        ("未来三天气温回升", "3", "day"),
        ("气温是负四点五度", "-4.5", "degree"),
        ("lows of minus 12 degrees Celsius", "-12", "degree"),
        ("won by half a second", "0.5", "second"),
        ("大盘连跌八日", "8", "day"),
        ("卖出六打啤酒", "72", "item"),
    ],
)
def test_measures_are_read_in_their_units(text: str, value: str, unit: str) -> None:
    found = one(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a 14-storey tower", 14, "storey"),
        ("每户有2.3个孩子", Decimal("2.3"), "item"),
        ("the average is 2.3 children here", Decimal("2.3"), "child"),
        ("a crowd of 21,344 came", 21344, None),
        ("上了五六道菜", None, "item"),
        ("机场日均起降航班612架次", 612, "flight"),
        ("全省常住人口一千二百万人口", 12_000_000, "person"),
    ],
)
def test_what_is_counted_is_a_count(text: str, value: Decimal | None, unit: str | None) -> None:
    found = one(text)
    assert (found.dimension, found.value, found.unit) == ("count", value, unit)


def test_a_number_that_another_led_to_is_measured_like_it() -> None:
    before, after = scan("The herd has shrunk from 1,400 animals to fewer than 600.").quantities
    assert (after.dimension, after.unit, after.value) == ("count", before.unit, Decimal(600))


@pytest.mark.parametrize(
    "text", ["师生比约1:8", "won in 1:57.34 today", "上半年效益向好", "四下无人", "8折", "twice a week"]
)
def test_relations_of_two_numbers_and_times_run_count_nothing(text: str) -> None:
    assert [q for q in scan(text).quantities if q.dimension != "share"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("losing 0.7% in October", "-0.007"),
        ("orders dropped 3.4% year on year", "-0.034"),
        ("its stock is off 38% this year", "-0.38"),
        ("油耗较同类机型低15%", "-0.15"),
        ("肿瘤平均缩小了46%", "-0.46"),
        ("jumped by 1,800 people, or 18%, to", "0.18"),
    ],
)
def test_falls_and_rises_are_told_in_many_words(text: str, value: str) -> None:
    found = scan(text).quantities[-1]
    assert (found.dimension, found.value) == ("growth", Decimal(value))


@pytest.mark.parametrize(
    "text", ["fell below 70 percent", "由27%收窄到19%", "Vacancies in downtown offices hit 19 percent"]
)
def test_a_level_that_a_change_led_to_is_a_share(text: str) -> None:
    assert scan(text).quantities[-1].dimension == "share"


@pytest.mark.parametrize("text", ["两块展板", "四块监测屏", "12块太阳能板", "三块区域", "两块业务"])
def test_pieces_are_no_money(text: str) -> None:
    assert one(text).dimension == "count"


@pytest.mark.parametrize("text", ["花了188块吃自助", "50块买了一本书", "给了五块小费", "三块八一斤的西红柿"])
def test_prices_in_pieces_are_money(text: str) -> None:
    assert scan(text).quantities[0].currency == "CNY"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("One of the oldest gardeners tends to forget the first frost.", False),
        ("The third attempt failed, and no one was surprised.", False),
        ("One in five gardeners agreed.", True),
        ("It is the third largest garden of the town.", True),
        ("The garden has twen-\nty benches.", True),
        ("园丁喜欢读数据，也常翻译旧书。", False),
        ("数十名园丁到场。", True),
    ],
)
def test_only_a_text_with_a_numeral_can_hold_a_figure(text: str, *, holds: bool) -> None:
    assert has_numeral(repaired(text)) is holds
    assert bool(scan(text).quantities) is holds


@pytest.mark.parametrize("text", ["花园是一个分园。", "他画了一幅日出。", "这是一次年会。"])
def test_an_article_before_a_word_that_could_be_a_time_counts_nothing(text: str) -> None:
    assert scan(text).quantities == ()


@pytest.mark.parametrize(("text", "value"), [("路程一公里半。", "1500"), ("利率上调一个点。", "0.01")])
def test_a_number_that_goes_on_behind_its_measure_word_is_no_article(text: str, value: str) -> None:
    assert one(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("船程一个半小时。", "1.5", "hour"),
        ("大坝修了一个半月。", "1.5", "month"),
        ("全校只有三个半班。", "3.5", "item"),
        ("地球有两个半球。", "2", "item"),
    ],
)
def test_a_half_behind_the_measure_word_belongs_to_the_number(text: str, value: str, unit: str) -> None:
    found = one(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["他写了一个半自动的程序。", "请打开一个文件。", "一部分人走了。"])
def test_one_and_its_measure_word_say_no_more_than_a(text: str) -> None:
    assert scan(text).quantities == ()


@pytest.mark.parametrize(
    "text", ["工厂生产零件。", "零部件涨价。", "电价按每千瓦时计。", "The gates close on the 14th."]
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert scan(text).quantities == ()


@pytest.mark.parametrize(
    "text",
    ["The train left from Platform 9 at once.", "那本《三十个小窍门》很旧。", "It runs on the Python 3 interpreter."],
)
def test_a_capital_inside_a_sentence_makes_a_name_of_the_number_after_it(text: str) -> None:
    assert scan(text).quantities == ()


@pytest.mark.parametrize("text", ["销量为零", "零", "增速降到零", "从零"])
def test_a_text_may_end_in_zero(text: str) -> None:
    assert all(found.value == 0 for found in scan(text).quantities)


@pytest.mark.parametrize("sentence", [gold["text"] for gold in SENTENCES[::9]])
def test_a_sentence_may_break_off_anywhere(sentence: str) -> None:
    for cut in range(1, len(sentence)):
        assert all(found.end <= cut for found in scan(sentence[:cut]).quantities)


@pytest.mark.parametrize(
    "text",
    [
        "荣耀Magic 7跑分不如骁龙8 Gen 2机型。",
        "老版本依赖Ubuntu 22.04，升级要小心。",
        "发布Model 3，引来围观。",
        "展览名为“一九六二”。",
        "抓好“三个确保”，落实责任。",
        "the 4th Circuit Court of Appeals",
    ],
)
def test_names_with_a_number_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("每四位老人里就有一位独居", "0.25"), ("每百户中有18户返贫", "0.18"), ("平均每20名乘客中就有3名逃票", "0.15")],
)
def test_so_many_of_so_many_is_a_share(text: str, value: str) -> None:
    found = one(text)
    assert (found.dimension, found.value) == ("share", Decimal(value))


def test_a_percentage_of_neighbouring_tens_is_a_range() -> None:
    found = one("约占百分之四五十")
    assert (found.low, found.high) == (Decimal("0.4"), Decimal("0.5"))


@pytest.mark.parametrize(
    ("text", "low", "high"), [("一亩能收一千三四。", 1300, 1400), ("一部要五六十万，", 5 * 10**5, 6 * 10**5)]
)
def test_neighbouring_digits_without_a_unit_are_a_range(text: str, low: int, high: int) -> None:
    found = one(text)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_a_number_and_a_bound_word_are_read_without_a_unit() -> None:
    assert one("那台电脑六千冒头。").bound == "at_least"


@pytest.mark.parametrize("text", ['They saw "Danny\'s Twelve" twice.', "“The 47 Ronin” opens on Friday."])
def test_the_number_of_a_quoted_name_is_no_figure(text: str) -> None:
    assert scan(text).quantities == ()


def test_a_quoted_sentence_keeps_its_number() -> None:
    assert one('"About 47 sailors were saved," he said.').value == 47
