from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.shingles import SHINGLE, WORD_FACTOR, fold, grams, mix, shingles, tokens


def _words(text: str) -> list[str]:
    cut = tokens(text)
    return [text[start:end] for start, end in zip(cut.starts.tolist(), cut.ends.tolist(), strict=True)]


def test_folding_makes_width_case_and_white_space_equal() -> None:
    assert fold(" Ｈarbour\u3000\n  ２０２５ ") == "harbour 2025"


def test_a_han_character_is_a_token_and_so_is_a_latin_word() -> None:
    assert _words("林湾港 Cold-store 2号") == ["林", "湾", "港", "Cold", "store", "2", "号"]


def test_invisible_characters_do_not_split_a_word() -> None:
    split, whole = tokens("har\u200bbour"), tokens("harbour")
    assert split.hashes.tolist() == whole.hashes.tolist()
    assert split.ends.tolist() == [8]


def test_full_width_and_half_width_words_are_one_token() -> None:
    assert tokens("ＡＢＣ １２").hashes.tolist() == tokens("abc 12").hashes.tolist()


def test_anagrams_are_different_tokens() -> None:
    assert tokens("listen").hashes.tolist() != tokens("silent").hashes.tolist()


def test_a_text_shorter_than_a_shingle_is_one_shingle_and_an_empty_one_none() -> None:
    assert shingles("港口").size == 1
    assert shingles("").size == 0
    assert tokens("…!?").hashes.size == 0


def test_every_character_shingle_has_its_own_hash() -> None:
    text = "the quick brown fox jumps over the lazy dog, 敏捷的棕色狐狸跳过懒狗。"
    distinct = {text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1)}
    assert np.unique(shingles(text)).size == len(distinct)


@given(st.text(max_size=80))
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    cut = tokens(text)
    edges = [edge for pair in zip(cut.starts.tolist(), cut.ends.tolist(), strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _hash(values: list[int]) -> int:
    """The definition of a token's hash: a polynomial of its characters' hashes, mixed."""
    units = mix(np.array(values, np.uint64) * np.uint64(WORD_FACTOR)).tolist()
    whole = sum(unit * WORD_FACTOR**place for place, unit in enumerate(units)) % 2**64
    return int(mix(np.array([whole], np.uint64))[0])


@given(st.text(st.sampled_from("aB1é语料か한 ,.\u200b\u0301\U00020001\U0001f600"), max_size=60))
def test_a_token_has_the_hash_of_its_definition(text: str) -> None:
    cut = tokens(text)
    for made, start, end in zip(cut.hashes.tolist(), cut.starts.tolist(), cut.ends.tolist(), strict=True):
        letters = [character for character in text[start:end] if character not in "\u200b\u0301"]
        assert made == _hash([ord(character.lower()) for character in letters])


def test_of_a_long_text_every_token_has_the_hash_that_it_has_alone() -> None:
    words = [f"word{number}" for number in range(12_000)]
    assert tokens(" ".join(words)).hashes[::997].tolist() == [int(tokens(word).hashes[0]) for word in words[::997]]


@given(st.text(min_size=SHINGLE, max_size=40), st.text(max_size=10))
def test_the_shingles_of_a_part_are_shingles_of_the_whole(text: str, rest: str) -> None:
    points = np.array([ord(c) for c in text + rest], np.uint64)
    assert set(grams(points[: len(text)]).tolist()) <= set(grams(points).tolist())


def test_lone_surrogates_and_control_characters_are_just_characters() -> None:
    text = "\ud800\x00\x07 ok \udfff" * 3
    assert fold(text)
    assert _words(text) == ["ok"] * 3
