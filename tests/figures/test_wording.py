from __future__ import annotations

from decimal import Decimal

from auditor.figures.wording import bounded, exact, per_what, plain, rated, signed


def test_bound_words_open_one_end() -> None:
    text = "超过30元"
    found = bounded(text, plain(2, 5, Decimal(30), Decimal(1), "money", "CNY"))
    assert (found.bound, found.low, found.high) == ("at_least", Decimal(30), None)


def test_an_upper_end_that_is_told_makes_a_value_at_least() -> None:
    found = bounded("30多元", plain(0, 4, Decimal(30), Decimal(1), "money", "CNY"), high=Decimal(40))
    assert (found.bound, found.low, found.high) == ("at_least", Decimal(30), Decimal(40))


def test_a_minus_sign_widens_the_span() -> None:
    found = signed("为-3元", plain(2, 4, Decimal(3), Decimal(1), "money", "CNY"))
    assert (found.value, found.start) == (Decimal(-3), 1)


def test_a_rate_says_what_it_is_per() -> None:
    assert per_what("300元/吨", 0, 4) == "吨"
    assert per_what("人均可支配收入3万元", 7, 10) == "人均"
    assert per_what("共300元", 1, 5) is None


def test_an_exact_quantity_has_no_slack() -> None:
    assert exact(0, 1, Decimal(3), "rank", "rank").step == 0


def test_what_a_year_produced_is_no_yearly_rate() -> None:
    amount = plain(9, 14, Decimal(680), Decimal(1), "money", "CNY")
    assert not rated("2024年产值达到680亿元", amount).yearly
    assert rated("该厂可年产硅片达680亿元", amount).yearly
