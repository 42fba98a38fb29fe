from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from auditor.formats import html
from auditor.formats.protocol import Options
from auditor.model import Fact, FactValue, Report


class Links(HTMLParser):
    """The ids of a page and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name == "href" and value and not value.startswith(("#?", "data:")):
                self.hrefs.add(value)


def site_of(report: Report, language: str = "en") -> Mapping[str, str]:
    files = html.render(report, Options(folder=True, language=language))
    assert not isinstance(files, str)
    return files


@pytest.fixture(scope="module")
def files(report: Report) -> dict[str, str]:
    return dict(site_of(report))


def test_there_is_a_page_for_every_document_family_fact_and_source(report: Report, files: dict[str, str]) -> None:
    kinds = [name.removeprefix("pages/").split("-")[0] for name in files if name.startswith("pages/")]
    assert kinds.count("d") == len(report.documents)
    assert kinds.count("family") == len(report.families)
    assert kinds.count("fact") == len(report.facts)
    assert kinds.count("source") == len(report.sources)
    assert {"index.html", "facts.html", "families.html", "sources.html", "reproduce.html"} <= set(files)


def test_every_link_leads_to_a_page_and_a_place_on_it(files: dict[str, str]) -> None:
    pages = {name: Links(text) for name, text in files.items()}
    for name, page in pages.items():
        for href in page.hrefs:
            path, _, spot = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in pages, (name, href)
            assert not spot or spot in pages[target].ids, (name, href)


def test_every_page_has_a_policy_and_asks_for_nothing(files: dict[str, str]) -> None:
    for text in files.values():
        assert "default-src &#39;none&#39;" in text
        assert not re.search(r"<[^>]+\s(src|style|on\w+)=", text)


def test_hidden_characters_are_shown_on_every_page(files: dict[str, str]) -> None:
    for text in files.values():
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\ud800-\udfff]", text)
        text.encode()


def test_the_pages_are_the_same_for_the_same_report_in_any_order_of_asking(report: Report) -> None:
    first, second = site_of(report), site_of(report)
    forwards = {name: first[name] for name in first}
    assert {name: second[name] for name in reversed(list(second))} == forwards


def test_documents_lead_to_the_next_one_worst_first(report: Report, files: dict[str, str]) -> None:
    name, seen = "index.html", []
    found = re.search(r'<a class="title" href="pages/([^"]+)"', files[name])
    while found:
        seen.append(found[1])
        found = re.search(r'<a rel="next" href="([^"]+)"', files[f"pages/{found[1]}"])
    assert len(seen) == len(report.documents) == len(set(seen))


def test_without_script_many_documents_are_on_several_index_pages(report: Report) -> None:
    first = report.documents[0]
    many = tuple(
        replace(first, id=f"{n:016x}", key=f"{n:04}.txt", text="字", claims=(), findings=()) for n in range(1100)
    )
    site = site_of(replace(report, documents=many, families=(), relations=(), facts=()))
    lists = [name for name in site if name == "index.html" or name.startswith("documents-")]
    assert lists == ["index.html", "documents-2.html", "documents-3.html"]
    shown = [re.findall(r'<a class="title" href="([^"]+)"', site[name].split('id="documents"')[1]) for name in lists]
    assert [len(each) for each in shown] == [500, 500, 100]
    assert len({href for each in shown for href in each}) == 1100
    assert 'href="documents-3.html"' in site["index.html"]
    assert 'id="rows"' in site["index.html"]
    assert 'id="rows"' not in site["documents-2.html"]


def test_a_family_page_tells_who_was_first_and_when(report: Report, files: dict[str, str]) -> None:
    page = files[f"pages/family-{report.families[0].id}.html"]
    assert "the earliest known date" in page
    assert '<svg class="time"' in page
    assert "2025-09-03" in page
    assert re.search(r'href="d-[0-9a-f]+\.html#beside"', page)


def test_a_family_of_three_has_a_map_of_their_similarity(report: Report) -> None:
    family = report.families[0]
    third = replace(family.members[1], key="third.txt", document="0123")
    doc = next(each for each in report.documents if each.key == family.members[1].key)
    more = replace(doc, key="third.txt", id="0123", published=None)
    site = site_of(
        replace(
            report,
            documents=(*report.documents, more),
            families=(replace(family, members=(*family.members, third)),),
        )
    )
    page = site[f"pages/family-{family.id}.html"]
    assert page.count('<rect class="cell"') == 9
    assert "1 without a date" in page


def test_a_fact_page_shows_its_conflict_with_the_arithmetic(report: Report, files: dict[str, str]) -> None:
    page = next(text for name, text in files.items() if name.startswith("pages/fact-") and "1,900 storage" in text)
    assert "What cannot both hold" in page
    assert "a1 ÷ a2 ≠ b1 ÷ b2" in page
    assert '<svg class="line"' in page
    assert report.facts


def test_a_fact_keeps_its_address_when_another_one_comes_first(report: Report) -> None:
    before = {name for name in site_of(report) if name.startswith("pages/fact-")}
    other = Fact("height", None, "Nowhere", None, "m", "conflicting", 9, (FactValue("x", "x", "x"),))
    after = {name for name in site_of(replace(report, facts=(other, *report.facts))) if name.startswith("pages/fact-")}
    assert before < after


def test_a_source_page_lists_its_documents(report: Report, files: dict[str, str]) -> None:
    assert report.sources
    page = next(
        text for name, text in files.items() if name.startswith("pages/source-") and "<h1>Harbour Times" in text
    )
    assert "Beiwan lays out three-year plan" in page
    assert "0.91" in page
    assert "0.71" in page


def test_members_and_relations_that_are_not_in_the_report_are_named_without_a_link(report: Report) -> None:
    kept = tuple(doc for doc in report.documents if doc.key != "news/harbour-times.html")
    site = site_of(replace(report, documents=kept))
    page = site[f"pages/family-{report.families[0].id}.html"]
    assert "news/harbour-times.html" in page
    assert "admitted earlier" in page
    for name, text in site.items():
        for href in Links(text).hrefs:
            path = href.partition("#")[0]
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in site


def test_an_empty_report_is_a_site(report: Report) -> None:
    site = site_of(Report(report.schema, report.tool, None, {}, {}, {}))
    assert "There is no document in this report." in site["index.html"]
    assert all(site[name] for name in site)


def test_the_pages_open_in_the_language_asked_for(report: Report) -> None:
    site = site_of(report, "zh")
    assert all('<html lang="zh-Hans">' in site[name] for name in site)


def test_a_page_that_does_not_exist_is_no_page(report: Report) -> None:
    with pytest.raises(KeyError):
        site_of(report)["pages/none.html"]
