from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli._written import written
from auditor.errors import BadInput


def test_a_file_keeps_its_rights_and_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old" * 1000, encoding="utf-8")
    path.chmod(0o600)
    written(str(path), b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    written(str(tmp_path / "a"), b"")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", [".", "none/a"])
def test_what_cannot_be_written_is_bad_input_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="cannot write"):
        written(name, b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_stays() -> None:
    written("/dev/null", b"x")
    assert not Path("/dev/null").is_file()
