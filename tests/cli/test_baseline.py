from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import BadInput

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, texts: dict[str, str]) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "spam.txt").write_text(texts["spam"], encoding="utf-8")
    (tmp_path / "in" / "good.txt").write_text(texts["good"], encoding="utf-8")
    return tmp_path


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def open_findings(done: subprocess.CompletedProcess[bytes]) -> set[tuple[str, str]]:
    report = json.loads(done.stdout)
    return {
        (f["fingerprint"], f["rule"]) for doc in report["documents"] for f in doc["findings"] if f["status"] == "open"
    }


def test_create_accepts_every_open_finding(quick: Command, folder: Path) -> None:
    there = open_findings(quick("audit", "in", "--format", "json", cwd=folder))
    done = quick(
        "baseline", "create", "in", "--output", "ok.jsonl", "--by", "林", "--reason", "旧稿", "--expires", "2027-01-31",
        cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0
    rows = entries(folder / "ok.jsonl")
    assert {(row["fingerprint"], row["rule"]) for row in rows} == there != set()
    assert {(row["by"], row["reason"], row["expires"]) for row in rows} == {("林", "旧稿", "2027-01-31")}
    assert set(rows[0]) == {"fingerprint", "rule", "reason", "by", "expires"}


def test_create_never_writes_over_a_file(quick: Command, folder: Path) -> None:
    quick("baseline", "create", "in/spam.txt", "--output", "ok.jsonl", "--by", "lin", cwd=folder)
    before = (folder / "ok.jsonl").read_bytes()
    with pytest.raises(BadInput, match="the file is there already"):
        quick("baseline", "create", "in", "--output", "ok.jsonl", cwd=folder)
    quick("baseline", "create", "in", "--output", "ok.jsonl", "--by", "wu", "--update", cwd=folder)
    after = (folder / "ok.jsonl").read_bytes()
    assert after.startswith(before)
    assert len({json.dumps(row["fingerprint"]) for row in entries(folder / "ok.jsonl")}) == len(
        entries(folder / "ok.jsonl")
    )


def test_create_on_an_input_that_cannot_be_read_is_exit_2_and_keeps_the_rest(auditor: Command, folder: Path) -> None:
    (folder / "in" / "empty.txt").touch()
    done = auditor("baseline", "create", "in", "--output", "ok.jsonl", cwd=folder)
    assert done.returncode == 2
    assert b"empty.txt" in done.stderr
    assert entries(folder / "ok.jsonl")


@pytest.mark.parametrize(
    ("options", "said"), [(["--expires", "soon"], "no date: 'soon'"), (["--reason", " "], "an entry needs a reason")]
)
def test_create_needs_terms_that_hold(quick: Command, folder: Path, options: list[str], said: str) -> None:
    with pytest.raises(BadInput) as caught:
        quick("baseline", "create", "in", "--output", "ok.jsonl", *options, cwd=folder)
    assert caught.value.what == said
    assert not (folder / "ok.jsonl").exists()


def test_prune_drops_what_expired_and_what_nothing_needs_and_leaves_the_other_bytes(
    quick: Command, folder: Path
) -> None:
    quick("baseline", "create", "in", "--output", "ok.jsonl", cwd=folder)
    kept = (folder / "ok.jsonl").read_bytes()
    stray = b'{"rule":"near-duplicate", "fingerprint":"ffff", "reason":"gone"}\r\n'
    late = b'{"fingerprint": "eeee", "rule": "spam", "reason": "late", "expires": "2026-01-31"}\n'
    (folder / "ok.jsonl").write_bytes(stray + b"\n" + late + kept)
    tried = quick("baseline", "prune", "in", "--baseline", "ok.jsonl", "--dry-run", "--as-of", "2026-06-01", cwd=folder)
    assert tried.returncode == 1
    assert tried.stdout.decode().splitlines() == [
        "unused: near-duplicate ffff gone",
        "expired on 2026-01-31: spam eeee late",
    ]
    assert (folder / "ok.jsonl").read_bytes() == stray + b"\n" + late + kept
    done = quick("baseline", "prune", "in", "--baseline", "ok.jsonl", "--as-of", "2026-06-01", cwd=folder)
    assert (done.returncode, (folder / "ok.jsonl").read_bytes()) == (0, b"\n" + kept)
    assert quick("baseline", "prune", "in", "--baseline", "ok.jsonl", "--dry-run", cwd=folder).returncode == 0


def test_prune_without_paths_only_looks_at_the_days(quick: Command, folder: Path) -> None:
    (folder / "ok.jsonl").write_text(
        '{"fingerprint": "f", "rule": "r", "reason": "x", "expires": "2026-01-31"}\n', encoding="utf-8"
    )
    assert quick("baseline", "prune", "ok.jsonl", "--as-of", "2026-01-31", cwd=folder).stdout == b""
    quick("baseline", "prune", "--baseline", "ok.jsonl", "--as-of", "2026-02-01", cwd=folder)
    assert (folder / "ok.jsonl").read_bytes() == b""


def test_prune_of_an_input_that_cannot_be_read_drops_nothing(auditor: Command, folder: Path) -> None:
    (folder / "in" / "empty.txt").touch()
    (folder / "ok.jsonl").write_text('{"fingerprint": "f", "rule": "r", "reason": "x"}\n', encoding="utf-8")
    done = auditor("baseline", "prune", "in", "--baseline", "ok.jsonl", cwd=folder)
    assert done.returncode == 2
    assert entries(folder / "ok.jsonl")


def test_show_says_what_holds_and_shows_hostile_text_as_text(quick: Command, tmp_path: Path) -> None:
    row = {
        "fingerprint": "f" * 20,
        "rule": "spam",
        "reason": "\x1b[2J::error::x\u202e",
        "by": "lin",
        "expires": "2026-01-31",
    }
    (tmp_path / "ok.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    lines = quick("baseline", "show", "ok.jsonl", "--as-of", "2026-02-01", cwd=tmp_path).stdout.decode().splitlines()
    assert lines[0].startswith("expired 2026-01-31 ffffffffffffffffffff spam: ⟦U+001B⟧[2J")
    assert lines[1] == "1 entries, 1 expired"
    told = quick(
        "baseline", "show", "--baseline", "ok.jsonl", "--format", "jsonl", "--as-of", "2026-01-31", cwd=tmp_path
    )
    assert json.loads(told.stdout) == {**row, "line": 1, "expired": False}


def test_no_baseline_at_all_is_bad_input(quick: Command, tmp_path: Path) -> None:
    for words in (["show"], ["prune"]):
        with pytest.raises(BadInput, match="no baseline is named"):
            quick("baseline", *words, cwd=tmp_path)


def test_an_audit_with_the_baseline_has_no_open_finding_and_says_the_day(quick: Command, folder: Path) -> None:
    before = json.loads(quick("audit", "in/spam.txt", "--format", "json", cwd=folder).stdout)["documents"][0]
    quick("baseline", "create", "in", "--output", "ok.jsonl", cwd=folder)
    done = quick("audit", "in/spam.txt", "--baseline", "ok.jsonl", "--format", "json", cwd=folder)
    report = json.loads(done.stdout)
    (doc,) = report["documents"]
    assert {f["status"] for f in doc["findings"]} == {"baselined"}
    assert before["verdict"] == "reject"
    assert doc["verdict"] != "reject"
    assert doc["score"] > before["score"]
    assert report["as_of"] is not None
    assert any(
        note["stage"] == "baseline" and "unused" in note["message"] for note in report["notes"]
    ) or not open_findings(quick("audit", "in/good.txt", "--format", "json", cwd=folder))


def test_the_gate_lets_an_accepted_document_pass_until_that_expires(quick: Command, folder: Path) -> None:
    quick("baseline", "create", "in/spam.txt", "--output", "ok.jsonl", "--expires", "2027-01-31", cwd=folder)
    asked = ["gate", "in/spam.txt", "--corpus", "c.db", "--admit", "--dry-run", "--format", "json"]
    assert quick(*asked, cwd=folder).returncode == 1
    held = quick(*asked, "--baseline", "ok.jsonl", "--as-of", "2027-01-31", cwd=folder)
    late = quick(*asked, "--baseline", "ok.jsonl", "--as-of", "2027-02-01", cwd=folder)
    assert (held.returncode, late.returncode) == (0, 1)
    assert any("expired on 2027-01-31" in note["message"] for note in json.loads(late.stdout)["notes"])
    assert not (folder / "c.db").exists()


def test_a_broken_baseline_ends_a_gate_before_any_work(auditor: Command, folder: Path) -> None:
    (folder / "ok.jsonl").write_text('{"fingerprint": 3}\n', encoding="utf-8")
    done = auditor("gate", "in", "--corpus", "c.db", "--admit", "--baseline", "ok.jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"ok.jsonl:1" in done.stderr
    assert not (folder / "c.db").exists()
