from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from auditor.formats import html
from auditor.formats.protocol import Options
from auditor.model import Report

TEMPLATES = Path(html.__file__).parent
VOID = {"meta", "link", "input", "br", "path", "rect", "circle"}


class Outline(HTMLParser):
    """Every element with its attributes, and the ids and fragments among them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def every(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name)) is not None]


def page_of(report: Report, language: str = "en") -> str:
    page = html.render(report, Options(language=language))
    assert isinstance(page, str)
    return page


def test_elements_nest_properly_even_where_marks_overlap(report: Report) -> None:
    assert Outline(page_of(report)).open == []


def test_every_link_leads_to_a_place_on_the_page(report: Report) -> None:
    outline = Outline(page_of(report))
    ids = outline.every("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in outline.every("href")} <= {*ids, "data:,"}


def test_nothing_is_loaded_and_nothing_runs_from_an_attribute(report: Report) -> None:
    outline = Outline(page_of(report))
    assert not outline.every("src")
    assert not [name for _, attrs in outline.elements for name in attrs if name.startswith("on") or name == "style"]
    assert [tag for tag, _ in outline.elements].count("script") == 1


def test_the_policy_allows_our_style_and_script_alone(report: Report) -> None:
    page = page_of(report)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    for name in ("style", "script"):
        found = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert found
        digest = b64encode(sha256(found[1].encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;" in policy[1]


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.jinja")), ids=lambda path: path.name)
def test_no_template_leaves_out_the_escaping(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe|autoescape|Markup|tojson|\bstyle=", source)


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert page_of(report) == page_of(report)


def test_hidden_characters_are_shown(report: Report) -> None:
    page = page_of(report)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\ud800-\udfff]", page)
    assert "⟦U+202E⟧" in page
    page.encode()


def test_the_page_opens_in_the_language_asked_for(report: Report) -> None:
    chinese = page_of(report, "zh")
    assert '<html lang="zh-Hans">' in chinese
    assert 'id="language-zh" checked' in chinese
    assert "<title>审计报告</title>" in chinese


def test_texts_carry_their_language(report: Report) -> None:
    page = page_of(report)
    assert '<div class="prose" lang="zh-Hans">' in page
    assert '<div class="prose" lang="en">' in page
    assert '<div class="prose">' in page


def test_a_report_without_texts_shows_quotes_and_says_so(report: Report) -> None:
    bare = replace(report, documents=tuple(replace(each, text=None) for each in report.documents))
    page = page_of(bare)
    assert "stored without the texts" in page
    assert "best rates lucky88 casino online" in page
    outline = Outline(page)
    assert {href.removeprefix("#") for href in outline.every("href")} <= {*outline.every("id"), "data:,"}


def test_an_empty_report_is_a_page(report: Report) -> None:
    empty = Report(report.schema, report.tool, None, {}, {}, {})
    assert "There is no document in this report." in page_of(empty)


def test_a_folder_gets_an_index(report: Report) -> None:
    files = html.render(report, Options(folder=True))
    assert not isinstance(files, str)
    assert "index.html" in files


def test_the_same_text_under_two_keys_has_two_places(report: Report) -> None:
    first = report.documents[0]
    twice = replace(report, documents=(first, replace(first, key="again.txt")))
    ids = Outline(page_of(twice)).every("id")
    assert len(ids) == len(set(ids))


def test_five_megabytes_of_one_character_are_a_small_page(report: Report) -> None:
    first = report.documents[0]
    long = replace(first, text="长" * 5_000_000, characters=5_000_000, findings=(), claims=())
    page = page_of(replace(report, documents=(long,)))
    assert len(page) < 200_000
    assert "4996000 characters are not shown" in page
