from __future__ import annotations

import pytest

from auditor.model import Document
from auditor.signals.features import features

ENGLISH = "The laboratory opened in spring and employs forty people in two buildings near the old harbour."


def places(text: str, name: str) -> list[str]:
    return [text[start:end] for start, end in features(Document.of(text))[name]]


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("加微信：abc12345", "微信:abc12345"),
        ("vx13800abc", "vx13800abc"),
        ("ＱＱ　１２３４５６７８", "ＱＱ　１２３４５６７８"),
        ("Telegram: @winner", "Telegram: @winner"),
        ("见 t.me/some_group", "t.me/some_group"),
        ("电话 138 0013 8000", "138 0013 8000"),
        ("call now +1 (555) 010-2233", "call now +1 (555) 010-2233"),
    ],
)
def test_a_contact_is_found(text: str, handle: str) -> None:
    found = places(text, "contact")
    assert any(part.replace("：", ":").endswith(handle.replace("：", ":")) or handle in part for part in found)


@pytest.mark.parametrize(
    "text", ["他用微信支付了饭钱。", "the line between the two", "2024年13800人参加", "signal processing methods"]
)
def test_a_messenger_without_a_handle_is_no_contact(text: str) -> None:
    assert places(text, "contact") == []


def test_a_han_run_at_the_edge_of_an_english_line_is_an_island() -> None:
    assert places(f"{ENGLISH}\n明天见 2. The second building holds the library", "script-island") == ["明天见"]


def test_a_name_in_brackets_is_no_island() -> None:
    assert places(f"{ENGLISH}\nIts name (实验室) is written above the door.", "script-island") == []


def test_invisible_characters_inside_words_are_found() -> None:
    assert places("今天\u200b天气", "broken-word") == ["天\u200b天"]
    assert places("co\u00adoperate", "broken-word") == []


def test_a_chain_of_slogans_is_a_title_list() -> None:
    line = "探秘秋天的城市：一座老桥的故事：全网首发"
    assert places(line, "title-list") == [line]
    assert places("他说：这座桥很老。", "title-list") == []


def test_hidden_html_is_found() -> None:
    assert places('<p style="display:none">secret words</p>', "hidden-html") == ["secret words"]
