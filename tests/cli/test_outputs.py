from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.cli import outputs
from auditor.cli.outputs import Outputs
from auditor.errors import BadInput
from auditor.model import Report, Tool

REPORT = Report("auditor-report/1", Tool("auditor", "0"), None, {}, {}, {})


def parsed(*files: str, stdout: str = "") -> Outputs:
    return Outputs.parse(stdout, files, with_text=False, language="en")


def test_a_report_goes_to_files_and_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parsed(f"json={tmp_path}/deep/er/a.json", f"csv={tmp_path}/a.csv", stdout="json").write(REPORT)
    assert capsys.readouterr().out == (tmp_path / "deep" / "er" / "a.json").read_text(encoding="utf-8")
    assert (tmp_path / "a.csv").is_file()


def test_a_path_may_hold_an_equals_sign(tmp_path: Path) -> None:
    parsed(f"json={tmp_path}/a=b.json").write(REPORT)
    assert (tmp_path / "a=b.json").is_file()


def test_a_new_report_replaces_the_old_one_whole(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("x" * 10_000, encoding="utf-8")
    parsed(f"json={tmp_path}/a.json").write(REPORT)
    assert json.loads((tmp_path / "a.json").read_bytes())["schema"] == "auditor-report/1"


def test_nothing_shows_before_it_is_published_and_nothing_stays_when_it_is_not(tmp_path: Path) -> None:
    def half() -> None:
        with parsed(f"json={tmp_path}/a.json").staged(REPORT):
            assert not (tmp_path / "a.json").exists()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_breaks_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")

    def breaks(*_: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(outputs, "_rendered", breaks)
    with pytest.raises(ZeroDivisionError):
        parsed(f"json={tmp_path}/a.json").write(REPORT)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


def test_one_file_that_cannot_be_written_leaves_none_half_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="cannot write") as caught:
        parsed(f"json={tmp_path}/a.json", f"csv={tmp_path}/file/a.csv").write(REPORT)
    assert caught.value.where == f"{tmp_path}/file/a.csv"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot write"):
        parsed(f"json={tmp_path}").write(REPORT)


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    parsed("json=/dev/null", f"json={tmp_path}/a.json").write(REPORT)
    assert not Path("/dev/null").is_file()


def test_a_report_can_be_read_by_others(tmp_path: Path) -> None:
    parsed(f"json={tmp_path}/a.json").write(REPORT)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", ["json", "json=", "=a.json", "xml=a.xml", "protocol=a", "_words=a"])
def test_an_output_that_makes_no_sense_is_refused_before_any_work(name: str) -> None:
    with pytest.raises(BadInput):
        parsed(name)


def test_the_github_format_adds_to_the_page_of_a_running_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    parsed(stdout="json").write(REPORT)
    assert page.read_text(encoding="utf-8") == "before\n"
    parsed(stdout="github").write(REPORT)
    assert page.read_text(encoding="utf-8").startswith("before\n# Audit report")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    parsed(stdout="github").write(REPORT)
    assert "GITHUB_STEP_SUMMARY cannot be written" in capsys.readouterr().err


def test_every_format_of_the_contract_can_go_to_a_file_in_one_run(tmp_path: Path) -> None:
    names = ["json", "jsonl", "markdown", "sarif", "junit", "github", "gitlab", "csv", "console"]
    parsed(*(f"{name}={tmp_path}/{name}.out" for name in names)).write(REPORT)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(names)


def test_github_takes_a_folder(tmp_path: Path) -> None:
    parsed(f"github={tmp_path}/gh/").write(REPORT)
    assert sorted(path.name for path in (tmp_path / "gh").iterdir()) == ["annotations.txt", "summary.md"]
