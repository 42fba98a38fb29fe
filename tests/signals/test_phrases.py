from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.signals._needed import needed
from auditor.signals._phrases import Phrases

PATTERNS = (
    r"\b(?:said|says|told) (?:the )?\w+",
    r"(?:据|根据)[^。]{1,20}?(?:统计|数据|显示)",
    r"来源[:：]|资料来源",
    r"^(?:下一篇|上一篇)|扫(?:描|一扫)",
    r"[0-9]{2}",
    r"colou?r(?=s)",
)

PHRASES = Phrases(PATTERNS)
LATIN = Phrases(PATTERNS[:4])


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:said|says)\b", {"said", "says"}),
        (r"colou?r", {"color", "colour"}),
        (r"(?:据|根据)[^。]{1,20}(?:统计|数据)", {"统计", "数据"}),
        (r"\d+|a*", set()),
        (r"x(?:foo|bar)?y+", set()),
        (r"</?h[1-3]>", {"<h1>", "</h1>", "<h2>", "</h2>", "<h3>", "</h3>"}),
        (r"\.{3}$", {"..."}),
        (r"(?:ja ){2,9}", {"ja ja "}),
        (r"更正(?:启事)?[:：]|勘误", {"更正:", "更正：", "更正启事:", "更正启事：", "勘误"}),
        (r"[^ab]c|[\d]x", set()),
        (r"^[^>\n]{1,9}(?:[>›][^>\n]{1,9}){2,6}$", {">", "›"}),
        (r"with\s(?:inside\s)?knowledge\sof", {"knowledge"}),
        # Too many strings to look for; those that hold another of them need not be.
        (r"[(\[]?(?:seen |read )?(?:by |in |on |at |to )?[(\[]?(?:paper|leaflet)[)\]]?(?:s|ed)?", {"paper", "leaflet"}),
    ],
)
def test_the_words_that_a_pattern_cannot_do_without(pattern: str, words: set[str]) -> None:
    assert needed(pattern, re.IGNORECASE) == words


@given(st.text(alphabet="据根统计数显示。来源:：said told the 下一篇扫描color s1\n", max_size=80))
def test_phrases_find_what_their_union_finds(text: str) -> None:
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in PATTERNS), re.IGNORECASE)
    one, other = whole.search(text), PHRASES.awake(text).search(text)
    assert (one and one.start()) == (other and other.start())
    assert (one is None) == (other is None)


def test_a_text_without_a_needed_word_wakes_nothing() -> None:
    assert not LATIN.awake("The ferry runs twice an hour.")


def test_a_long_text_is_read_in_its_own_length() -> None:
    assert not LATIN.awake("王" * 1_000_000)


@given(st.text(alphabet="据统计said 下一篇İ来源：\ud800。", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_piece_is_searched_as_if_it_stood_alone(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    here, alone = PHRASES.awake(text).search(piece, start), PHRASES.awake(piece).search(piece)
    assert (here and here.span()) == (alone and alone.span())


def test_a_word_that_stands_everywhere_is_found_at_the_end_too() -> None:
    text = "来源：甲。" * 70_000 + "下一篇"
    assert PHRASES.awake(text).search(text[-8:], len(text) - 8)


def test_phrases_are_read_when_a_text_is_first_looked_at() -> None:
    read: list[str] = []

    def patterns() -> tuple[str, ...]:
        read.append("read")
        return ("harbou?r",)

    phrases = Phrases(patterns)
    assert not read
    assert phrases.awake("The harbour opens.").search("The harbour opens.")
    assert phrases.awake("The ferry sails.").search("The ferry sails.") is None
    assert read == ["read"]
