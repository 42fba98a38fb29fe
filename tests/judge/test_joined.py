from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.joined import joined

NAMES = st.lists(st.lists(st.sampled_from("abcdef"), max_size=3), max_size=12)


def test_members_that_share_a_name_through_others_are_one_group() -> None:
    assert joined([["a"], ["b"], ["a", "b"], ["c"], []]) == [0, 0, 0, 3, 4]


@given(NAMES, st.randoms(use_true_random=False))
def test_who_is_joined_does_not_depend_on_the_order(names: list[list[str]], draw: random.Random) -> None:
    order = draw.sample(range(len(names)), len(names))
    plain, shuffled = joined(names), joined([names[place] for place in order])
    for i, one in enumerate(order):
        for j, other in enumerate(order):
            assert (plain[one] == plain[other]) == (shuffled[i] == shuffled[j])
