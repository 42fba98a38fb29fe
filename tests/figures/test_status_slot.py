from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.model import Document


def statuses(text: str) -> list[str]:
    return [figure.status for figure in figures(Document.of(text, published="2025-06-10"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年产能将由3000吨增至8000吨。", ["actual", "forecast"]),
        ("The harvest is forecast at 30 million tonnes, against 27 million tonnes in 2024.", ["forecast", "actual"]),
        ("The state will spend $400m on bridges.", ["planned"]),
        ("Imports may reach 5 million tonnes.", ["forecast"]),
        ("人均预期寿命为79岁。", ["actual"]),
        ("The group hopes to open 60 shops.", ["target"]),
        ("业务办理时限将缩短四成。", ["forecast"]),
        ("报名数是计划数的3倍。", ["actual"]),
        ("工期比预计缩短了9天。", ["actual"]),
        ("The choir hopes to sell 900 tickets.", ["target"]),
        ("The dam will supply 90,000 homes.", ["forecast"]),
        ("Tolls could cost drivers $90.", ["forecast"]),
    ],
)
def test_the_cue_nearest_to_a_figure_decides_unless_it_is_the_base(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_what_a_change_led_to_is_no_target() -> None:
    found = figures(Document.of("读者由2023年的3.1万人增长到2024年的4.2万人。"))
    assert [figure.status for figure in found] == ["actual", "actual"]


def test_the_nearest_cue_counts_in_either_language() -> None:
    text = "The port plans to open 4 berths, and traffic is expected to reach 9 million tonnes."
    assert [figure.status for figure in figures(Document.of(text))] == ["planned", "forecast"]


def test_what_is_due_to_open_is_ahead_and_a_cause_is_not() -> None:
    ahead = figures(Document.of("The line is due to open next spring with 14 stations."))
    cause = figures(Document.of("The line closed 14 stations due to heavy snow."))
    assert [figure.status for figure in (*ahead, *cause)] == ["forecast", "actual"]


def test_projects_are_things_before_a_joint_and_a_verb_before_an_object() -> None:
    assert statuses("Suzhou has 41 housing projects and 310 schools.") == ["actual", "actual"]
    assert statuses("The bank projects a crop of 30 million tonnes.") == ["forecast"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor wants to cut bus arrivals, now 21,000 a year.", "actual"),
        ("到2030年计划建成100座，目前已建成12座。", "actual"),
        ("A 140 MW unit is due to open in 2027.", "forecast"),
        ("10万千瓦的机组将于2027年投产。", "forecast"),
        ("The chain will close 12 shops in Hungary.", "planned"),
    ],
)
def test_what_is_there_is_told_from_what_is_to_come(text: str, expected: str) -> None:
    assert figures(Document.of(text, published="2025-03-01"))[-1].status == expected


def test_what_will_be_done_this_year_is_not_done() -> None:
    found = figures(Document.of("2025年将办理公益诉讼案件不少于500件。", published="2025-03-01"))
    assert [figure.status for figure in found] == ["forecast"]
