from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.cli.decide import stored_decisions
from auditor.errors import BadInput, BadStore

Command = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, quick: Command, texts: dict[str, str]) -> Path:
    """A corpus, and the report on what came in."""
    (tmp_path / "good.txt").write_text(texts["good"], encoding="utf-8")
    (tmp_path / "other.txt").write_text(texts["other"], encoding="utf-8")
    quick(
        "gate", "good.txt", "other.txt", "--corpus", "c.db", "--admit", "--output", "json=audit.json", cwd=tmp_path
    )  # fmt: skip
    return tmp_path


def written(folder: Path, *rows: object) -> str:
    (folder / "decisions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return "decisions.jsonl"


def test_decisions_are_kept_in_their_order_and_all_of_them(quick: Command, folder: Path) -> None:
    first = {"document": "good.txt", "decision": "accept", "reason": "核对过", "by": "林", "at": "2026-03-01"}
    assert quick("decide", written(folder, first), "--corpus", "c.db", cwd=folder).returncode == 0
    again = {**first, "decision": "reject"}
    quick("decide", written(folder, again, {"document": "x", "decision": "review"}), "--corpus", "c.db", cwd=folder)
    kept = stored_decisions(str(folder / "c.db"))
    assert [(each.document, each.decision.value, each.line) for each in kept] == [
        ("good.txt", "accept", 1),
        ("good.txt", "reject", 2),
        ("x", "review", 3),
    ]
    assert (kept[0].reason, kept[0].by, kept[0].at) == ("核对过", "林", "2026-03-01")


def test_one_broken_row_stores_none(quick: Command, folder: Path) -> None:
    with pytest.raises(BadInput, match="line 2"):
        quick(
            "decide",
            written(folder, {"document": "good.txt", "decision": "accept"}, {"document": "x"}),
            "--corpus",
            "c.db",
            cwd=folder,
        )
    assert stored_decisions(str(folder / "c.db")) == ()


def test_a_corpus_that_is_not_there_is_exit_2(quick: Command, folder: Path) -> None:
    with pytest.raises(BadStore):
        quick("decide", written(folder, {"document": "a", "decision": "accept"}), "--corpus", "none.db", cwd=folder)
    assert not (folder / "none.db").exists()


def test_calibrate_reads_the_stored_decisions(quick: Command, folder: Path) -> None:
    rows = [{"document": "good.txt", "decision": "accept"}, {"document": "gone.txt", "decision": "reject"}]
    quick("decide", written(folder, *rows), "--corpus", "c.db", cwd=folder)
    # Two labels are too few to say anything: that they were found is what the error tells.
    with pytest.raises(BadInput, match="1 labels, and 200 are needed"):
        quick("calibrate", "--corpus", "c.db", "--report", "audit.json", cwd=folder)


def test_calibrate_needs_decisions_from_somewhere(quick: Command, folder: Path) -> None:
    with pytest.raises(BadInput, match="from a file or from a corpus"):
        quick("calibrate", "--report", "audit.json", cwd=folder)
