"""No violation of WCAG 2.2 A or AA on any kind of page, in both themes and both languages, as axe-core counts them."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

KINDS = ("single", "index", "facts", "families", "sources", "reproduce", "d", "hostile", "copy", "family", "fact", "source")  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core (MPL-2.0), which a development package brings."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        if os.environ.get("CI"):
            pytest.fail("axe-playwright-python is missing: it is in the dev group")
        pytest.skip("axe-playwright-python is missing: accessibility was not looked at")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{each['id']}: {node['html'][:160]}" for each in found["violations"] for node in each["nodes"]]


# Colours change with the theme and words with the language, so two ways hold every pair of them; one kind is tried in all.
WAYS = [(kind, *way) for kind in KINDS for way in (("light", "en"), ("dark", "zh"))]
WAYS += [("d", "light", "zh"), ("d", "dark", "en")]


@pytest.mark.parametrize(("kind", "scheme", "language"), WAYS)
def test_a_page_violates_no_rule(  # noqa: PLR0913, PLR0917  # the fixtures, and the three ways in which pages differ
    opened: Open, home: str, pages: dict[str, str], axe: str, kind: str, scheme: str, language: str
) -> None:
    page = opened(f"{home}/{pages[kind]}", color_scheme=scheme, reduced_motion="reduce")
    page.locator(f"label[for=language-{language}]").click()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert violations(page, axe) == []
    page.context.close()


def test_the_help_and_a_pressed_decision_violate_no_rule(opened: Open, site: str, axe: str) -> None:
    for scheme in ("light", "dark"):
        page = opened(f"{site}/index.html", color_scheme=scheme)
        for key in ("j", "x", "j", "a", "j", "r", "k", "?"):
            page.keyboard.press(key)
        assert page.locator("dialog.help").is_visible()
        assert violations(page, axe) == []
        page.keyboard.press("Escape")
        assert violations(page, axe) == []


def test_the_filter_in_use_violates_no_rule(opened: Open, site: str, axe: str) -> None:
    page = opened(f"{site}/index.html#?verdict=reject&sort=score-descending&q=no+such+word")
    assert page.locator("[data-nothing]").is_visible()
    assert violations(page, axe) == []
