from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from auditor.figures.interval import Interval, of_quantity
from auditor.figures.scan import scan

AMOUNTS = st.decimals("0.01", "1e9", places=2)
ENDS = st.one_of(st.none(), AMOUNTS)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None:
        low, high = sorted((low, high))
    return Interval(low, high)


@given(intervals(), intervals(), st.decimals("1", "3", places=2))
def test_apart_is_symmetric(a: Interval, b: Interval, factor: Decimal) -> None:
    assert a.apart(b, factor) == b.apart(a, factor)


@given(intervals(), intervals(), st.decimals("1", "2", places=2))
def test_a_wider_tolerance_never_separates_more(a: Interval, b: Interval, factor: Decimal) -> None:
    assert not a.apart(b, factor + 1) or a.apart(b, factor)


@given(intervals())
def test_nothing_is_apart_from_itself_or_from_everything(a: Interval) -> None:
    assert not a.apart(a, Decimal(1))
    assert not a.apart(Interval(None, None), Decimal(1))


@given(AMOUNTS, AMOUNTS)
def test_dividing_undoes_multiplying(a: Decimal, b: Decimal) -> None:
    one, other = Interval(a, a), Interval(b, b)
    back = one.times(other).divided(other)
    assert back.low is not None
    assert abs(back.low - a) < Decimal("1e-9")


@given(st.integers(1, 10**7), st.sampled_from(("", "约", "近", "超过", "不到")))
def test_the_interval_of_a_wording_holds_its_value(number: int, word: str) -> None:
    (found,) = scan(f"全年{word}{number}元").quantities
    admitted = of_quantity(found)
    assert admitted.low is None or admitted.low <= number
    assert admitted.high is None or admitted.high >= number


def test_the_bound_of_a_fall_speaks_of_its_size() -> None:
    (found,) = scan("prices fell by more than 5%").quantities
    admitted = of_quantity(found)
    assert admitted.low is None
    assert admitted.high is not None
    assert admitted.high < 0


def test_two_falls_apart_are_closer_under_a_wider_tolerance() -> None:
    a, b = Interval(Decimal("-0.11"), Decimal("-0.10")), Interval(Decimal("-0.095"), Decimal("-0.09"))
    assert a.apart(b, Decimal(1))
    assert not a.apart(b, Decimal("1.2"))
