from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import __version__, plugins

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

COMMANDS = (
    "audit",
    "gate",
    "claims",
    "duplicates",
    "text",
    "explain",
    "report",
    "diff",
    "trust",
    "salvage",
    "decide",
    "calibrate",
    "baseline create",
    "baseline prune",
    "baseline show",
    "config show",
    "rules list",
    "rules explain",
    "rules test",
)
HEAVY = (
    "numpy",
    "sklearn",
    "numba",
    "sqlalchemy",
    "datasketch",
    "jinja2",
    "rich",
    "langdetect",
    "trafilatura",
    "pyarrow",
)


def imported(*args: object, cwd: Path) -> set[str]:
    """The top-level packages that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "auditor", *map(str, args)],
        cwd=cwd,
        capture_output=True,
        check=True,
        timeout=120,
    )
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.decode().splitlines()}


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    found = imported("--help", cwd=tmp_path)
    assert "typer" in found
    assert sorted(found & set(HEAVY)) == []


def test_a_gate_of_one_file_imports_neither_scikit_learn_nor_numba(inbox: Path, tmp_path: Path) -> None:
    found = imported("gate", inbox / "good.txt", "--corpus", "c.db", "--admit", cwd=tmp_path)
    assert "sqlalchemy" in found
    assert sorted(found & {"sklearn", "numba", "scipy", "trafilatura", "pyarrow"}) == []


def test_the_help_lists_every_command(auditor: Command) -> None:
    done = auditor("--help")
    assert done.returncode == 0
    listed = re.findall(r"^  (\w+)  ", done.stdout.decode(), re.MULTILINE)
    assert set(listed) >= {command.partition(" ")[0] for command in COMMANDS}


def test_the_help_names_every_format_there_is(auditor: Command) -> None:
    said = " ".join(auditor("audit", "--help").stdout.decode().split())
    listed = re.search(r"What to print: ([a-z ]+)\.", said)
    assert listed is not None
    assert sorted(listed[1].split()) == sorted(plugins.names("formats"))
    assert set(listed[1].split()) >= {
        "console",
        "json",
        "jsonl",
        "html",
        "markdown",
        "sarif",
        "junit",
        "github",
        "gitlab",
        "csv",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(auditor: Command, command: str) -> None:
    done = auditor(*command.split(), "--help")
    assert done.returncode == 0
    assert f"Example: auditor {command} " in " ".join(done.stdout.decode().split()) + " "


def test_the_version_is_that_of_the_package(auditor: Command) -> None:
    assert auditor("--version").stdout.decode() == f"auditor {__version__}\n"


def test_a_reader_that_goes_away_does_not_change_the_exit_code(inbox: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "claims", str(inbox / "good.txt")],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here to write to")
def test_output_that_does_not_arrive_is_exit_2(inbox: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "auditor", "text", str(inbox / "good.txt")],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
    assert done.returncode == 2
    assert b"standard output cannot be written" in done.stderr


def test_what_nobody_foresaw_is_exit_2_and_not_a_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from auditor.cli import main, rules

    def breaks(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(rules, "run_list", breaks)
    monkeypatch.setattr(sys, "argv", ["auditor", "rules", "list"])
    with pytest.raises(SystemExit) as ending:
        main.run()
    assert ending.value.code == 2
    assert "ZeroDivisionError" in capsys.readouterr().err
