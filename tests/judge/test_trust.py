from __future__ import annotations

import importlib.util
import random
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.judge.trust import Believed, Row, discover

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "trust.py"


@pytest.fixture(scope="module")
def simulation() -> ModuleType:
    """The generators that the benchmark uses."""
    found = importlib.util.spec_from_file_location("simulation", BENCHMARK)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def only(rows: list[Row]) -> Believed:
    (item,) = discover(rows).items
    return item


def test_nothing_said_is_nothing_believed() -> None:
    assert discover([]).items == ()


def test_a_copied_value_is_outvoted_by_two_voices_of_their_own() -> None:
    copies = [Row(f"mirror-{n}", "产业规模", "1.2万亿元", "one house") for n in range(8)]
    found = only([*copies, Row("统计局", "产业规模", "9800亿元"), Row("北湾日报", "产业规模", "¥980,000,000,000")])
    assert found.value in {"9800亿元", "¥980,000,000,000"}
    assert found.voices == 2
    assert [(one.value, one.voices) for one in found.alternatives] == [("1.2万亿元", 1)]


def test_a_value_without_its_unit_agrees_with_the_only_unit_there_is() -> None:
    assert only([Row("a", "x", "12 km"), Row("b", "x", 12)]).voices == 2
    assert len(only([Row("a", "x", "12 km"), Row("b", "x", "12 mi"), Row("c", "x", 12)]).alternatives) == 2


def test_times_are_compared_by_the_day_only_where_all_state_it() -> None:
    dated = [Row("a", "x", "2011-12-01T19:05"), Row("b", "x", "2011-12-02T19:05")]
    assert len(only(dated).alternatives) == 1
    assert only([*dated, Row("c", "x", "7:05 PM")]).alternatives == ()


def test_a_source_that_says_two_things_has_one_voice_for_both() -> None:
    found = only([Row("a", "x", 1), Row("a", "x", 2), Row("b", "x", 2)])
    assert found.value == 2


def test_a_source_of_which_nobody_else_speaks_has_no_trust() -> None:
    (source,) = discover([Row("a", "x", 1)]).sources
    assert (source.trust, source.interval, source.n) == (None, None, 0)


def test_a_source_known_from_little_has_a_wide_interval() -> None:
    rows = [Row(name, f"item-{n}", n) for n in range(100) for name in ("a", "b", "c")] + [Row("new", "item-1", 1)]
    sources = {source.name: source for source in discover(rows).sources}
    widths = {name: source.interval[1] - source.interval[0] for name, source in sources.items() if source.interval}
    assert sources["new"].n == 1
    assert widths["new"] > 3 * widths["a"]


def test_the_more_accurate_source_is_trusted_more(simulation: ModuleType) -> None:
    rows, truth = simulation.copied(0, 1)
    said: dict[str, list[bool]] = {}
    for row in rows:
        said.setdefault(row.source, []).append(simulation.read_value(row.value).number == truth[row.item])
    for source in discover(rows).sources:
        hits = said[source.name]
        assert source.trust is not None
        assert source.trust == pytest.approx(sum(hits) / len(hits), abs=0.06)
        assert source.interval is not None
        assert source.interval[0] < source.trust < source.interval[1]


@pytest.mark.parametrize("copiers", [0, 1, 3, 6, 10, 20, 40])
def test_with_families_known_any_number_of_copiers_changes_little(simulation: ModuleType, copiers: int) -> None:
    rows, truth = simulation.copied(copiers, 7, items=300)
    assert simulation.right(simulation.ours(rows), truth) >= 0.95


@pytest.mark.parametrize("copiers", [4, 8, 20])
def test_copiers_are_found_out_where_families_are_not_known(simulation: ModuleType, copiers: int) -> None:
    rows, truth = simulation.copied(copiers, 7, items=300)
    assert simulation.right(simulation.ours([replace(row, family=None) for row in rows]), truth) >= 0.95


def test_times_of_flights_are_found_better_than_by_vote(simulation: ModuleType) -> None:
    rows, truth = simulation.flights(3, items=400)
    rows = [replace(row, family=None) for row in rows]
    table = simulation.Table(rows)
    vote = simulation.right(table.best(simulation.vote(table)), truth)
    assert simulation.right(simulation.ours(rows), truth) >= max(0.9, vote + 0.08)


@pytest.mark.parametrize("seed", [40, 41, 42])
def test_sites_that_mean_the_runway_together_do_not_outweigh_those_that_mean_the_gate(
    simulation: ModuleType, seed: int
) -> None:
    rows, truth = simulation.feeds(seed)
    alone = [replace(row, family=None) for row in rows]
    assert simulation.right(simulation.ours(alone), truth) > 0.94


def test_a_source_that_says_it_knows_nothing_is_no_voice() -> None:
    found = only([Row("a", "x", "7:05 p.m."), Row("b", "x", "Not available"), Row("c", "x", "Dec 2 not available")])
    assert (found.voices, found.alternatives) == (1, ())


def test_an_item_of_which_nobody_knows_anything_is_still_answered() -> None:
    assert only([Row("a", "x", "unknown"), Row("b", "x", "unknown")]).voices == 2


def test_noisy_measurements_are_answered_by_what_stands_in_their_middle(simulation: ModuleType) -> None:
    rows, truth = simulation.measured(4, items=200)
    assert simulation.right(simulation.ours(rows), truth, 0.002) >= 0.95


def test_exact_values_are_not_blurred_into_their_neighbours() -> None:
    rows = [Row(f"s{n}", f"item-{i}", 100_000 + i) for n in range(5) for i in range(20)]
    rows += [Row("off", f"item-{i}", 100_001 + i) for i in range(20)]
    assert all(len(item.alternatives) == 1 for item in discover(rows).items)


ROWS = st.lists(
    st.builds(
        Row,
        source=st.sampled_from("abcde"),
        item=st.sampled_from(["x", "y", "z"]),
        value=st.one_of(st.integers(0, 3), st.sampled_from(["甲", "乙", "1.0", "7:05 PM", "19:05"]), st.booleans()),
        family=st.sampled_from([None, None, "f", "g"]),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows: list[Row], draw: random.Random) -> None:
    shuffled = draw.sample(rows, len(rows))
    assert discover(shuffled + rows[:3]) == discover(rows)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_item_has_an_answer_that_somebody_gave_and_confidences_that_do_not_exceed_one(rows: list[Row]) -> None:
    for item in discover(rows).items:
        said = [row.value for row in rows if row.item == item.item]
        assert any(type(item.value) is type(value) and item.value == value for value in said)
        assert 0 <= item.confidence + sum(one.confidence for one in item.alternatives) <= 1.001
        assert all(one.confidence <= item.confidence for one in item.alternatives)


@pytest.mark.soak
def test_a_million_rows_take_minutes() -> None:
    draw = random.Random(1)  # noqa: S311  # a simulation
    rows = [Row(f"s{draw.randrange(5000)}", f"i{draw.randrange(100_000)}", draw.randrange(5)) for _ in range(1_000_000)]
    begun = time.process_time()
    assert len(discover(rows).items) > 99_000
    assert time.process_time() - begun < 240


def test_voices_that_state_several_values_of_an_item_are_compared_without_overflow() -> None:
    rows = [Row(name, item, value) for name in "abc" for item in "xyz" for value in ("甲", "乙")]
    assert {item.voices for item in discover(rows).items} == {3}
