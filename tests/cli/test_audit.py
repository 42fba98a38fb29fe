from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

BROKEN_PACK = """pack: house
rules:
  - id: course-advert
    aspect: spam
    severity: enormous
    points: 6
"""


def told(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


def could_not(done: subprocess.CompletedProcess[bytes], what: str, where: str, remedy: str) -> None:
    """Exit 2, nothing on standard output, and three lines that name the thing, the place and the remedy."""
    assert (done.returncode, done.stdout) == (2, b"")
    lines = told(done)
    assert len(lines) == 3, lines
    assert lines[0].startswith("auditor: ")
    assert what in lines[0]
    assert lines[1].startswith("  where: ")
    assert where in lines[1]
    assert lines[2].startswith("  remedy: ")
    assert remedy in lines[2]


@pytest.fixture(scope="module")
def clean(auditor: Command, inbox: Path) -> subprocess.CompletedProcess[bytes]:
    return auditor("audit", inbox.name, "--format", "json", cwd=inbox.parent)


@pytest.fixture(scope="module")
def mixed(auditor: Command, texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """One run over good and bad input, with a report in every way."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "good.txt").write_text(texts["good"], encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\u3000\n\u200b", encoding="utf-8")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 8)
    rows = ['{"id": "a", "text": "第一条。"}', '{"id": "b", "text": ', '{"id": "c", "text": "第三条。"}', '{"id": "d"}']
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    wanted = ("json=out/audit.json", "jsonl=out/audit.jsonl", "html=out/page.html", "html=out/site/", "csv=out/a.csv")
    outputs = [part for name in wanted for part in ("--output", name)]
    paths = ("good.txt", "empty.txt", "blank.txt", "noise.txt", "rows.jsonl", "nowhere.txt", "good.txt/below.txt")
    done = auditor("audit", *paths, *outputs, cwd=folder)
    return SimpleNamespace(done=done, folder=folder, report=json.loads((folder / "out" / "audit.json").read_bytes()))


def test_every_input_audited_is_exit_0_even_where_a_document_is_rejected(
    clean: subprocess.CompletedProcess[bytes],
) -> None:
    assert clean.returncode == 0
    assert sorted(doc["verdict"] for doc in json.loads(clean.stdout)["documents"]) == ["accept", "accept", "reject"]


def test_standard_output_is_the_product_alone(clean: subprocess.CompletedProcess[bytes]) -> None:
    assert clean.stderr == b""
    assert json.loads(clean.stdout)["schema"] == "auditor-report/1"


def test_an_audit_is_dated_only_when_told(clean: subprocess.CompletedProcess[bytes]) -> None:
    assert json.loads(clean.stdout)["as_of"] is None


def test_without_the_text_the_report_holds_no_text(clean: subprocess.CompletedProcess[bytes]) -> None:
    assert all("text" not in doc for doc in json.loads(clean.stdout)["documents"])


def test_one_bad_input_among_good_ones_is_exit_2_and_the_others_are_audited(mixed: SimpleNamespace) -> None:
    assert mixed.done.returncode == 2
    assert [doc["key"] for doc in mixed.report["documents"]] == ["good.txt", "rows.jsonl#a", "rows.jsonl#c"]
    assert mixed.report["documents"][0]["verdict"] == "accept"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("noise.txt", "text"),
        ("nowhere.txt", "no such file"),
        ("good.txt/below.txt", "cannot be read"),
        ("rows.jsonl", "line 2: broken JSON"),
        ("rows.jsonl", "line 4: the field 'text' is missing"),
    ],
)
def test_a_bad_input_is_named_on_standard_error_and_in_the_report(mixed: SimpleNamespace, path: str, said: str) -> None:
    assert [line for line in told(mixed.done) if line.startswith(f"auditor: {path}: ") and said in line]
    assert [fault for fault in mixed.report["faults"] if fault["path"] == path and said in fault["message"]]


def test_every_fault_is_told_once(mixed: SimpleNamespace) -> None:
    assert len(told(mixed.done)) == len(mixed.report["faults"]) == 7


def test_several_outputs_are_written_in_one_run(mixed: SimpleNamespace) -> None:
    out = mixed.folder / "out"
    lines = (out / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == [doc["key"] for doc in mixed.report["documents"]]
    with (out / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rules = [row["rule"] for row in csv.DictReader(stream) if row["rule"]]
    assert sorted(rules) == sorted(finding["rule"] for doc in mixed.report["documents"] for finding in doc["findings"])
    assert "<html" in (out / "page.html").read_text(encoding="utf-8")
    assert (out / "site" / "index.html").is_file()
    assert sorted(path.name for path in out.iterdir()) == ["a.csv", "audit.json", "audit.jsonl", "page.html", "site"]


def test_the_console_is_printed_beside_the_files(mixed: SimpleNamespace) -> None:
    shown = mixed.done.stdout.decode()
    assert "good.txt" in shown
    assert "accept" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("content", [None, "\ufeff\n\u3000\n"], ids=["no file", "blanks"])
def test_nothing_to_audit_is_exit_2_and_no_document_is_accepted(
    quick: Command, tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    done = quick("audit", tmp_path, "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["documents"] == []
    assert told(done)


def test_a_text_can_come_from_standard_input(auditor: Command, texts: dict[str, str]) -> None:
    done = auditor(
        "audit", "-", "--format", "json", "--with-text", "--as-of", "2026-01-31", stdin=texts["good"].encode()
    )
    assert (done.returncode, done.stderr) == (0, b"")
    report: dict[str, Any] = json.loads(done.stdout)
    assert [(doc["key"], doc["verdict"], doc["text"]) for doc in report["documents"]] == [
        ("-", "accept", texts["good"])
    ]
    assert report["as_of"] == "2026-01-31"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "pdf"], ("unknown format 'pdf'", "--format", "json")),
        (["--output", "pdf=a.pdf"], ("unknown format 'pdf'", "--output", "json")),
        (["--output", "json"], ("names no file", "--output", "json=audit.json")),
        (["--language", "fr"], ("unknown language 'fr'", "--language", "en or zh")),
        (["--engine", "abacus"], ("unknown engine 'abacus'", "engine", "local")),
        (["--as-of", "20260131"], ("no date: '20260131'", "--as-of", "2026-01-31")),
        (["--policy", "none.toml"], ("cannot read the policy", "none.toml", "editorial")),
        (["--rules", "none.yaml"], ("", "none.yaml", "")),
        (["--corpus", "none.db"], ("there is no corpus", "none.db", "corpus add")),
    ],
    ids=lambda value: "=".join(value[:2]),
)
def test_an_option_that_makes_no_sense_is_exit_2(
    auditor: Command, inbox: Path, tmp_path: Path, options: list[str], said: tuple[str, str, str]
) -> None:
    could_not(auditor("audit", inbox / "good.txt", *options, cwd=tmp_path), *said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("args", [["audit"], ["audit", "a.txt", "--jobs", "0"], ["audit", "a.txt", "--nope"], ["nope"]])
def test_a_command_line_that_cannot_be_read_is_exit_2(auditor: Command, args: list[str]) -> None:
    done = auditor(*args)
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_broken_rule_pack_is_named_with_its_line_and_nothing_is_written(
    auditor: Command, inbox: Path, tmp_path: Path
) -> None:
    (tmp_path / "house.yaml").write_text(BROKEN_PACK, encoding="utf-8")
    done = auditor("audit", inbox, "--rules", "house.yaml", "--output", "json=out.json", cwd=tmp_path)
    could_not(done, "course-advert", "house.yaml:3", "docs/rules.md")
    assert [path.name for path in tmp_path.iterdir()] == ["house.yaml"]


def test_a_broken_policy_is_named_and_nothing_is_written(auditor: Command, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text("accept_form = 80\n", encoding="utf-8")
    done = auditor("audit", inbox, "--policy", "house.toml", "--output", "json=out.json", cwd=tmp_path)
    could_not(done, "'accept_form'", "house.toml", "'accept_from'")
    assert [path.name for path in tmp_path.iterdir()] == ["house.toml"]
