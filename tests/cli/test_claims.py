from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from auditor.cli import claims as command
from auditor.model import Claim

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_every_figure_is_a_line_with_the_fields_of_a_claim(
    auditor: Command, inbox: Path, texts: dict[str, str]
) -> None:
    done = auditor("claims", "good.txt", cwd=inbox)
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [set(claim) for claim in found] == [{field.name for field in fields(Claim)}] * len(found)
    assert all(texts["good"][claim["start"] : claim["end"]] == claim["quote"] for claim in found)
    money = [claim for claim in found if claim["dimension"] == "money"]
    assert {(claim["value"], claim["currency"]) for claim in money} == {(86_000_000_000, "CNY")}


def test_a_ledger_of_one_bad_file_among_good_ones_is_exit_2(auditor: Command, inbox: Path) -> None:
    done = auditor("claims", "none.txt", "good.txt", cwd=inbox)
    assert done.returncode == 2
    assert b"none.txt" in done.stderr
    assert done.stdout.count(b"\n") > 3


def test_a_spreadsheet_gets_the_same_claims_and_no_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2024年，北湾新区工业产值下降，增速为-3.5%，利润为86亿元。", encoding="utf-8")
    assert command.run([str(path)], format="jsonl", text_field="text") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert command.run([str(path)], format="csv", text_field="text") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert [row["quote"] for row in rows if "3.5" in row["quote"]] == ["'-3.5%"]


def test_the_table_shows_quote_and_value(
    inbox: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert command.run([str(inbox / "good.txt")], format="table", text_field="text") == 0
    shown = capsys.readouterr().out
    assert "860亿元" in shown
    assert "86000000000" in shown


def test_an_unknown_format_is_exit_2(auditor: Command, inbox: Path) -> None:
    done = auditor("claims", inbox / "good.txt", "--format", "xml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"use jsonl, csv or table" in done.stderr
