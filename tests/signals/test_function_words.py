from __future__ import annotations

from auditor.signals._function_words import shares


def test_the_little_words_of_a_language_are_its_share() -> None:
    found = shares(["the", "ferry", "of", "oslo"])
    assert found["en"] == 0.5
    assert found["ru"] == 0


def test_a_word_of_two_languages_counts_for_both_and_no_words_for_none() -> None:
    found = shares(["de"])
    assert found["fr"] == found["es"] == 1
    assert set(shares([]).values()) == {0}
