from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.signals._garbled import garbled, lost

ZH = "北渠大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，居民出行要多绕三公里。"
FR = "Le café du port n’ouvre qu’à l’arrivée du bac, « après la marée », dit-elle. "


def again(text: str, wrong: str, right: str) -> str:
    return text.encode(wrong, "ignore").decode(right, "replace")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"), ("gb18030", "cp1252")],
)
def test_chinese_in_the_wrong_encoding_is_garbled(wrong: str, right: str) -> None:
    assert garbled(again(ZH, wrong, right))


def test_twice_encoded_text_is_garbled() -> None:
    assert garbled(again(again(ZH, "utf-8", "latin-1"), "utf-8", "latin-1"))
    assert len(garbled(again(again(FR, "utf-8", "cp1252"), "utf-8", "cp1252"))) >= 5


def test_a_damaged_sentence_is_found_in_a_sound_text() -> None:
    text = ZH + again(ZH, "utf-8", "gb18030") + ZH
    spans = garbled(text)
    assert spans
    assert all(len(ZH) <= start and end <= len(text) - len(ZH) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        ZH,
        ZH + "鐨是一个罕见的字，锛也是，銆同样。",
        FR,
        "Ø, Å and Æ are letters; ÀÁÂ too. ¿Qué? ÇA VA, NOËL!",
        "日本語の文章です。涓涓细流，鍥与涓都是汉字。",
        "Ð and Ñ, Ã and Â: señor, São Paulo.",
    ],
)
def test_rare_characters_and_accents_are_no_damage(text: str) -> None:
    assert garbled(text) == ()


def test_characters_that_became_question_marks_are_lost() -> None:
    assert lost(ZH.encode("ascii", "replace").decode())
    assert len(lost("2024??????? 12 ????????????? 3 ?????")) == 3


def test_a_post_that_asks_loudly_has_lost_nothing() -> None:
    assert lost("真的吗？？？？ Really???? 明天就开船了，谁要一起去看日出?????") == ()


@given(st.text(max_size=200))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = garbled(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("table", ["cp1251", "koi8-r", "cp437", "mac-roman", "cp1250", "cp1253"])
@pytest.mark.parametrize("text", ["“Don’t wait,” she said – the ferry’s gone.", "渡船停航，大桥封闭。"])
def test_utf_8_read_by_another_table_of_single_bytes_is_garbled(table: str, text: str) -> None:
    assert garbled(text.encode().decode(table, "replace"))


def test_gbk_read_as_cyrillic_is_garbled() -> None:
    text = "大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，这是我们的通知。"
    assert garbled(text.encode("gb18030").decode("cp1251", "replace"))


@pytest.mark.parametrize(
    "text",
    [
        "Мост через северный канал закрыт – «до весны», говорят паромщики; 5 °C.",
        "Η γέφυρα είναι κλειστή μέχρι την άνοιξη – «έως τον Μάρτιο».",
        "Most przez kanał jest zamknięty – „do wiosny”, mówią przewoźnicy.",
        "Le pont est fermé jusqu’au printemps – « à l’été », dit-il.",
    ],
)
def test_other_languages_are_not_garbled(text: str) -> None:
    assert garbled(text) == ()


@pytest.mark.parametrize("text", ["渡船今天停航，明天恢复。", "“We wait”"])
def test_utf7_is_undone(text: str) -> None:
    assert garbled(text.encode("utf-7").decode("ascii"))


@pytest.mark.parametrize("text", ["C+bar and +Videos", "a+b=c, +client-side", "+86 755 1234567", "+a" * 1000])
def test_a_plus_before_a_word_is_no_utf7(text: str) -> None:
    assert garbled(text) == ()
