from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import BadInput
from auditor.judge.baseline import Baseline, Entry, load_baseline
from auditor.model import Aspect, Finding, Severity, Status

FINDING = Finding(
    rule="headline-only",
    dimension=Aspect.TEXT,
    severity=Severity.MINOR,
    confidence=0.7,
    message="The text ends after its headline.",
    remedy="Ask for the whole text.",
    message_zh="正文只有标题。",
    remedy_zh="请索取全文。",
    fingerprint="0123456789abcdef0123",
)
ENTRY = Entry(FINDING.fingerprint, FINDING.rule, "a notice, meant to be short", "lin", "2026-06-30", line=1)


def written(folder: Path, *rows: object) -> Path:
    path = folder / "accepted.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def row(**changed: object) -> dict[str, object]:
    entry: dict[str, object] = {
        "fingerprint": FINDING.fingerprint,
        "rule": FINDING.rule,
        "reason": "短讯，本来如此",
        "by": "林编辑",
        "expires": "2026-06-30",
    }
    return {**entry, **changed}


def test_a_listed_finding_is_marked_and_stays_visible() -> None:
    (marked,) = Baseline("b", (ENTRY,)).mark([FINDING], "2026-05-01")
    assert marked == replace(FINDING, status=Status.BASELINED)


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-06-30", Status.BASELINED), ("2026-07-01", Status.OPEN), (None, Status.BASELINED)],
)
def test_an_entry_holds_through_its_last_day_and_without_a_date(day: str | None, status: Status) -> None:
    (marked,) = Baseline("b", (ENTRY,)).mark([FINDING], day)
    assert marked.status is status


def test_an_entry_of_another_rule_accepts_nothing() -> None:
    (marked,) = Baseline("b", (replace(ENTRY, rule="dead-links"),)).mark([FINDING], None)
    assert marked.status is Status.OPEN


def test_a_suppressed_finding_stays_suppressed() -> None:
    suppressed = replace(FINDING, status=Status.SUPPRESSED)
    assert Baseline("b", (ENTRY,)).mark([suppressed], None) == (suppressed,)


def test_of_two_entries_for_one_finding_the_longer_holds() -> None:
    for order in ((ENTRY, replace(ENTRY, expires=None)), (replace(ENTRY, expires=None), ENTRY)):
        (marked,) = Baseline("b", order).mark([FINDING], "2030-01-01")
        assert marked.status is Status.BASELINED


def test_expired_and_unused_entries_are_told_by_their_lines() -> None:
    baseline = Baseline("accepted.jsonl", (ENTRY, replace(ENTRY, fingerprint="f" * 20, expires=None, line=4)))
    notes = baseline.notes([FINDING], "2026-07-01")
    assert [(note.path, note.stage) for note in notes] == [
        ("accepted.jsonl:1", "baseline"),
        ("accepted.jsonl:4", "baseline"),
    ]
    assert notes[0].message == ("expired on 2026-06-30: headline-only 0123456789abcdef0123: the finding counts again")
    assert notes[1].message.startswith("unused")


def test_of_a_long_list_that_is_not_needed_the_first_are_told_and_the_others_counted() -> None:
    idle = tuple(replace(ENTRY, fingerprint=f"{number:020}", line=number) for number in range(1, 101))
    late = replace(ENTRY, expires="2026-01-31", line=101)
    notes = Baseline("b", (*idle, late)).notes([FINDING], "2026-02-01")
    assert len(notes) == 22
    assert notes[-2].message.endswith("the finding counts again")
    assert notes[-1].message.startswith("80 more entries are unused or expired")


def test_an_entry_that_is_used_is_not_told() -> None:
    assert Baseline("b", (ENTRY,)).notes([FINDING], "2026-06-30") == ()


def test_a_file_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text("\ufeff\n" + json.dumps(row(by=None, expires=None)) + "\n\n" + json.dumps(row()), encoding="utf-8")
    baseline = load_baseline(path)
    assert [(entry.line, entry.by, entry.expires) for entry in baseline.entries] == [
        (2, None, None),
        (4, "林编辑", "2026-06-30"),
    ]
    assert baseline.path == path.as_posix()


def test_an_empty_file_accepts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    path.touch()
    assert load_baseline(path).mark([FINDING], None) == (FINDING,)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (row(expire="2026-01-01"), "field 'expire' is unknown, did you mean 'expires'?"),
        (row(expires="30.6.2026"), "field 'expires' must be a date such as 2027-01-31"),
        (row(expires="20260630"), "field 'expires' must be a date"),
        (row(expires=20260630), "field 'expires' must be a text"),
        (row(reason="  "), "field 'reason' must be a text that is not empty"),
        (row(fingerprint=None), "field 'fingerprint' must be a text that is not empty"),
        (["a list"], "is no JSON object"),
    ],
)
def test_a_broken_entry_is_refused_by_line_and_field(tmp_path: Path, broken: object, said: str) -> None:
    path = written(tmp_path, row(), broken)
    with pytest.raises(BadInput) as caught:
        load_baseline(path)
    assert said in caught.value.what
    assert caught.value.where == f"{path.as_posix()}:2"
    assert caught.value.remedy


@pytest.mark.parametrize("raw", [b"\xff\xfe{", b"x" * 200_000, b"[" * 50_000, b'{"rule": "\xed\xa0\x80"}'])
def test_hostile_bytes_are_bad_input(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "b.jsonl"
    path.write_bytes(raw)
    with pytest.raises(BadInput, match="line 1"):
        load_baseline(path)


def test_a_missing_file_and_a_folder_are_bad_input(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(BadInput, match="cannot be read"):
            load_baseline(path)


def test_a_baseline_reaches_a_worker_process() -> None:
    baseline = Baseline("b", (ENTRY,))
    # A worker's copy, made as the engine makes it.
    copied = pickle.loads(pickle.dumps(baseline))  # noqa: S301  # our own bytes
    assert copied.mark([FINDING], None) == baseline.mark([FINDING], None)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["2026-01-31", "2026-06-30", None])), max_size=6),
    st.sampled_from([None, "2026-01-31", "2026-02-01", "2027-01-01"]),
)
def test_the_order_of_entries_changes_no_status(listed: list[tuple[str, str | None]], day: str | None) -> None:
    entries = tuple(replace(ENTRY, fingerprint=name, expires=expires) for name, expires in listed)
    findings = [replace(FINDING, fingerprint=name) for name in "abcd"]
    assert Baseline("b", entries).mark(findings, day) == Baseline("b", entries[::-1]).mark(findings, day)
