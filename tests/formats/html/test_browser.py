"""The page in a real browser: without script, without network, with hostile text, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def test_without_script_verdicts_and_evidence_are_readable(opened: Open, address: str) -> None:
    page = opened(address, java_script_enabled=False)
    shown = page.locator("body").inner_text()
    assert "reject" in shown
    assert "Lines advertise gambling and adult services." in shown
    assert page.locator("mark.spam").first.is_visible()
    assert not page.locator("form.filter").is_visible()
    page.locator("details.document").nth(1).locator("summary").first.click()
    assert page.get_by_text("hot girls night delivery vx888").first.is_visible()


def test_without_script_the_language_can_be_switched(opened: Open, address: str) -> None:
    page = opened(address, java_script_enabled=False)
    page.locator("label[for=language-zh]").click()
    shown = page.locator("body").inner_text()
    assert "含有赌博与色情服务广告行。" in shown
    assert "Lines advertise gambling" not in shown


def test_nothing_leaves_the_page(opened: Open, address: str) -> None:
    page = opened(address)
    page.locator("input[type=search]").fill("储能")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(200)
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert page.said == []


def test_hostile_text_is_shown_and_does_nothing(opened: Open, address: str) -> None:
    page = opened(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(200)
    assert page.evaluate("window.owned") is None
    assert page.title() == "Audit report"
    assert page.locator("img, iframe, object, embed, base").count() == 0
    assert page.evaluate("[...document.links].filter(each => each.protocol === 'javascript:').length") == 0
    assert "<script>window.owned = 1; document.title = 'owned'</script>" in page.locator("body").inner_text()


def test_the_search_filters_as_one_types_in_both_languages(opened: Open, address: str) -> None:
    page = opened(address)
    search = page.locator("input[type=search]")
    for typed, expected in (("lucky88", 1), ("固态电池", 1), ("ＬＵＣＫＹ88", 1), ("no such words", 0), ("", 8)):
        search.fill(typed)
        assert page.locator(".rows tbody tr:visible").count() == expected
        assert page.locator("details.document:visible").count() == expected
        assert page.locator("output[name=shown]").inner_text() == str(expected)


def test_the_state_of_the_filter_is_a_link(opened: Open, address: str) -> None:
    page = opened(address)
    page.locator("label.toggle.reject").click()
    page.locator("select[name=dimension]").select_option("figures")
    page.locator("th[data-sort=score] button").click()
    link = page.url
    again = opened(link)
    assert again.locator(".rows tbody tr:visible").count() == 1
    assert again.locator("th[data-sort=score]").get_attribute("aria-sort") == "ascending"
    assert again.locator("label.toggle.reject input").is_checked()


def test_sorting_by_score_puts_the_unknown_at_one_end(opened: Open, address: str) -> None:
    page = opened(address)
    page.locator("th[data-sort=score] button").click()
    assert page.locator(".rows tbody tr").first.get_attribute("data-score") == ""
    page.locator("th[data-sort=score] button").click()
    assert page.locator(".rows tbody tr").first.get_attribute("data-score") == "100"


def test_a_finding_and_its_place_link_to_each_other(opened: Open, address: str) -> None:
    page = opened(address)
    first = page.locator("details.document").first
    first.locator(".prose a").first.click()
    target = page.locator(page.url[page.url.index("#") :])
    assert target.evaluate("each => each.closest('.findings') !== null")
    assert first.locator("mark.lit").count() > 0
    target.locator("p a").first.click()
    assert page.locator(page.url[page.url.index("#") :]).is_visible()


def test_a_link_into_a_closed_document_opens_it(opened: Open, address: str) -> None:
    page = opened(address)
    last = page.locator("details.document").last
    assert last.get_attribute("open") is None
    page.locator(".rows a.title").last.click()
    page.wait_for_timeout(100)
    assert last.get_attribute("open") is not None


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_window_has_to_be_scrolled_sideways(opened: Open, address: str, width: int) -> None:
    page = opened(address, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_in_print_every_document_is_unfolded(opened: Open, address: str) -> None:
    page = opened(address, java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.get_by_text("hot girls night delivery vx888").first.is_visible()
    assert not page.locator("form.filter").is_visible()


def test_the_dark_theme_follows_the_reader(opened: Open, address: str) -> None:
    paper = {}
    for scheme in ("light", "dark"):
        page = opened(address, color_scheme=scheme)
        paper[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper["light"] != paper["dark"]
