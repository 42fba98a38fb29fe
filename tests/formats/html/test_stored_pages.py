"""Reports of older writers, and reports with missing parts, are pages that say what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.formats import html
from auditor.formats._stored import load_report
from auditor.formats.protocol import Options

FIXTURES = Path(__file__).parent / "fixtures"
STORED = sorted(FIXTURES.glob("*.json"))


def page_of(name: str) -> str:
    page = html.render(load_report(FIXTURES / name), Options())
    assert isinstance(page, str)
    return page


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_a_stored_report_is_a_file_and_a_site(path: Path) -> None:
    report = load_report(path)
    assert html.render(report, Options(language="zh"))
    files = html.render(report, Options(folder=True))
    assert not isinstance(files, str)
    for name in files:
        assert files[name].startswith("<!doctype html>")


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_what_is_missing_is_said_on_the_page(path: Path) -> None:
    assert "missing in the stored report, shown as unknown" in page_of(path.name)


def test_an_early_report_shows_what_it_has() -> None:
    page = page_of("first.json")
    assert "Advert words are injected into the text in 2 places." in page
    assert "best rates lucky88 casino online" in page
    assert "1,900 at 60 % make 3,167 companies" in page
    assert "stored without the texts" in page


def test_a_bare_report_names_its_gaps() -> None:
    page = page_of("bare.json")
    assert "Parts are missing in this report and shown as unknown" in page
    assert "本报告缺少以下部分" in page
    assert "Advert words are injected into the text in 2 places." in page
