from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals.language import language, language_of, script_of, words_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("港务局周三启用第二座冷库，货代公司预计损耗将降到五十分之一。", "zh-Hans"),
        ("港務局週三啟用第二座冷庫，貨代公司預計損耗將降到五十分之一。", "zh-Hant"),
        (
            "The harbour authority opened its second cold store on Wednesday, and the fruit waits there for the trains.",
            "en",
        ),
        ("港の第二冷蔵庫が水曜日に開き、果物は夜の列車を待っています。", "ja"),
        ("항만청은 수요일에 두 번째 냉장 창고를 열었다.", "ko"),
        ("Die Hafenbehörde hat am Mittwoch das zweite Kühlhaus eröffnet, und das Obst wartet dort auf die Züge.", "de"),
        (
            "La autoridad del puerto abrió el miércoles su segunda cámara fría, y la fruta espera allí a los trenes.",
            "es",
        ),
        ("Le port a ouvert mercredi son deuxième entrepôt frigorifique, et les fruits y attendent les trains.", "fr"),
        ("Порт открыл в среду второй холодильный склад, и фрукты ждут там ночных поездов.", "ru"),
    ],
)
def test_a_sentence_of_news_tells_its_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_long_traditional_chinese_is_not_korean() -> None:
    assert language(Document.of("港務局週三啟用第二座冷庫，讓南方果農的水果在這裡等候夜班列車。" * 300)) == "zh-Hant"


def test_a_chinese_text_with_one_kana_stays_chinese() -> None:
    assert language_of("鲜の果汁店开在码头旁边，每天清晨五点就开门迎客。") == "zh-Hans"


def test_an_english_body_under_a_chinese_title_is_english() -> None:
    assert language_of("林湾港冷库启用\n" + "The harbour opened its second cold store on Wednesday. " * 5) == "en"


def test_characters_of_both_scripts_leave_the_script_open() -> None:
    assert language_of("北京大雨") == "zh"


@pytest.mark.parametrize("text", ["", "   ", "12,345.6 %", "🙂🙂", "\ud800", "xq zk"])
def test_what_has_no_language_is_undetermined(text: str) -> None:
    assert language_of(text) == "und"


def test_links_do_not_decide_the_language() -> None:
    assert language_of("看这里 http://example.org/abcdefghijklmnopqrstuvwxyz/abcdefghijklmnopqrstuvwxyz") == "zh-Hans"


def test_the_script_of_japanese_and_chinese_is_the_same() -> None:
    assert script_of("水曜日に開きました") == script_of("周三启用") == "han"


@given(st.text(max_size=300))
def test_any_text_has_one_answer(text: str) -> None:
    assert language_of(text) == language_of(text) != ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Satama avasi keskiviikkona toisen kylmävaraston, jossa hedelmät odottavat yöjunia pohjoiseen.", "fi"),
        ("A kikötő szerdán megnyitotta második hűtőházát, ahol a gyümölcs az éjszakai vonatokra vár.", "hu"),
    ],
)
def test_a_language_whose_small_words_are_not_listed_is_guessed(text: str, code: str) -> None:
    assert language_of(text * 3) == code


@pytest.mark.parametrize(
    "text", ["Don’t go, O'Brien; it's 5 o'clock''s 'end'", "Ünter don’t, O'Brien; it's 5", "'", ""]
)
def test_an_apostrophe_stands_inside_a_word_or_in_none(text: str) -> None:
    plain = text.replace("’", "'").lower()
    assert list(words_of(text)) == re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain)


def test_many_words_of_no_language_are_undetermined_without_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.signals.language._guess", pytest.fail)
    assert language_of("wrkm tslf grnd plov brask zund frelt mosk druv kelp " * 12) == "und"


def test_words_of_no_language_end_the_guess_early() -> None:
    assert language_of("wrkm tslf grnd plov brask zund frelt mosk druv kelp " * 3) == language_of("xq " * 12) == "und"


def test_clear_texts_do_not_import_langdetect() -> None:
    code = (
        "import sys; from auditor.signals.language import language_of;"
        "language_of('The harbour opened the store, and it is the second of the port.'); language_of('港口启用冷库');"
        "sys.exit('langdetect' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
