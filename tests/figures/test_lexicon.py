from __future__ import annotations

from decimal import Decimal

from auditor.figures.lexicon import units


def test_symbols_mean_what_their_case_says() -> None:
    match = units().unit_after.match("5 MW", 1)
    assert match is not None
    assert units().units[match["word"]].factor == 1000
    assert units().unit_after.match("5G", 1) is None


def test_a_word_inside_another_word_is_no_unit() -> None:
    assert units().unit_after.match("3年级", 1) is None
    assert units().currency_after.match("1元旦", 1) is None
    assert units().classifier_after.match("2项链", 1) is None


def test_a_part_of_a_currency_knows_its_worth() -> None:
    assert units().currencies["cents"].factor == Decimal("0.01")


def test_the_yen_and_yuan_sign_names_no_currency() -> None:
    assert units().currencies["¥"].code is None


def test_every_unit_leads_to_a_positive_base_amount() -> None:
    assert all(unit.factor > 0 for unit in units().units.values())


def test_longer_words_come_first() -> None:
    match = units().currency_after.match("5美元", 1)
    assert match is not None
    assert match["word"] == "美元"


def test_phrases_are_found_by_their_first_numeral() -> None:
    assert (1, "长三角") in [(place, phrase) for place, phrase in units().phrases["三"]]
