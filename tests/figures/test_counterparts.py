"""How much speaks for two figures of one event being of one thing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from auditor.checks.figures import Check
from auditor.figures.counterparts import Left, one_measure, times_apart, weight_of
from auditor.figures.reports import Report, report
from auditor.model import Document
from auditor.rules.load import load

CHECK = Check(load().of("figures"))


def only(text: str) -> Report:
    post = CHECK.post(Document.of(text))
    assert post is not None
    return report(post.imprint)


def weight(first: str, second: str) -> int | None:
    return weight_of(only(first), only(second), (0, 0), frozenset(), Left((0,), (0,)))


def test_one_role_weighs_more_than_none() -> None:
    said, plain = weight("大桥耗资4.2亿元。", "大桥花掉5.9亿元。"), weight("大桥耗资4.2亿元。", "大桥有5.9亿元。")
    assert said is not None
    assert plain is not None
    assert said > plain


def test_two_roles_weigh_less_than_none() -> None:
    other, plain = weight("大桥耗资4.2亿元。", "大桥收入5.9亿元。"), weight("大桥耗资4.2亿元。", "大桥有5.9亿元。")
    assert other is None or (plain is not None and other < plain)


def test_a_swapped_pair_of_digits_speaks_for_one_figure() -> None:
    slip, other = weight("The hill drew 131,000 people.", "The hill drew 181,000 people."), weight(
        "The hill drew 131,000 people.", "The hill drew 196,400 people."
    )  # fmt: skip
    assert slip is not None
    assert other is not None
    assert slip > other


def test_money_and_people_are_never_of_one_thing() -> None:
    assert weight("The hill drew 131,000 people.", "The hill cost $131,500.") is None


def test_a_topic_alone_is_no_measure_of_money() -> None:
    assert not one_measure(only("The meal is £3.40."), only("Councils have £2.90 for the meal."), (0, 0))


@pytest.mark.parametrize(("first", "second", "apart"), [("-0.2", "-0.3", "1.5"), ("2", "3", "1.5")])
def test_two_falls_are_as_far_apart_as_two_rises(first: str, second: str, apart: str) -> None:
    a, b = only("The fee is $12.").statements[0], only("The fee is $13.").statements[0]
    assert times_apart(replace(a, value=Decimal(first)), replace(b, value=Decimal(second))) == Decimal(apart)


def test_the_only_figure_nearby_weighs_more_than_one_of_two() -> None:
    first, alone = only("The ferry carried 1,240 riders."), only("The ferry carried 1,510 riders.")
    crowded = only("The ferry carried 1,510 riders. The lodge had 1,380 guests.")
    by_itself = weight_of(first, alone, (0, 0), frozenset(), Left((0,), (0,)))
    beside = weight_of(first, crowded, (0, 0), frozenset(), Left((0,), (0, 1)))
    assert by_itself is not None
    assert beside is not None
    assert by_itself > beside
