from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.diff import Change, compare
from auditor.model import (
    Aspect,
    Assessment,
    Evidence,
    Fact,
    FactValue,
    Finding,
    Provenance,
    Report,
    Severity,
    Status,
    Tool,
    Verdict,
)

EMPTY = Report("auditor-report/1", Tool("auditor", "1"), None, {}, {}, {})


def finding(mark: str = "a", **changed: object) -> Finding:
    made = Finding(
        "advert", Aspect.SPAM, Severity.MAJOR, 0.9, "An advert.", "Remove it.", "广告。", "删除。",
        (Evidence("d", "a.txt", 0, 4, "加微信领取"),), fingerprint=mark, points=12.0,
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]  # the fields of a finding


def document(key: str = "a.txt", id: str = "d1", **changed: object) -> Assessment:
    made = Assessment(
        id=id, key=key, path=key, record=None, part=0, sha256="", encoding="utf-8", title=None, publisher=None, via=None,
        author=None, published=None, language="zh-Hans", provenance=Provenance(), characters=9, offset=0, family=id,
        verdict=Verdict.ACCEPT, score=90.0, interval=None, coverage=1.0, dimensions={},
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]  # the fields of an assessment


def report(*documents: Assessment, facts: tuple[Fact, ...] = ()) -> Report:
    return replace(EMPTY, documents=documents, facts=facts)


def kinds(old: Report, new: Report) -> list[tuple[str, str]]:
    return [(change.kind, change.change) for change in compare(old, new).changes]


def test_equal_reports_differ_in_nothing() -> None:
    same = report(document(findings=(finding(),)), document("b.txt"))
    assert compare(same, same).changes == ()


def test_a_new_verdict_is_a_change() -> None:
    (change,) = compare(report(document()), report(document(verdict=Verdict.REJECT, score=20.0))).changes
    assert change == Change("verdict", "changed", "a.txt", "d1", "accept 90", "reject 20")


def test_a_renamed_file_has_moved_and_keeps_its_findings() -> None:
    old, new = document(findings=(finding(),)), document("b.txt", findings=(finding(),))
    assert kinds(report(old), report(new)) == [("document", "moved")]


def test_an_edited_file_keeps_what_is_found_in_the_same_words() -> None:
    old = document(findings=(finding("a"), finding("b", rule="placeholder")))
    new = document(id="d2", findings=(finding("c"), finding("e", rule="headline-only")))
    assert kinds(report(old), report(new)) == [("document", "edited"), ("finding", "added"), ("finding", "removed")]


def test_one_of_two_equal_texts_that_goes_is_removed() -> None:
    old = report(document("a.txt"), document("b.txt"))
    assert kinds(old, report(document("b.txt"))) == [("document", "removed")]


def test_findings_come_go_and_are_accepted() -> None:
    old = report(document(findings=(finding("a"), finding("b"))))
    new = report(document(findings=(finding("a", status=Status.BASELINED, points=0.0), finding("c"))))
    changes = compare(old, new).changes
    assert [(c.change, c.what) for c in changes] == [
        ("changed", "advert a"),
        ("removed", "advert b"),
        ("added", "advert c"),
    ]
    assert (changes[0].old, changes[0].new) == ("major open −12", "major baselined −0")


def test_facts_change_by_their_voices_and_values() -> None:
    fact = Fact(
        "scale", "storage", "Beiwan", "2024", "CNY", "single", 1, (FactValue("c1", "d1", "a.txt", Decimal("8.6E+10")),)
    )
    renamed = replace(fact, values=(FactValue("c9", "d1", "a.txt", Decimal(86_000_000_000)),))
    assert kinds(report(facts=(fact,)), report(facts=(renamed,))) == []
    other = replace(fact, status="conflicting", independent=2)
    assert kinds(report(facts=(fact,)), report(facts=(other,))) == [("fact", "changed")]
    assert kinds(report(facts=(fact,)), report()) == [("fact", "removed")]


def test_amounts_are_written_out() -> None:
    fact = Fact("scale", None, None, None, "CNY", "single", 1, (FactValue("c1", "d1", "a.txt", Decimal(2140)),))
    (change,) = compare(report(facts=(fact,)), report()).changes
    assert "2140" in f"{change.old}{change.new}"


def test_a_renamed_document_changes_no_fact() -> None:
    fact = Fact("scale", None, "Beiwan", "2024", "CNY", "single", 1, (FactValue("c1", "d1", "a.txt", Decimal(5)),))
    there = replace(fact, values=(FactValue("c1", "d1", "b.txt", Decimal(5)),))
    old, new = report(document(), facts=(fact,)), report(document("b.txt"), facts=(there,))
    assert kinds(old, new) == [("document", "moved")]


def test_what_both_were_judged_by_is_told_and_is_no_change() -> None:
    old = replace(EMPTY, rules={"spam": "1"}, policy={"name": "editorial"})
    new = replace(EMPTY, rules={"spam": "2", "house": "3"}, policy={"name": "strict"}, tool=Tool("auditor", "2"))
    found = compare(old, new)
    assert found.changes == ()
    assert [cause.what for cause in found.causes] == ["tool version", "policy name", "rules house", "rules spam"]


documents = st.builds(
    document,
    key=st.sampled_from(["a", "b", "c"]),
    id=st.sampled_from(["1", "2"]),
    findings=st.lists(st.sampled_from("xyz").map(finding), max_size=3).map(tuple),
)


some = st.lists(documents, max_size=3, unique_by=lambda doc: doc.key)


@given(some, some, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(
    one: list[Assessment], other: list[Assessment], draw: random.Random
) -> None:
    before = compare(report(*one), report(*other))
    draw.shuffle(one)
    draw.shuffle(other)
    assert compare(report(*one), report(*other)) == before
    assert compare(report(*one), report(*one)).changes == ()
