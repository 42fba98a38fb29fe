from __future__ import annotations

from decimal import Decimal

from auditor.figures.lexicon import units


def test_symbols_mean_what_their_case_says() -> None:
    assert units().units["MW"].factor == 1000
    assert "mw" not in units().units


def test_a_part_of_a_currency_knows_its_worth() -> None:
    assert units().currencies["cents"].factor == Decimal("0.01")


def test_the_yen_and_yuan_sign_names_no_currency() -> None:
    assert units().currencies["¥"].code is None


def test_every_unit_leads_to_a_positive_base_amount() -> None:
    assert all(unit.factor > 0 for unit in units().units.values())


def test_phrases_are_found_by_their_first_numeral() -> None:
    assert (1, "长三角") in [(place, phrase) for place, phrase in units().phrases["三"]]


def test_english_phrases_are_found_by_their_number_word() -> None:
    assert (4, "Big Four") in units().phrases["F"]
