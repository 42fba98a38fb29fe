from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from auditor.formats.html.charts import histogram, number_line, waterfall
from auditor.model import Dimension, Fact, FactValue, Report


def test_the_steps_lead_from_a_hundred_to_the_score(report: Report) -> None:
    for doc in report.documents:
        steps = waterfall(doc, doc.findings)
        if doc.score is not None:
            assert 100 + sum(step.points for step in steps) == pytest.approx(doc.score)
            assert "limits" not in {step.kind for step in steps}


def test_where_an_aspect_does_not_apply_the_others_weigh_more(report: Report) -> None:
    doc = next(each for each in report.documents if each.key == "digest.txt!2")
    known = {name: each for name, each in doc.dimensions.items() if name in {"figures", "sourcing"}}
    rest = {name: Dimension(None, 20.0, 0.0) for name in ("spam", "originality", "text")}
    steps = waterfall(replace(doc, dimensions=known | rest, score=30.0), doc.findings)
    assert [step.points for step in steps] == [-40.0, -30.0]


def test_a_document_without_a_score_has_no_steps(report: Report) -> None:
    doc = next(each for each in report.documents if each.score is None)
    assert waterfall(doc, doc.findings) == ()


def test_every_scored_document_is_in_one_bin(report: Report) -> None:
    scored = [doc for doc in report.documents if doc.score is not None]
    assert sum(sum(each.counts.values()) for each in histogram(report.documents)) == len(scored)


def test_values_of_different_magnitude_stand_apart_on_the_line() -> None:
    values = tuple(FactValue(str(n), str(n), str(n), Decimal(value)) for n, value in enumerate((10, 100, 10_000)))
    dots = number_line(Fact("m", None, None, None, None, "conflicting", 3, values), {})
    assert [round(dot.x) for dot in dots] == [0, 333, 1000]


def test_only_as_many_labels_stand_on_the_line_as_there_is_room_for() -> None:
    values = tuple(FactValue(str(n), str(n), str(n), Decimal(n)) for n in range(100, 120))
    levels = [dot.level for dot in number_line(Fact("m", None, None, None, None, "conflicting", 9, values), {})]
    assert levels[0] == levels[-1] == 0
    assert None in levels
    assert 1 in levels


def test_the_findings_of_a_rule_are_one_step(report: Report) -> None:
    doc = next(each for each in report.documents if each.key == "inbox/storage-boom.md")
    first = next(each for each in doc.findings if each.points)
    steps = waterfall(doc, (first, replace(first, points=1.0)))
    assert [step.count for step in steps if step.kind == "finding"] == [2]


def test_one_value_is_one_dot_with_all_its_voices() -> None:
    values = (FactValue("1", "1", "1", Decimal(5)), FactValue("2", "2", "2", Decimal(5)), FactValue("3", "3", "3"))
    (dot,) = number_line(Fact("m", None, None, None, None, "corroborated", 2, values), {})
    assert (dot.x, dot.voices, dot.label.en) == (500, 2, "5")


def test_of_many_values_those_of_most_voices_and_both_ends_are_on_the_line() -> None:
    values = [FactValue(f"c{n}", f"f{n}", "k", Decimal(n)) for n in range(1, 1001)]
    values += [FactValue(f"d{n}", f"g{n}", "k", Decimal(500)) for n in range(5)]
    dots = number_line(Fact("m", None, None, None, None, "conflicting", 9, tuple(values)), {})
    labels = [dot.label.en for dot in dots]
    assert len(dots) <= 24
    assert {"1", "500", "1,000"} <= set(labels)


def test_a_fact_without_numbers_has_no_line() -> None:
    assert number_line(Fact("m", None, None, None, None, "single", 1, (FactValue("3", "3", "3"),)), {}) == ()
