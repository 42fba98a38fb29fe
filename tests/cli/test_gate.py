from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


def gate(done: subprocess.CompletedProcess[bytes]) -> tuple[int, dict[str, Any]]:
    """The exit code and the report."""
    report: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, report


def decision(done: subprocess.CompletedProcess[bytes]) -> tuple[int, str, list[str], list[str]]:
    code, report = gate(done)
    return code, report["gate"]["decision"], report["gate"]["refused"], report["gate"]["admitted"]


def stored(path: Path) -> list[str]:
    """Everything that the corpus holds."""
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def keys(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        found = [row[0] for row in connection.execute("SELECT key FROM documents ORDER BY key")]
    connection.close()
    return found


def rules(report: dict[str, Any], key: str) -> dict[str, Any]:
    return {finding["rule"]: finding for doc in report["documents"] if doc["key"] == key for finding in doc["findings"]}


@pytest.fixture(scope="module")
def begun(auditor: Command, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A corpus that the first gate made: two documents passed, one was refused."""
    folder = tmp_path_factory.mktemp("begun")
    shutil.copytree(inbox, folder, dirs_exist_ok=True)
    done = auditor("gate", *NAMES, "--corpus", "corpus.db", "--admit", "--format", "json", cwd=folder)
    return folder, done


NAMES = ("good.txt", "other.txt", "spam.txt")


@pytest.fixture
def folder(begun: Any, tmp_path: Path) -> Path:
    """A copy of that corpus with the admitted files beside it."""
    shutil.copytree(begun[0], tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_one_bad_document_is_refused_and_those_that_passed_are_in(begun: Any) -> None:
    folder, done = begun
    assert decision(done) == (1, "refused", ["spam.txt"], ["good.txt", "other.txt"])
    assert keys(folder / "corpus.db") == ["good.txt", "other.txt"]


def test_a_gate_judges_on_a_day_that_the_report_names(begun: Any) -> None:
    _, report = gate(begun[1])
    assert date.fromisoformat(report["as_of"])
    assert report["corpus"]["scheme"]


def test_a_gate_that_begins_a_corpus_says_so(begun: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    _, done = begun
    assert done.stderr == b"auditor: there was no corpus at corpus.db; a new one was begun\n"


def test_what_is_admitted_already_passes_again_and_nothing_is_written(quick: Command, folder: Path) -> None:
    before = stored(folder / "corpus.db")
    done = quick("gate", "good.txt", "other.txt", "--corpus", "corpus.db", "--admit", "--format", "json", cwd=folder)
    assert decision(done) == (0, "admitted", [], [])
    assert stored(folder / "corpus.db") == before
    finding = rules(gate(done)[1], "good.txt")["already-admitted"]
    assert (finding["severity"], finding["dimension"], finding["points"]) == ("info", "originality", 0)


def test_an_admitted_text_under_another_name_points_at_the_admitted_one(quick: Command, folder: Path) -> None:
    before = stored(folder / "corpus.db")
    (folder / "good.txt").rename(folder / "again.txt")
    done = quick("gate", "again.txt", "--corpus", "corpus.db", "--admit", "--format", "json", cwd=folder)
    assert decision(done) == (0, "admitted", [], [])
    code, report = gate(done)
    (related,) = rules(report, "again.txt")["already-admitted"]["related"]
    assert (code, related["key"], related["document"]) == (0, "good.txt", report["documents"][0]["id"])
    assert stored(folder / "corpus.db") == before


def test_a_note_says_that_an_incoming_text_was_erased_before(quick: Command, folder: Path) -> None:
    name = gate(quick("gate", "good.txt", "--corpus", "corpus.db", "--format", "json", cwd=folder))[1]["documents"][0][
        "id"
    ]
    asked = ("--erase", "--reason", "court order", "--as-of", "2026-02-01")
    quick("corpus", "remove", name, "--corpus", "corpus.db", *asked, cwd=folder)
    _, report = gate(quick("gate", "good.txt", "--corpus", "corpus.db", "--format", "json", cwd=folder))
    (note,) = report["notes"]
    assert note["path"] == "good.txt"
    assert note["message"] == "this very text was erased from the corpus (2026-02-01, court order)"


def test_a_near_duplicate_of_an_admitted_document_is_refused(
    quick: Command, folder: Path, texts: dict[str, str]
) -> None:
    before = stored(folder / "corpus.db")
    (folder / "copy.txt").write_text(texts["good"].replace("三家研究机构", "四家研究机构"), encoding="utf-8")
    done = quick("gate", "copy.txt", "--corpus", "corpus.db", "--admit", "--format", "json", cwd=folder)
    assert decision(done) == (1, "refused", ["copy.txt"], [])
    (family,) = gate(done)[1]["families"]
    assert family["first"] == "good.txt"
    assert stored(folder / "corpus.db") == before


def test_a_credited_copy_is_refused_even_where_what_it_copies_comes_along(
    quick: Command, folder: Path, texts: dict[str, str]
) -> None:
    copy = texts["good"].replace("北湾日报 2025-09-03", "南湾晚报 2025-09-05 来源：北湾日报")
    (folder / "copy.txt").write_text(copy, encoding="utf-8")
    done = quick("gate", "copy.txt", "good.txt", "--corpus", "corpus.db", "--admit", "--format", "json", cwd=folder)
    assert decision(done) == (1, "refused", ["copy.txt"], [])


def test_an_edited_page_at_the_same_path_is_compared_with_what_was_admitted_there(
    quick: Command, folder: Path, texts: dict[str, str]
) -> None:
    edited = texts["good"].replace("2024年北湾新区储能产业规模为860亿元", "2024年北湾新区储能产业规模为680亿元")
    (folder / "good.txt").write_text(edited, encoding="utf-8")
    done = quick("gate", "good.txt", "--corpus", "corpus.db", "--admit", "--format", "json", "--with-text", cwd=folder)
    code, report = gate(done)
    assert (code, report["gate"]["refused"]) == (1, ["good.txt"])
    held = {edited, texts["good"]}
    said = [claim for relation in report["relations"] for claim in (*relation["a"], *relation["b"])]
    said += [place for doc in report["documents"] for f in doc["findings"] for place in (*f["evidence"], *f["related"])]
    for place in said:
        own = place["key"] == "good.txt"
        assert place["quote"] in ({edited} if own else held - {edited}).pop()
    members = [member["key"] for family in report["families"] for member in family["members"]]
    assert len(set(members)) == len(members) == 2


def test_of_two_equal_incoming_texts_one_enters(quick: Command, inbox: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(inbox / "good.txt", tmp_path / name)
    done = quick("gate", "a.txt", "b.txt", "--corpus", "c.db", "--admit", "--format", "json", cwd=tmp_path)
    assert decision(done) == (0, "admitted", [], ["a.txt"])
    assert keys(tmp_path / "c.db") == ["a.txt"]


def test_a_fault_admits_nothing(auditor: Command, folder: Path) -> None:
    before = stored(folder / "corpus.db")
    (folder / "new.txt").write_text("新区图书馆周末延长开放时间，读者可以预约座位。", encoding="utf-8")
    (folder / "empty.txt").touch()
    done = auditor("gate", "new.txt", "empty.txt", "--corpus", "corpus.db", "--admit", "--format", "json", cwd=folder)
    assert decision(done) == (2, "could-not-audit", [], [])
    assert b"empty.txt" in done.stderr
    assert stored(folder / "corpus.db") == before


def test_without_admit_the_gate_decides_and_writes_nothing(quick: Command, folder: Path) -> None:
    before = stored(folder / "corpus.db")
    (folder / "new.txt").write_text("新区图书馆周末延长开放时间，读者可以预约座位。", encoding="utf-8")
    done = quick("gate", "new.txt", "--corpus", "corpus.db", "--format", "json", cwd=folder)
    assert decision(done) == (0, "admitted", [], [])
    assert stored(folder / "corpus.db") == before


def test_the_exit_code_is_that_of_the_decision_whatever_the_format(auditor: Command, folder: Path) -> None:
    done = auditor("gate", "spam.txt", "--corpus", "corpus.db", cwd=folder)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"spam.txt" in done.stdout


@pytest.mark.parametrize("option", [["--fail-on", "review", "--policy", "house.toml"], ["--min-score", "100"]])
def test_the_terms_can_be_made_stricter(
    quick: Command, tmp_path: Path, texts: dict[str, str], option: list[str]
) -> None:
    (tmp_path / "house.toml").write_text("accept_from = 100\n", encoding="utf-8")
    (tmp_path / "undated.txt").write_text(texts["good"].replace("北湾日报 2025-09-03", ""), encoding="utf-8")
    done = quick("gate", "undated.txt", "--corpus", "c.db", "--admit", "--format", "json", *option, cwd=tmp_path)
    assert decision(done) == (1, "refused", ["undated.txt"], [])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--corpus", "none.db"], "there is no corpus"),
        (["--corpus", "spam.txt"], "the corpus cannot be used"),
        (["--corpus", "corpus.db", "--fail-on", "maybe"], "unknown verdict 'maybe'"),
        (["--corpus", "corpus.db", "--admit", "--output", "json=good.txt/a.json"], "cannot write"),
        (["--corpus", "corpus.db", "--admit", "--rules", "good.txt"], ""),
    ],
)
def test_a_gate_that_cannot_do_its_work_is_exit_2_and_admits_nothing(
    auditor: Command, folder: Path, options: list[str], said: str
) -> None:
    before, there = stored(folder / "corpus.db"), sorted(path.name for path in folder.iterdir())
    (folder / "new.md").write_text("新区图书馆周末延长开放时间，读者可以预约座位。", encoding="utf-8")
    done = auditor("gate", "new.md", *options, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert said in lines[0]
    assert [line[:9] for line in lines[1:]] == ["  where: ", "  remedy:"]
    assert stored(folder / "corpus.db") == before
    assert sorted(path.name for path in folder.iterdir()) == sorted([*there, "new.md"])


def test_a_gate_without_a_corpus_is_exit_2(auditor: Command, inbox: Path) -> None:
    assert auditor("gate", inbox / "good.txt").returncode == 2


def test_a_dry_run_says_what_would_be_admitted_and_writes_nothing(quick: Command, folder: Path) -> None:
    before = stored(folder / "corpus.db")
    (folder / "new.txt").write_text("新区图书馆周末延长开放时间，读者可以预约座位。", encoding="utf-8")
    done = quick("gate", "new.txt", "--corpus", "corpus.db", "--admit", "--dry-run", "--format", "json", cwd=folder)
    assert decision(done) == (0, "admitted", [], ["new.txt"])
    assert stored(folder / "corpus.db") == before


def test_a_dry_run_makes_no_corpus(quick: Command, inbox: Path, tmp_path: Path) -> None:
    shutil.copy(inbox / "good.txt", tmp_path)
    done = quick("gate", "good.txt", "--corpus", "c.db", "--dry-run", "--format", "json", cwd=tmp_path)
    assert decision(done) == (0, "admitted", [], ["good.txt"])
    assert [path.name for path in tmp_path.iterdir()] == ["good.txt"]


@pytest.mark.parametrize(("most", "code"), [("0", 1), ("0.3", 1), ("0.4", 0), ("1", 0)])
def test_so_many_may_be_refused_before_the_gate_says_no(
    quick: Command, inbox: Path, tmp_path: Path, most: str, code: int
) -> None:
    for name in NAMES:
        shutil.copy(inbox / name, tmp_path)
    options = ["--corpus", "c.db", "--admit", "--max-rejected", most, "--format", "json"]
    done = quick("gate", *NAMES, *options, cwd=tmp_path)
    # What is refused stays out all the same.
    assert decision(done) == (code, "admitted" if code == 0 else "refused", ["spam.txt"], ["good.txt", "other.txt"])
    assert keys(tmp_path / "c.db") == ["good.txt", "other.txt"]


def test_a_number_that_is_neither_share_nor_count_is_refused(quick: Command, folder: Path) -> None:
    with pytest.raises(AuditorError, match=r"no share and no number"):
        quick("gate", "good.txt", "--corpus", "corpus.db", "--max-rejected", "1.5", cwd=folder)


def git(folder: Path, *words: str) -> None:
    names = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    """The folder with its files in ``docs``, under git."""
    (folder / "docs").mkdir()
    for name in NAMES:
        (folder / name).rename(folder / "docs" / name)
    git(folder, "init")
    git(folder, "add", "docs")
    git(folder, "commit", "-m", "first")
    return folder


def test_since_a_revision_only_changed_files_are_judged_but_against_all(
    quick: Command, repository: Path, texts: dict[str, str]
) -> None:
    (repository / "docs" / "语 料.txt").write_text(
        texts["good"].replace("三家研究机构", "四家研究机构"), encoding="utf-8"
    )
    (repository / "docs" / "new.txt").write_text("The lock keeper keeps two geese by the weir.", encoding="utf-8")
    git(repository, "add", "docs/new.txt")
    options = ["--corpus", "corpus.db", "--since", "HEAD", "--format", "json"]
    code, report = gate(quick("gate", "docs", *options, cwd=repository))
    assert [doc["path"] for doc in report["documents"]] == ["docs/new.txt", "docs/语 料.txt"]
    # The near-duplicate of what was admitted is found, though the original is not among the changed files.
    assert (code, report["gate"]["refused"]) == (1, ["docs/语 料.txt"])
    _, alone = gate(quick("gate", "docs/new.txt", "docs/good.txt", *options, cwd=repository))
    assert [doc["path"] for doc in alone["documents"]] == ["docs/new.txt"]


def test_where_nothing_changed_there_is_nothing_to_refuse(quick: Command, repository: Path) -> None:
    done = quick("gate", "docs", "--corpus", "corpus.db", "--since", "HEAD", "--format", "json", cwd=repository)
    assert decision(done) == (0, "admitted", [], [])


@pytest.mark.parametrize("ref", ["nowhere", "--upload-pack=x", ""])
def test_a_revision_that_is_none_is_refused(quick: Command, repository: Path, ref: str) -> None:
    with pytest.raises(AuditorError) as caught:
        quick("gate", "docs", "--corpus", "corpus.db", f"--since={ref}", cwd=repository)
    assert caught.value.where == "--since"


def test_without_git_there_is_no_since(quick: Command, folder: Path) -> None:
    with pytest.raises(AuditorError, match="git") as caught:
        quick("gate", "good.txt", "--corpus", "corpus.db", "--since", "HEAD", cwd=folder)
    assert "checkout" in str(caught.value.remedy)


def test_what_a_baseline_accepts_does_not_refuse_and_stays_accepted(
    quick: Command, tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "spam.txt").write_text(texts["spam"], encoding="utf-8")
    _, report = gate(quick("gate", "spam.txt", "--corpus", "c.db", "--dry-run", "--format", "json", cwd=tmp_path))
    with (tmp_path / "accepted.jsonl").open("w", encoding="utf-8") as lines:
        for finding in report["documents"][0]["findings"]:
            row = {"fingerprint": finding["fingerprint"], "rule": finding["rule"], "reason": "an example of ours"}
            lines.write(json.dumps(row) + "\n")
    options = ["--corpus", "c.db", "--admit", "--baseline", "accepted.jsonl", "--format", "json"]
    code, report = gate(quick("gate", "spam.txt", *options, cwd=tmp_path))
    assert (code, report["gate"]["admitted"]) == (0, ["spam.txt"])
    assert {finding["status"] for finding in report["documents"][0]["findings"]} == {"baselined"}
    # Judged anew with others, it keeps what was accepted.
    (tmp_path / "more.txt").write_text(texts["spam"].replace("24小时", "12小时"), encoding="utf-8")
    quick("corpus", "add", "more.txt", "--corpus", "c.db", cwd=tmp_path)
    (row,) = [
        json.loads(line)
        for line in quick("corpus", "list", "--corpus", "c.db", "--format", "jsonl", cwd=tmp_path).stdout.splitlines()
        if b"spam.txt" in line
    ]
    assert row["verdict"] == report["documents"][0]["verdict"]
    assert quick("corpus", "verify", "--corpus", "c.db", cwd=tmp_path).returncode == 0
