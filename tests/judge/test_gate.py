from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.judge.gate import Terms, decide
from auditor.model import (
    Aspect,
    Assessment,
    Fault,
    Finding,
    Gate,
    Provenance,
    Report,
    Severity,
    Tool,
    Verdict,
    content_id,
)

COPY = Finding("near-duplicate", Aspect.ORIGINALITY, Severity.MAJOR, 1.0, "m", "r", "信", "改")


def assess(key: str, verdict: Verdict = Verdict.ACCEPT, score: float | None = 90.0, **given: object) -> Assessment:
    values: dict[str, object] = dict.fromkeys(("record", "title", "publisher", "via", "author", "published"), None) | {
        "id": content_id(key),
        "part": 0,
        "sha256": "",
        "encoding": "utf-8",
        "language": "zh-Hans",
        "characters": 9,
        "offset": 0,
    }
    values |= {
        "provenance": Provenance(),
        "family": content_id(key),
        "interval": None,
        "coverage": 1.0,
        "dimensions": {},
    }
    return Assessment(key=key, path=key, verdict=verdict, score=score, **(values | given))  # type: ignore[arg-type]  # the values have the fields' types


def report(*documents: Assessment, faults: tuple[Fault, ...] = ()) -> Report:
    return Report("auditor-report/1", Tool("auditor", "0"), None, {}, {}, {}, documents=documents, faults=faults)


def decided(found: Report, terms: Terms | None = None, copies: str = "", already: str = "") -> Gate:
    return decide(found, terms or Terms(), copies=copies.split(), already=already.split())


GOOD, DOUBTFUL, BAD = assess("good"), assess("doubtful", Verdict.REVIEW, 70.0), assess("bad", Verdict.REJECT, 20.0)


def test_by_default_only_rejected_documents_are_refused() -> None:
    assert decided(report(BAD, DOUBTFUL, GOOD)) == Gate("refused", ("bad",), ("doubtful", "good"))


def test_doubt_can_be_refused_too() -> None:
    assert decided(report(BAD, DOUBTFUL, GOOD), Terms(Verdict.REVIEW)).refused == ("bad", "doubtful")


def test_what_passes_is_admitted() -> None:
    assert decided(report(GOOD)) == Gate("admitted", (), ("good",))


@pytest.mark.parametrize(("least", "refused"), [(70.0, ()), (70.01, ("doubtful",))])
def test_a_score_below_the_least_is_refused_and_the_least_itself_passes(least: float, refused: tuple[str, ...]) -> None:
    assert decided(report(DOUBTFUL), Terms(min_score=least)).refused == refused


def test_a_least_score_of_nothing_still_refuses_what_has_no_score() -> None:
    assert decided(report(assess("new", score=None)), Terms(min_score=0.0)).refused == ("new",)


def test_a_fault_admits_nothing_and_decides_nothing() -> None:
    broken = report(GOOD, BAD, faults=(Fault("x", "read", "unreadable"),))
    assert decided(broken) == Gate("could-not-audit")


def test_a_near_duplicate_of_an_admitted_document_is_refused_whatever_its_verdict() -> None:
    assert decided(report(GOOD), copies="good") == Gate("refused", ("good",), ())


def test_an_admitted_document_is_neither_refused_nor_written_again() -> None:
    assert decided(report(BAD, GOOD), already="bad good") == Gate("admitted", (), ())


def test_of_two_incoming_copies_the_first_enters() -> None:
    copy = assess("later", findings=(COPY,))
    assert decided(report(GOOD, copy)) == Gate("refused", ("later",), ("good",))


def test_of_two_equal_incoming_texts_one_enters_and_the_other_is_not_refused() -> None:
    again = replace(GOOD, key="good again")
    assert decided(report(GOOD, again)) == Gate("admitted", (), ("good",))
