from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def stored(auditor: Command, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    outputs = (
        "--output",
        f"json={folder}/audit.json",
        "--output",
        f"html={folder}/now.html",
        "--output",
        f"csv={folder}/now.csv",
    )
    done = auditor("audit", *sorted(path.name for path in inbox.iterdir()), *outputs, "--with-text", cwd=inbox)
    assert done.returncode == 0
    return folder


def test_a_stored_report_renders_as_it_did_when_it_was_made(auditor: Command, stored: Path) -> None:
    done = auditor(
        "report",
        "audit.json",
        "--output",
        "html=later.html",
        "--output",
        "csv=later.csv",
        "--format",
        "json",
        cwd=stored,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (stored / "audit.json").read_bytes()
    assert (stored / "later.html").read_bytes() == (stored / "now.html").read_bytes()
    assert (stored / "later.csv").read_bytes() == (stored / "now.csv").read_bytes()


def test_without_a_wish_the_report_is_shown_on_the_console(auditor: Command, stored: Path) -> None:
    done = auditor("report", "audit.json", cwd=stored)
    assert done.returncode == 0
    assert "spam.txt" in done.stdout.decode()


@pytest.mark.parametrize("content", [None, "{", '{"schema": "auditor-report/9"}'])
def test_what_is_no_report_is_exit_2(auditor: Command, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "audit.json").write_text(content, encoding="utf-8")
    done = auditor("report", "audit.json", "--output", "html=page.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert "audit.json" in lines[1]
    assert lines[2].startswith("  remedy: ")
    assert not (tmp_path / "page.html").exists()
