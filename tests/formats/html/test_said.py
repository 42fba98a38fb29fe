from __future__ import annotations

import pytest
from markupsafe import Markup

from auditor.formats.html.said import bare, say, spoken, sure, web, word


def test_words_are_escaped_in_both_languages() -> None:
    assert say("<b>", "<i>") == "<i lang=en>&lt;b&gt;</i><i lang=zh>&lt;i&gt;</i>"


def test_what_both_languages_share_is_said_once() -> None:
    assert say("a ≠ b", "a ≠ b") == "a ≠ b"
    assert sure(0.8) == "<i lang=zh>把握 </i>80 %<i lang=en> sure</i>"


def test_only_a_plain_value_stands_without_quotation_marks() -> None:
    assert bare("d-0a1b.html#f3-e1") == "d-0a1b.html#f3-e1"
    assert bare("x onclick=y") == '"x onclick=y"'
    assert bare('"><img>') == '"&#34;&gt;&lt;img&gt;"'
    assert bare("") == '""'


def test_what_was_markup_once_does_not_answer_for_a_text() -> None:
    assert "<u>" in say(Markup("<u>x</u>"), "x")
    assert "<u>" not in say("<u>x</u>", "x")


def test_a_name_without_a_word_stands_for_itself_and_is_escaped() -> None:
    assert word('"><img src=x>') == "&#34;&gt;&lt;img src=x&gt;"


def test_an_unknown_language_is_not_named() -> None:
    assert spoken("und") == ""
    assert spoken(None) == ""
    assert spoken('"><') == ' lang="&#34;&gt;&lt;"'


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "data:text/html,x", "//example.org", "https://", "https://a b", "http://\u202eexample.org", "https://[", "mailto:a@example.org"],
)  # fmt: skip
def test_only_http_and_https_may_be_followed(address: str) -> None:
    assert web(address) is None


def test_a_web_address_may_be_followed() -> None:
    assert web("https://example.org/路径?q=1#x") == "https://example.org/路径?q=1#x"
