"""``--registry``: publishers of one's own, and others' ratings of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]

TEXT = """Night ferry returns to the outer islands

The Quayside Ledgerbook  2025-03-05

The second boat of the island line sails at nine in the evening from the first of April, the harbour office said. It takes
lorries as well as cars, and the winter timetable with its single sailing ends on the day before.
"""
REGISTER = """publishers:
- name: Quayside Ledgerbook
  kind: paper
  owner: Quayside Group
  domains: [ledgerbook.example]
  aliases: [The Quayside Ledgerbook]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT + f"\nSailing {number} is full.\n", "utf-8")
    (tmp_path / "own.yaml").write_text(REGISTER, "utf-8")
    (tmp_path / "rated.csv").write_text("domain,score\nledgerbook.example,0.82\n", "utf-8")
    return tmp_path


def _report(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_publishers_of_ones_own_are_known_in_every_process(auditor: Command, folder: Path, jobs: int) -> None:
    words = ("audit", "in", "--format", "json", "--jobs", jobs, "--registry", "own.yaml", "--registry", "rated.csv")
    report = _report(auditor(*words, cwd=folder))
    assert {doc["provenance"]["owner"] for doc in report["documents"]} == {"Quayside Group"}
    assert [(source["name"], source["rating"]) for source in report["sources"]] == [("Quayside Ledgerbook", 0.82)]
    assert "own.yaml" in report["registry"]


def test_without_the_option_nothing_of_it_is_left(quick: Command, folder: Path) -> None:
    quick("audit", "in", "--format", "json", "--registry", "own.yaml", "--registry", "rated.csv", cwd=folder)
    report = _report(quick("audit", "in", "--format", "json", cwd=folder))
    assert {doc["provenance"]["owner"] for doc in report["documents"]} == {None}
    assert [source["rating"] for source in report["sources"]] == [None] * len(report["sources"])
    assert "own.yaml" not in report["registry"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("own.yaml", "publishers: [{name: A}]"), ("rated.csv", "not a domain,0.3"), ("gone.yaml", None)],
)
def test_a_register_that_does_not_hold_is_refused(quick: Command, folder: Path, name: str, content: str | None) -> None:
    if content is not None:
        (folder / name).write_text(content, "utf-8")
    with pytest.raises(AuditorError, match=r"\S"):
        quick("audit", "in", "--registry", name, cwd=folder)
