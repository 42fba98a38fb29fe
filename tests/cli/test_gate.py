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
        found = [row[0] for row in connection.execute("SELECT key FROM keys ORDER BY key")]
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
    assert done.stderr == b""


def test_a_gate_judges_on_a_day_that_the_report_names(begun: Any) -> None:
    _, report = gate(begun[1])
    assert date.fromisoformat(report["as_of"])
    assert report["corpus"]["scheme"]


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
