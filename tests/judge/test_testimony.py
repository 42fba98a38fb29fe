from __future__ import annotations

import pytest

from auditor.judge.testimony import Row, gather


def test_sources_of_one_family_are_one_voice_named_after_the_one_that_says_most() -> None:
    rows = [Row("海湾网", "x", 1, "f"), Row("北湾日报", "x", 1, "f"), Row("北湾日报", "y", 1, "f"), Row("c", "x", 2)]
    assert gather(rows).voices == ("c", "北湾日报")


def test_a_source_inside_and_outside_of_its_family_is_one_voice() -> None:
    said = gather([Row("a", "x", 1, "f"), Row("b", "x", 1, "f"), Row("a", "y", 1), Row("a", "z", 2, "f")])
    assert said.voices == ("a",)


def test_a_voice_that_contradicts_itself_is_shared_among_what_it_says() -> None:
    said = gather([Row("a", "x", 1, "f"), Row("b", "x", 1, "f"), Row("c", "x", 5, "f")])
    assert said.weight.tolist() == pytest.approx([2 / 3, 1 / 3])


def test_a_repeated_row_counts_once() -> None:
    assert gather([Row("a", "x", 1)] * 9).weight.tolist() == [1.0]


def test_a_value_is_shown_as_most_of_its_sources_write_it() -> None:
    said = gather([Row("a", "x", "1,200"), Row("b", "x", "1,200"), Row("c", "x", 1200)])
    assert said.form_value == ("1,200",)


def test_amounts_within_the_noise_of_their_kind_are_one_value() -> None:
    rows = [Row(f"s{n}", f"item-{i}", 1000 + 100 * i + n * 0.1) for i in range(20) for n in range(5)]
    said = gather([*rows, Row("far", "item-0", 1500)])
    assert len(said.cell_item) == 21


def test_amounts_that_are_mostly_stated_alike_are_told_apart_to_the_last_digit() -> None:
    rows = [Row(f"s{n}", f"item-{i}", 100_000) for i in range(20) for n in range(5)]
    said = gather([*rows, Row("near", "item-0", 100_001)])
    assert len(said.cell_item) == 21


def test_texts_and_numbers_are_never_one_value() -> None:
    assert len(gather([Row("a", "x", "three"), Row("b", "x", 3), Row("c", "x", value=True)]).cell_item) == 3
