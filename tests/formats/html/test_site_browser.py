"""The site in a real browser, from files: without script, without network, inert, printable, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.model import Report

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
PICTURES = Path(__file__).resolve().parents[3] / "build" / "screenshots"


def test_no_page_asks_for_anything_else(opened: Open, home: str, pages: dict[str, str]) -> None:
    for path in pages.values():
        page = opened(f"{home}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.wait_for_timeout(50)
        assert [url for url in page.asked if not url.startswith("data:")] == [page.url]
        assert page.said == []
        assert page.evaluate("window.owned") is None
        page.context.close()


def test_without_script_every_page_says_what_it_says(opened: Open, site: str, report: Report) -> None:
    page = opened(f"{site}/index.html", java_script_enabled=False)
    assert page.locator(".rows tbody tr").count() == len(report.documents)
    assert not page.locator("form.filter").is_visible()
    assert not page.locator(".triage").is_visible()
    page.locator(".rows a.title").first.click()
    assert page.locator("mark.spam").first.is_visible()
    assert "Advert words are injected" in page.locator("body").inner_text()
    page.locator('.ledger a[href^="fact-"]').first.click()
    assert "What cannot both hold" in page.locator("body").inner_text()


def test_the_language_is_kept_from_page_to_page(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    page.locator("label[for=language-zh]").click()
    page.locator(".rows a.title").first.click()
    assert "评分如何得出" in page.locator("body").inner_text()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_the_view_is_exported_as_csv_that_no_spreadsheet_runs(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html#?verdict=review&sort=score-ascending")
    with page.expect_download() as waiting:
        page.locator("button[name=csv]").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    lines = text.split("\r\n")
    assert lines[0].startswith("key,document,title,")
    assert len(lines) == 4
    assert "⟦U+202E⟧" in text
    assert all(not line.startswith(("=", "+", "-", "@")) for line in lines)


def test_a_facet_and_the_back_button_work_together(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    page.locator(".rules a", has_text="currency-swap").click()
    assert page.locator(".rows tbody tr:visible").count() == 1
    assert page.locator("select[name=rule]").input_value() == "currency-swap"
    page.locator(".rows a.title").first.click()
    page.go_back()
    assert page.locator(".rows tbody tr:visible").count() == 1


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_has_to_be_scrolled_sideways(opened: Open, home: str, pages: dict[str, str], width: int) -> None:
    for kind, path in pages.items():
        page = opened(f"{home}/{path}", viewport={"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
        page.context.close()


def test_print_leaves_out_what_only_a_screen_can_use(opened: Open, site: str, report: Report) -> None:
    farm = next(doc for doc in report.documents if doc.key == "inbox/farm.html")
    page = opened(f"{site}/pages/d-{farm.id}.html", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(30, 28, 25)"
    assert not page.locator(".triage").is_visible()
    assert not page.locator(".language").is_visible()
    assert page.locator("mark.spam").first.is_visible()


def test_motion_is_reduced_where_the_reader_asks(opened: Open, site: str) -> None:
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        page = opened(f"{site}/index.html", reduced_motion=wish)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour


def test_pictures_of_every_page_are_kept(opened: Open, home: str, pages: dict[str, str]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    ways = (("light", "en", 1280), ("dark", "zh", 390))
    for kind, path in pages.items():
        for scheme, language, width in ways:
            page = opened(f"{home}/{path}", color_scheme=scheme, viewport={"width": width, "height": 900})
            page.locator(f"label[for=language-{language}]").click()
            picture = PICTURES / f"{kind}-{scheme}-{language}-{width}.png"
            page.screenshot(path=picture)
            assert picture.stat().st_size > 5_000
            page.context.close()
