from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.figures.scan import scan


def read(text: str) -> list[tuple[str, object]]:
    return [(found.dimension, found.value) for found in scan(text).quantities]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The fund raised its holding from 2 to 6 million shares.", ("count", 2 * 10**6)),
        ("Sales went from $7 to $9 billion.", ("money", 7 * 10**9)),
        ("Turnout rose from 31 to 44 percent.", ("share", Decimal("0.31"))),
        ("Staff grew from 15 to 90 people.", ("count", 15)),
        ("The site grew from 700 to 1.4 million users.", ("other", 700)),
    ],
)
def test_what_a_change_begins_from_is_told_as_what_it_led_to(text: str, first: tuple[str, object]) -> None:
    assert read(text)[0] == first


def test_more_than_before_counts_the_same_things() -> None:
    first, second = scan("Some 58 choirs took part, 12 more than in 2019.").quantities
    assert (second.dimension, second.unit) == ("count", first.unit)


def test_a_mere_few_are_measured_like_what_they_fell_from() -> None:
    assert read("The herd shrank from 5,200 animals to a mere 900.")[1] == ("count", 900)


def test_a_number_of_another_size_keeps_its_own_magnitude() -> None:
    assert read("It grew from 30 to 2.5 million tonnes.")[0] == ("other", 30)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("The fare rises by 20 cents to €2.70.", "EUR"),
        ("The fare rises by 20 cents to $2.70.", "USD"),
        ("The fare rises by 20 cents.", "USD"),
    ],
)
def test_cents_are_of_the_money_beside_them(text: str, currency: str) -> None:
    assert {found.currency for found in scan(text).quantities} == {currency}
