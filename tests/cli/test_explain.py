from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.cli import explain
from auditor.errors import BadInput

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]
OPTIONS = SimpleNamespace(wanted=None, corpus=None, policy=None, rules=(), text_field="text", language="en")


def explained(path: Path, **given: object) -> int:
    return explain.run(str(path), **(vars(OPTIONS) | given))


def test_a_verdict_is_explained_point_by_point(auditor: Command, inbox: Path) -> None:
    done = auditor("explain", "spam.txt", cwd=inbox)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert "reject" in lines[0]
    found = [line.split()[0] for line in lines if line.startswith("  ") and line[2:3].isalpha() and "  -" in line]
    assert {"unfilled-placeholder"} <= set(found)
    assert [line for line in lines if "spam.txt" in line and "{城市名}" in line]
    assert [line for line in lines if line.startswith("    ⇒ ")]


def test_a_verdict_is_explained_in_chinese(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(inbox / "spam.txt", language="zh") == 0
    assert "拒" in capsys.readouterr().out.splitlines()[0]


def test_one_record_is_chosen_by_its_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a", "text": "第一条。"}\n{"id": "b", "text": "第二条。"}\n', encoding="utf-8")
    assert explained(path, wanted="b") == 0
    shown = capsys.readouterr().out
    assert "#b" in shown
    assert "#a" not in shown
    with pytest.raises(BadInput, match="no document 'c'"):
        explained(path, wanted="c")


def test_what_cannot_be_read_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(tmp_path / "none.txt") == 2
    assert "none.txt" in capsys.readouterr().err
