from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import BadInput
from auditor.formats import json as json_format
from auditor.formats._stored import load_report
from auditor.formats.protocol import Options
from auditor.model import Report, Verdict


@pytest.fixture
def stored(report: Report, tmp_path: Path) -> Callable[[Callable[[Any], None]], Path]:
    def store(change: Callable[[Any], None]) -> Path:
        audit = json.loads(json_format.render(report, Options(with_text=True)))
        change(audit)
        path = tmp_path / "audit.json"
        path.write_text(json.dumps(audit), encoding="utf-8")
        return path

    return store


def test_a_stored_report_renders_to_the_same_bytes(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    path.write_text(json_format.render(report, Options(with_text=True)), encoding="utf-8")
    assert json_format.render(load_report(path), Options(with_text=True)) == path.read_text(encoding="utf-8")


def test_missing_parts_are_unknown_and_named(stored: Callable[[Callable[[Any], None]], Path]) -> None:
    def change(audit: Any) -> None:
        del audit["families"], audit["policy"]
        del audit["documents"][0]["verdict"], audit["documents"][0]["score"], audit["documents"][0]["provenance"]

    loaded = load_report(stored(change))
    assert loaded.families == ()
    assert loaded.documents[0].verdict is Verdict.REVIEW
    assert loaded.documents[0].score is None
    note = loaded.notes[-1]
    assert note.stage == "report"
    assert all(name in note.message for name in ("policy", "documents[].verdict", "documents[].provenance"))


def test_keys_of_a_later_version_are_left_alone(stored: Callable[[Callable[[Any], None]], Path]) -> None:
    assert load_report(stored(lambda audit: audit.update(weather="fine"))).tool.name == "auditor"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[1, 2]", "not an object"),
        (b"[" * 100_000, "no JSON"),
        (b'{"schema": "auditor-report/9"}', "auditor-report/9"),
        (b'{"documents": []}', "schema is None"),
        (b'{"schema": "auditor-report/1", "documents": [{"score": "high"}]}', "score"),
        (b'{"schema": "auditor-report/1", "documents": {"a": 1}}', "documents"),
        (b'{"schema": "auditor-report/1", "documents": [17]}', "documents"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"audit\.json") as caught:
        load_report(path)
    assert reason in caught.value.what


def test_a_missing_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        load_report(tmp_path / "none.json")


def test_a_report_with_nothing_but_its_schema_loads(tmp_path: Path) -> None:
    path = tmp_path / "audit.json"
    path.write_text('{"schema": "auditor-report/1"}', encoding="utf-8")
    assert load_report(path).documents == ()
