from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import BadInput

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, quick: Command, texts: dict[str, str]) -> Path:
    (tmp_path / "good.txt").write_text(texts["good"], encoding="utf-8")
    quick("audit", "good.txt", "--format", "console", "--output", "json=old.json", cwd=tmp_path)
    (tmp_path / "spam.txt").write_text(texts["spam"], encoding="utf-8")
    quick("audit", "good.txt", "spam.txt", "--policy", "strict", "--output", "json=new.json", cwd=tmp_path)
    return tmp_path


def test_the_same_report_is_exit_0(quick: Command, folder: Path) -> None:
    done = quick("diff", "old.json", "old.json", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"nothing changed\n")


def test_a_new_document_is_exit_1_and_the_policy_is_told(quick: Command, folder: Path) -> None:
    done = quick("diff", "old.json", "new.json", cwd=folder)
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "~ cause changed: policy name: editorial → strict" in text
    assert "spam.txt\n  + document added:" in text


def test_the_json_is_whole(quick: Command, folder: Path) -> None:
    done = quick("diff", "new.json", "old.json", "--format", "json", cwd=folder)
    told = json.loads(done.stdout)
    assert (done.returncode, told["same"]) == (1, False)
    assert {"kind", "change", "key", "what", "old", "new"} == set(told["changes"][0])
    assert any((c["kind"], c["change"], c["key"]) == ("document", "removed", "spam.txt") for c in told["changes"])


def test_it_speaks_chinese(quick: Command, folder: Path) -> None:
    assert "文档 新增" in quick("diff", "old.json", "new.json", "--language", "zh", cwd=folder).stdout.decode()


def test_what_is_no_report_is_exit_2(auditor: Command, folder: Path) -> None:
    done = auditor("diff", "old.json", "good.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line[:9] for line in done.stderr.decode().splitlines()[1:]] == ["  where: ", "  remedy:"]


@pytest.mark.parametrize("option", [["--format", "xml"], ["--language", "fr"]])
def test_an_unknown_choice_is_bad_input(quick: Command, folder: Path, option: list[str]) -> None:
    with pytest.raises(BadInput):
        quick("diff", "old.json", "new.json", *option, cwd=folder)
