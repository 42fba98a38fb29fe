from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.errors import BadInput
from auditor.judge.decisions import Decision, latest, load_decisions
from auditor.model import Verdict


def written(folder: Path, *rows: object) -> Path:
    path = folder / "decisions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_decisions_are_read_in_their_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"document": "a.txt", "decision": "reject", "reason": "转载未注明", "by": "林", "at": "2026-03-01"},
        {"document": "b.txt", "decision": "accept"},
    )
    assert load_decisions(path) == (
        Decision("a.txt", Verdict.REJECT, "转载未注明", "林", "2026-03-01", 1),
        Decision("b.txt", Verdict.ACCEPT, line=2),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"document": "a", "decision": "keep"}, "field 'decision' must be accept, review or reject, not 'keep'"),
        ({"document": "a", "decision": ["accept"]}, "field 'decision' must be"),
        ({"document": "", "decision": "accept"}, "field 'document' must be a text that is not empty"),
        ({"document": "a", "decision": "accept", "reasn": "x"}, "field 'reasn' is unknown, did you mean 'reason'?"),
        ({"document": "a", "decision": "accept", "at": 3}, "field 'at' must be a text"),
    ],
)
def test_a_broken_decision_is_refused_by_line_and_field(tmp_path: Path, row: object, said: str) -> None:
    path = written(tmp_path, {"document": "b", "decision": "review"}, row)
    with pytest.raises(BadInput) as caught:
        load_decisions(path)
    assert said in caught.value.what
    assert caught.value.where == f"{path.as_posix()}:2"


def test_a_file_without_a_decision_is_bad_input(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text("\n \n", encoding="utf-8")
    with pytest.raises(BadInput, match="holds no decision"):
        load_decisions(path)


def test_the_latest_decision_on_a_document_holds() -> None:
    early = Decision("a", Verdict.ACCEPT, at="2026-01-01", line=9)
    late = Decision("a", Verdict.REJECT, at="2026-02-01", line=1)
    undated = Decision("a", Verdict.REVIEW, line=10)
    assert latest([late, early, undated]) == {"a": late}
    assert latest([undated, Decision("a", Verdict.ACCEPT, line=11)])["a"].decision is Verdict.ACCEPT
