from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.reliability import bins, brier, expected_error, perfect_error, share


def test_wilson_s_interval_is_that_of_the_textbook() -> None:
    assert share(10, 100).interval == pytest.approx((0.0552, 0.1744), abs=1e-4)


def test_no_case_among_none_has_no_rate() -> None:
    assert (share(0, 0).rate, share(0, 0).interval) == (None, None)


def test_no_case_among_many_still_has_an_upper_end() -> None:
    assert share(0, 300).interval == pytest.approx((0, 0.0126), abs=1e-4)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_rate(pair: tuple[int, int]) -> None:
    found = share(*pair)
    assert found.rate is not None
    assert found.interval is not None
    assert 0 <= found.interval[0] <= found.rate <= found.interval[1] <= 1


def test_promises_that_come_true_exactly_have_no_error() -> None:
    predicted = np.repeat([0.2, 0.8], 50)
    happened = np.concatenate([np.repeat([1.0, 0.0], [10, 40]), np.repeat([1.0, 0.0], [40, 10])])
    assert expected_error(predicted, happened) == pytest.approx(0)


def test_a_promise_that_is_always_too_high_errs_by_the_difference() -> None:
    assert expected_error(np.full(100, 0.7), np.repeat([1.0, 0.0], [40, 60])) == pytest.approx(0.3)


def test_equal_promises_stay_in_one_bin_whatever_their_order() -> None:
    happened = np.repeat([1.0, 0.0], 50)
    assert [one.n for one in bins(np.full(100, 0.5), happened)] == [100]
    mixed = np.repeat([0.1, 0.5, 0.9], [60, 30, 10])
    assert [one.n for one in bins(mixed, happened)] == [60, 30, 10]


def test_even_a_perfect_model_shows_an_error_and_less_with_more_labels() -> None:
    few, many = (np.linspace(0.05, 0.95, n) for n in (200, 20_000))
    assert perfect_error(few)[0] > 0.04
    assert 0 < perfect_error(many)[0] < 0.01


def test_the_brier_score_of_a_coin_is_a_quarter() -> None:
    assert brier(np.full(10, 0.5), np.repeat([1.0, 0.0], 5)) == 0.25
