from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals.residue import Residue, residue


def left(text: str) -> Residue:
    return residue(Document.of(text))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The port counted 4,3l2 containers.", "3l2"),
        ("In 2O24 the ferry ran.", "2O24"),
        ("Growth was l2.5 % last year.", "l2"),
        ("全谷共有温室14O0座。", "14O0"),
        ("产量增长2O%。", "2O"),
        ("The quay is c1osed today.", "c1osed"),
        ("They said tbe ferry runs.", "tbe"),
    ],
)
def test_letters_where_a_scanner_saw_digits_are_misread(text: str, quote: str) -> None:
    assert quote in [text[start:end] for start, end in left(text).scanned]


@pytest.mark.parametrize(
    "text",
    [
        "Model S20, an O2 sensor, H2O and CO2 levels, the A10 and I405 roads.",
        "Pour 10l of water into 2 l of oil; it takes 5 min.",
        "On the 3rd floor, 2nd row, seat 1a.",
        "三星S20、O2传感器、10l水箱均已交付。",
        "See test1case, sha1sum, ipv6 and v0id-linux at x1y.example.",
    ],
)
def test_codes_and_units_are_not_misread(text: str) -> None:
    assert len(left(text).scanned) <= 2


def test_words_cut_at_the_end_of_a_printed_line_are_broken() -> None:
    assert len(left("The ferry oper-\nates twice an hour at the north-\nern quay; the ﬁrst calls at six.").broken) == 3


def test_running_text_with_a_gap_after_each_character_is_spaced() -> None:
    assert len(left("北 渠 大 桥 封 闭 维 修 开 春 以 前。\n通 知\n渡船半小时一班。").spaced) == 1


def test_foreign_words_are_left_over_only_in_a_text_of_letters() -> None:
    english = "The valley counted 温室 in every village, and growers sold 番茄 at the quay."
    assert len(left(english).untranslated) == 2
    assert (
        left("本页 is 混合 of 中文 and 英文 的 使用说明，共有许多页，读者可以随意翻阅，不必按次序。" * 2).untranslated
        == ()
    )
    assert left("The dumplings (饺子) and the word “水饺” are named.").untranslated == ()


def test_a_decoder_that_cannot_stop_is_seen() -> None:
    assert left("The count of the the the the the the valley.").translated
    assert left("It was very very very very very good.").translated == ()


@pytest.mark.parametrize(
    "line",
    [
        "As an AI language model, I do not have access to the figures.",
        "Certainly! Here's a revised version of the article:",
        "I hope this helps! Let me know.",
        "I'm sorry, but I cannot fulfil that request.",
        "作为一个人工智能语言模型，我无法预测。",
        "当然！以下是修改后的文章：",
        "希望以上内容对您有所帮助。",
    ],
)
def test_an_assistants_set_phrase_at_the_start_of_a_line_is_its_own(line: str) -> None:
    assert left(f"The bridge is closed.\n{line}\nThe ferry runs.").assistant
    assert left(f"The chatbot wrote: “{line}”").assistant == ()


@given(st.text(alphabet="作为AI模型，0O1l年the \n-ﬁ好的以下是", max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    found = left(text)
    for spans in (found.scanned, found.broken, found.spaced, found.translated, found.untranslated, found.assistant):
        assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("渡船停航的消息今曰公布。", "今曰"),
        ("这一间题已经解决。", "间题"),
        ("林湾己经连续三年增产。", "己经"),
        ("工程末能按期完工。", "末能"),
        ("去年l2月3l日通航。", "l2"),
        ("截至去年未，全谷共有温室。", "年未"),
    ],
)
def test_chinese_characters_taken_for_others_of_their_shape_are_misread(text: str, quote: str) -> None:
    assert quote in [text[start:end] for start, end in left(text).scanned]


@pytest.mark.parametrize(
    "text",
    [
        "孔子曰：学而时习之。他自己经营一家店，今年未完成计划，周末来的客人多。",
        "各级政府变被动解困为主动解困，几亿农民热情投入民主选举。",
        "粮食的生产周期问题、维护土地的公有、帮扶特困村，都在期末考核之内。",
        "A股、T恤、C罗和B超都是常用词，I期工程已经完工。",
    ],
)
def test_ordinary_neighbours_of_such_characters_are_let_pass(text: str) -> None:
    assert left(text).scanned == ()


def test_lone_characters_among_gaps_are_a_broken_layout_and_the_words_of_a_manual_are_not() -> None:
    broken = "北渠 大 桥封闭 维 修以后，渡船 改 为半小 时 一班，居民 出 行要多绕 三 公里。"
    assert len(left(broken * 3).spaced) >= 3
    manual = "文件 的 内容由命令 或 选项决定，变量 是 数字时输出 到 终端，用户 可 修改。"
    assert left(manual * 3).spaced == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [("全年接待游客4Z0万人次。", "4Z0"), ("果园18Z0亩。", "18Z0"), ("Z0Z3年建成。", "Z0Z3"), ("办结9B6件。", "9B6")],
)
def test_any_letter_that_looks_like_a_digit_is_misread_inside_a_number(text: str, quote: str) -> None:
    assert quote in [text[start:end] for start, end in left(text).scanned]


@pytest.mark.parametrize("text", ["乘坐Z3次列车前往。", "这家4S店有3D打印机。", "B2层有S20型号12台。", "位于D301室。"])
def test_names_with_a_letter_and_a_digit_are_not_misread(text: str) -> None:
    assert left(text).scanned == ()


@pytest.mark.parametrize("text", ["工程已经完戍。", "如杲水位上涨，渡船停航。", "这座桥旳栏杆很旧。", "影晌不大。"])
def test_characters_of_one_shape_are_misread_where_no_word_has_them(text: str) -> None:
    assert len(left(text).scanned) == 1


@pytest.mark.parametrize(
    "text", ["杲杲出日。", "茌平县的渡口。", "裸裎相见。", "他服侍老人。", "淮河水位上涨，憎恨无益。"]
)
def test_rare_characters_in_their_own_words_are_not_misread(text: str) -> None:
    assert left(text).scanned == ()


@pytest.mark.parametrize(
    "line",
    [
        "Translated with DeepL.com",
        "[This is a machine-generated translation.]",
        "(Automatic translation)",
        "Translation: Google Translate",
        "（AI自动翻译，请以原文为准）",
        "译文由AI生成，仅供参考。",
        "以下为机翻内容",
        "翻译：DeepL",
    ],
)
def test_a_line_that_names_a_translation_programme_is_residue(line: str) -> None:
    assert len(left(f"The ferry runs twice an hour.\n{line}").translated) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "Translated from the Danish by Maria Lund",
        "Machine translation has changed the trade.",
        "翻译：周明远",
        "机器翻译正在改变这个行业。",
    ],
)
def test_a_translator_and_the_topic_are_no_residue(line: str) -> None:
    assert left(f"The ferry runs twice an hour.\n{line}").translated == ()


def test_sentences_worded_as_an_assistant_or_a_translator_would_stand_beside_their_set_phrases() -> None:
    offer = "Let me know if you would like me to make the tone of this article more formal."
    found = left(f"As an AI language model, I cannot predict when it will open.\nThe bridge is closed. {offer}")
    assert len(found.assistant) == 2
    note = "（译注：原文此处为双关语，中文难以传达。）"
    assert left(f"北渠大桥封闭维修。{note}").translated != ()
    assert left("北渠大桥封闭维修。渡船半小时一班。").translated == ()
