"""Deciding by keyboard, on the site and in the single file, kept in the browser and exported."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.judge.decisions import load_decisions
from auditor.model import Report

pytestmark = pytest.mark.browser

Open = Callable[..., Any]


def exported(page: Any) -> list[dict[str, Any]]:
    with page.expect_download() as waiting:
        page.locator("[data-act=export]").click()
    assert waiting.value.suggested_filename == "decisions.jsonl"
    path = Path(waiting.value.path())
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(load_decisions(path)) == len(lines), "auditor decide reads what the page writes"
    return [json.loads(line) for line in lines]


def test_keys_walk_decide_undo_and_export(opened: Open, site: str, report: Report) -> None:
    page = opened(f"{site}/index.html")
    page.locator("[name=by]").evaluate("each => { each.value = '林编辑'; each.dispatchEvent(new Event('change')) }")
    for key in ("j", "x", "j", "r", "j", "a", "u", "k", "x"):
        page.keyboard.press(key)
    shown = page.locator(".rows tr.current .decided").inner_text()
    assert "reject" in shown
    assert page.locator("[data-decided]").inner_text() == "2"
    assert page.locator("[data-unsaved]").is_visible()
    found = exported(page)
    assert [each["decision"] for each in found] == ["reject", "reject"]
    assert {each["by"] for each in found} == {"林编辑"}
    assert {each["document"] for each in found} <= {doc.id for doc in report.documents}
    assert list(found[0]) == ["document", "decision", "reason", "by", "at"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each["at"]) for each in found)
    assert not page.locator("[data-unsaved]").is_visible()
    assert page.said == []


def test_a_reason_is_kept_with_the_decision(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("e")
    page.keyboard.type("广告太多 jnx?")
    page.keyboard.press("Enter")
    (found,) = exported(page)
    assert found["reason"] == "广告太多 jnx?"


def test_decisions_survive_the_page_and_meet_on_the_next_one(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/d-*.html")
    assert page.locator("[data-decide=reject]").get_attribute("aria-pressed") == "true"
    following = page.locator("a[rel=next]").evaluate("each => each.href")
    page.keyboard.press("j")
    page.wait_for_url(following)
    page.keyboard.press("a")
    assert page.locator("[data-decided]").inner_text() == "2"
    page.goto(f"{site}/index.html")
    assert page.locator(".rows .decided:visible").count() == 2
    page.locator("select[name=decision]").select_option("undecided")
    assert page.locator(".rows tbody tr:visible").count() == 6


def test_next_follows_the_order_of_the_filtered_table(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html#?verdict=accept&sort=title-descending")
    wanted = page.locator(".rows a.title").evaluate_all("each => each.map(a => a.href)")
    page.locator(".rows a.title").first.click()
    page.wait_for_url(wanted[0])
    for href in wanted[1:]:
        page.keyboard.press("j")
        page.wait_for_url(href)
    page.keyboard.press("k")
    page.wait_for_url(wanted[-2])


def test_keys_walk_the_findings_and_light_their_places(opened: Open, site: str, report: Report) -> None:
    boom = next(doc for doc in report.documents if doc.key == "inbox/storage-boom.md")
    page = opened(f"{site}/pages/d-{boom.id}.html")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('.findings [id]').id") == "f1"
    assert page.locator("mark.lit").count() > 0
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.closest('.findings [id]').id") == "f2"


def test_in_the_single_file_keys_open_the_document_they_come_to(opened: Open, address: str) -> None:
    page = opened(address)
    for _ in range(5):
        page.keyboard.press("j")
    fifth = page.locator("details.document").nth(4)
    assert fifth.get_attribute("open") is not None
    page.keyboard.press("r")
    (found,) = exported(page)
    assert found["document"] == fifth.get_attribute("data-id")


def test_what_is_typed_into_a_field_decides_nothing(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    page.keyboard.press("j")
    page.keyboard.press("/")
    page.keyboard.type("axru")
    assert page.locator("input[type=search]").input_value() == "axru"
    assert page.locator("[data-decided]").inner_text() == "0"


def test_single_keys_can_be_switched_off(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    page.keyboard.press("?")
    page.locator("[name=keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-decided]").inner_text() == "0"
    page.locator(".rows a.title").first.focus()
    page.locator("[data-decide=reject]").click()
    assert page.locator("[data-decided]").inner_text() == "1"


def test_a_browser_that_keeps_nothing_says_so_and_still_exports(browser: Any, site: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new Error('refused'); } });"
    )
    page.goto(f"{site}/index.html")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-volatile]").is_visible()
    assert [each["decision"] for each in exported(page)] == ["reject"]


def test_a_store_that_was_tampered_with_breaks_nothing(opened: Open, site: str) -> None:
    page = opened(f"{site}/index.html")
    name = page.evaluate("`auditor:decisions:${document.body.dataset.report}`")
    for content in ("{", "[]", '{"log": 7}', '{"log": [null, {"document": 3}]}'):
        page.evaluate("([name, content]) => localStorage.setItem(name, content)", [name, content])
        page.reload()
        page.keyboard.press("j")
        page.keyboard.press("a")
        assert page.locator("[data-decided]").inner_text() == "1"
        assert page.said == []
