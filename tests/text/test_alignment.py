from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.text.alignment import runs

Row = tuple[int, int, int, int]


def _align(a: list[int], b: list[int], spread: int = 10) -> list[Row]:
    order = sorted(range(len(b)), key=lambda j: (b[j], j))
    ranked = [b[j] for j in order]
    lows = [sum(other < value for other in ranked) for value in a]
    highs = [sum(other <= value for other in ranked) for value in a]
    return runs(a, b, lows, highs, order, spread)


def test_a_moved_stretch_is_found_where_it_went() -> None:
    shared = list(range(100, 120))
    assert _align([1, 2, 3, *shared], [*shared, 7, 8]) == [(3, 22, 0, 19)]


def test_a_mended_word_does_not_cut_a_stretch() -> None:
    a = list(range(40))
    b = [*range(18), 90, 91, 92, 93, 94, *range(23, 40)]
    assert _align(a, b) == [(0, 39, 0, 39)]


def test_set_phrases_are_no_stretch() -> None:
    assert _align([1, 2, 3, 50, 51], [9, 1, 2, 3, 60]) == []


def test_text_that_repeats_itself_is_aligned_with_the_copy_that_fits_longest() -> None:
    body = list(range(30))
    assert _align(body, [*body[:6], 99, *body]) == [(0, 29, 7, 36)]


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40))
def test_stretches_start_and_end_with_equal_shingles(a: list[int], b: list[int]) -> None:
    for start, end, head, tail in _align(a, b):
        assert a[start] == b[head]
        assert a[end] == b[tail]
        assert 0 <= start <= end < len(a)
        assert 0 <= head <= tail < len(b)
