"""Ten thousand documents in a real browser: the table holds a window of them, and stays whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.formats import html
from auditor.formats.protocol import Options
from auditor.model import Report, Verdict

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
COUNT = 10_000


@pytest.fixture(scope="module")
def index(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = [doc for doc in report.documents if doc.verdict is not Verdict.ACCEPT or doc.findings]
    documents = tuple(
        replace(base[n % len(base)], id=f"{n:016x}", key=f"archive/2025/{n:05}.txt", claims=(), text=None)
        for n in range(COUNT)
    )
    many = replace(report, documents=documents, families=(), relations=(), facts=())
    files = html.render(many, Options(folder=True))
    assert not isinstance(files, str)
    path = tmp_path_factory.mktemp("many") / "index.html"
    path.write_text(files["index.html"], encoding="utf-8")
    return path


def test_the_page_is_below_five_megabytes(index: Path) -> None:
    assert index.stat().st_size <= 5_000_000


def test_only_the_rows_on_the_screen_are_in_the_page(opened: Open, index: Path) -> None:
    page = opened(index.as_uri())
    assert page.locator("output[name=shown]").inner_text() == str(COUNT)
    assert page.locator(".rows tbody tr").count() < 100
    assert page.locator(".rows").get_attribute("aria-rowcount") == str(COUNT + 1)
    assert page.said == []


def test_scrolling_and_keys_come_to_the_last_row(opened: Open, index: Path) -> None:
    page = opened(index.as_uri())
    page.evaluate("document.querySelector('.rows').scrollIntoView({ block: 'end', behavior: 'instant' })")
    page.wait_for_function(f"document.querySelector('.rows tr[aria-rowindex=\"{COUNT + 1}\"]')")
    assert page.locator(".rows tbody tr").count() < 100
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.locator("input[type=search]").fill("storage boom")
    page.keyboard.press("Tab")
    for _ in range(300):
        page.keyboard.press("j")
    assert page.locator(".rows tr.current").get_attribute("aria-rowindex") == "301"
    assert page.locator(".rows tr.current").is_visible()


def test_the_page_stays_where_the_keys_have_left_it(opened: Open, index: Path) -> None:
    page = opened(index.as_uri())
    page.keyboard.press("Tab")
    for _ in range(40):
        page.keyboard.press("j")
    # A window that is drawn anew may move what stands in it; that would scroll the page by a row a frame.
    page.evaluate("scrollBy({ top: -1, behavior: 'instant' })")
    page.evaluate(
        "new Promise(done => { let n = 30; const next = () => n-- ? requestAnimationFrame(next) : done(); next() })"
    )
    before = page.evaluate("scrollY")
    page.evaluate(
        "new Promise(done => { let n = 30; const next = () => n-- ? requestAnimationFrame(next) : done(); next() })"
    )
    assert page.evaluate("scrollY") == before
    assert page.locator(".rows tr.current").is_visible()


def test_a_page_that_is_resized_keeps_its_rows(opened: Open, index: Path) -> None:
    page = opened(index.as_uri())
    count = page.locator(".rows tbody tr").count()
    page.evaluate("dispatchEvent(new Event('resize'))")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator(".rows tbody tr").count() == count


def test_searching_finds_one_among_all_in_chinese_and_by_name(opened: Open, index: Path) -> None:
    page = opened(index.as_uri())
    search = page.locator("input[type=search]")
    search.fill("05432.txt")
    assert page.locator("output[name=shown]").inner_text() == "1"
    search.fill("赌博与色情")
    assert 0 < int(page.locator("output[name=shown]").inner_text()) < COUNT
    page.locator("select[name=dimension]").select_option("sourcing")
    search.fill("")
    link = page.url
    shown = page.locator("output[name=shown]").inner_text()
    assert opened(link).locator("output[name=shown]").inner_text() == shown


def test_rows_are_equally_high_so_that_the_window_is_where_it_should_be(opened: Open, index: Path) -> None:
    for width in (390, 1280):
        page = opened(index.as_uri(), viewport={"width": width, "height": 800})
        heights = page.locator(".rows tbody tr").evaluate_all(
            "rows => [...new Set(rows.map(row => Math.round(row.getBoundingClientRect().height)))]"
        )
        assert len(heights) == 1


def test_what_is_printed_is_the_whole_view_where_that_is_bearable(opened: Open, index: Path) -> None:
    page = opened(index.as_uri())
    page.locator("input[type=search]").fill("05")
    left = int(page.locator("output[name=shown]").inner_text())
    assert 200 < left <= 2000
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".rows tbody tr").count() == left
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".rows tbody tr").count() < 100
