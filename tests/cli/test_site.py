from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.cli import outputs
from auditor.cli._site import MANIFEST, digest, listing, sweep
from auditor.cli.outputs import Outputs
from auditor.model import Report, Tool

REPORT = Report("auditor-report/1", Tool("auditor", "0"), None, {}, {}, {})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the three pages of an earlier run, and its list."""
    pages = {"index.html": "first", "pages/a.html": "a", "pages/b.html": "b"}
    for name, text in pages.items():
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    (tmp_path / MANIFEST).write_text(listing({name: digest(text) for name, text in pages.items()}), encoding="utf-8")
    return tmp_path


def left(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_the_new_run_did_not_write_goes(site: Path) -> None:
    sweep(site, {"index.html": "", "pages/b.html": ""})
    assert left(site) == [MANIFEST, "index.html", "pages/b.html"]


def test_a_folder_of_which_nothing_is_left_goes(site: Path) -> None:
    sweep(site, {"index.html": ""})
    assert not (site / "pages").exists()


def test_what_others_put_there_stays(site: Path) -> None:
    (site / "pages" / "notes.txt").write_text("mine", encoding="utf-8")
    (site / "pages" / "a.html").write_text("a, with a remark of an editor", encoding="utf-8")
    sweep(site, {"index.html": ""})
    assert left(site) == [MANIFEST, "index.html", "pages/a.html", "pages/notes.txt"]


def test_a_folder_without_our_list_is_left_alone(site: Path) -> None:
    (site / MANIFEST).unlink()
    sweep(site, {})
    assert left(site) == ["index.html", "pages/a.html", "pages/b.html"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '{"files": {"index.html": "x"}}', '{"schema": "auditor-site/1", "files": 3}', "[" * 100_000],
)  # fmt: skip
def test_a_list_that_is_not_ours_says_nothing(site: Path, text: str) -> None:
    (site / MANIFEST).write_text(text, encoding="utf-8")
    sweep(site, {})
    assert left(site) == [MANIFEST, "index.html", "pages/a.html", "pages/b.html"]


def test_a_list_leads_nowhere_outside_the_folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "kept.html"
    outside.write_text("kept", encoding="utf-8")
    (site / "linked").symlink_to(outside.parent)
    (site / "direct.html").symlink_to(outside)
    round_about = f"../{outside.parent.name}/kept.html"
    names = [str(outside), round_about, f"pages/../{round_about}", "linked/kept.html", "direct.html", "", ".", "a\0b"]
    (site / MANIFEST).write_text(listing(dict.fromkeys(names, digest("kept"))), encoding="utf-8")
    sweep(site, {})
    assert outside.read_text(encoding="utf-8") == "kept"
    assert (site / "direct.html").is_symlink()


def pages(monkeypatch: pytest.MonkeyPatch, content: Mapping[str, str]) -> None:
    monkeypatch.setattr(outputs, "_rendered", lambda *_: content)


def test_a_second_run_leaves_its_own_pages_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    report = Outputs.parse("", [f"html={site}/"], with_text=False, language="en")
    pages(monkeypatch, {"index.html": "1", "pages/old.html": "old"})
    report.write(REPORT)
    (site / "README").write_text("mine", encoding="utf-8")
    pages(monkeypatch, {"index.html": "2", "pages/new.html": "new"})
    report.write(REPORT)
    assert left(site) == [MANIFEST, "README", "index.html", "pages/new.html"]
    assert set(json.loads((site / MANIFEST).read_bytes())["files"]) == {"index.html", "pages/new.html"}


def test_a_run_that_fails_takes_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Outputs.parse("", [f"html={tmp_path}/"], with_text=False, language="en")
    pages(monkeypatch, {"index.html": "1", "pages/old.html": "old"})
    report.write(REPORT)
    pages(monkeypatch, {"index.html": "2"})

    def half() -> None:
        with report.staged(REPORT):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert left(tmp_path) == [MANIFEST, "index.html", "pages/old.html"]
