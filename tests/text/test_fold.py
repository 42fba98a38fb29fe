from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.fold import fold, fold_word

MIXED = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("上海喝茶龍鳳微信 .-*·\u200b\u00ad&;#x38ampｖｘ①ﬁa1е@$!Ãäæ\u0301\ud800\n\u2028"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("ＶＸ：ａｂｃ", "vx:abc"),
        ("龍鳳後宮", "龙凤后宫"),
        ("微\u200b信\u2060号", "微信号"),
        ("上 海 喝 茶", "上海喝茶"),
        ("上·海·楼·市", "上海楼市"),
        ("加*微*信", "加微信"),
        ("c.a.s.i.n.o", "casino"),
        ("p o k e r night", "poker night"),
        ("f.r.e.e s.p.i.n.s", "free spins"),
        ("саsinо", "casino"),
        ("c4s1n0", "casino"),
        ("上&#x6d77;&amp;#x559d;茶", "上海喝茶"),
        ("ä¸Šæµ·", "上海"),
        ("Café Ⅷ", "cafe viii"),
        ("c̶a̶s̶h", "cash"),
    ],
)
def test_a_disguised_word_folds_to_what_it_says(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


@pytest.mark.parametrize(
    "text",
    [
        "he met j. smith and a. b. jones",
        "今天 天气 很好",
        "version 1.2.3 of 2 3 4",
        "covid 19 and h264 and vx13800",
        "сосна и ёлка"[:5],
        "a = b, c - d",
    ],
)
def test_ordinary_spacing_and_numbers_stay(text: str) -> None:
    assert fold(text).text == text


def test_a_hit_maps_back_to_the_raw_characters_with_the_gaps_inside() -> None:
    raw = "前文 上 海 喝\u200b 茶 后文"
    view = fold(raw)
    at = view.text.index("上海喝茶")
    start, end = view.back((at, at + 4))
    assert raw[start:end] == "上 海 喝\u200b 茶"


def test_an_entity_maps_back_to_all_of_its_letters() -> None:
    raw = "喝&#33590;吧"
    view = fold(raw)
    assert view.text == "喝茶吧"
    assert raw[slice(*view.back((1, 2)))] == "&#33590;"


def test_digits_of_handles_stay_in_the_plain_text() -> None:
    view = fold("p0rn vx a1b2")
    assert view.text.startswith("porn")
    assert view.plain.startswith("p0rn")
    assert len(view.text) == len(view.plain)


def test_what_was_removed_is_known() -> None:
    view = fold("微\u200b信")
    assert view.removed.tolist() == [1]


def test_a_keyword_folds_without_being_squeezed() -> None:
    assert fold_word("Free Spins") == "free spins"


@settings(max_examples=300)
@given(MIXED)
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@settings(max_examples=300)
@given(MIXED)
def test_every_folded_character_maps_back_into_the_text_in_order(text: str) -> None:
    view = fold(text)
    starts, ends = view.starts.tolist(), view.ends.tolist()
    assert len(view.text) == len(view.plain) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


def test_a_long_run_of_nested_entities_ends() -> None:
    assert fold("&amp;" * 5000 + "#38;").text.count("&") <= 5000


def test_numbers_in_dark_circles_fold_to_digits() -> None:
    assert fold("➊➋➌❾❿").text == "123910"
