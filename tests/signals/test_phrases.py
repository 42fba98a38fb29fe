from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.signals._phrases import Phrases, needed

PATTERNS = (
    r"\b(?:said|says|told) (?:the )?\w+",
    r"(?:据|根据)[^。]{1,20}?(?:统计|数据|显示)",
    r"来源[:：]|资料来源",
    r"^(?:下一篇|上一篇)|扫(?:描|一扫)",
    r"[0-9]{2}",
    r"colou?r(?=s)",
)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:said|says)\b", {"said", "says"}),
        (r"colou?r", {"color", "colour"}),
        (r"(?:据|根据)[^。]{1,20}(?:统计|数据)", {"统计", "数据"}),
        (r"\d+|a*", set()),
        (r"x(?:foo|bar)?y+", set()),
    ],
)
def test_the_words_that_a_pattern_cannot_do_without(pattern: str, words: set[str]) -> None:
    assert needed(re.compile(pattern, re.IGNORECASE)) == words


@given(st.text(alphabet="据根统计数显示。来源:：said told the 下一篇扫描color s1\n", max_size=80))
def test_phrases_find_what_their_union_finds(text: str) -> None:
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS), re.IGNORECASE)
    one, other = whole.search(text), Phrases(PATTERNS).awake(text).search(text)
    assert (one and one.start()) == (other and other.start())
    assert (one is None) == (other is None)


def test_a_text_without_a_needed_word_wakes_nothing() -> None:
    assert not Phrases(PATTERNS[:4]).awake("The ferry runs twice an hour.")


def test_a_long_text_is_read_in_its_own_length() -> None:
    assert not Phrases(PATTERNS[:4]).awake("王" * 1_000_000)
