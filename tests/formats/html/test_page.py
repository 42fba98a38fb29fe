from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from auditor.formats import html
from auditor.formats.protocol import Options
from auditor.model import Evidence, Relation, Report, Severity

TEMPLATES = Path(html.__file__).parent / "templates"
VOID = {"meta", "link", "input", "br", "path", "rect", "circle", "use"}
# What an element ends by beginning, where the end tag before it was left out (HTML, 13.1.2.4).
ENDS = {"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}}


class Outline(HTMLParser):
    """Every element with its attributes, and the ids and fragments among them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        while self.open and self.open[-1] in ENDS.get(tag, ()):
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.open[-1] in ENDS and self.open[-1] != tag:
            self.open.pop()
        assert self.open.pop() == tag

    def every(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name)) is not None]


def places(outline: Outline) -> set[str]:
    """Where links lead; "#?…" is a state of the filter and no place."""
    return {href.removeprefix("#") for href in outline.every("href") if not href.startswith("#?")}


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
    assert places(outline) <= {*ids, "data:,"}


def test_nothing_is_loaded_and_nothing_runs_from_an_attribute(report: Report) -> None:
    outline = Outline(page_of(report))
    assert not outline.every("src")
    assert not [name for _, attrs in outline.elements for name in attrs if name.startswith("on") or name == "style"]
    kinds = [attrs.get("type") for tag, attrs in outline.elements if tag == "script"]
    assert kinds == ["application/json", None]


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


@pytest.mark.parametrize("module", sorted(Path(html.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_markup_is_made_only_where_it_is_escaped_or_our_own(module: Path) -> None:
    allowed = {"said.py", "prose.py", "found.py", "entries.py", "assets.py", "rows.py"}
    made = re.findall(r"\bMarkup\(", module.read_text(encoding="utf-8"))
    assert not made or module.name in allowed


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
    assert '<div class="prose" lang=zh-Hans>' in page
    assert '<div class="prose" lang=en>' in page
    assert '<div class="prose">' in page


def test_a_report_without_texts_shows_quotes_and_says_so(report: Report) -> None:
    bare = replace(report, documents=tuple(replace(each, text=None) for each in report.documents))
    page = page_of(bare)
    assert "stored without the texts" in page
    assert "best rates lucky88 casino online" in page
    outline = Outline(page)
    assert places(outline) <= {*outline.every("id"), "data:,"}


def test_an_empty_report_is_a_page(report: Report) -> None:
    empty = Report(report.schema, report.tool, None, {}, {}, {})
    assert "There is no document in this report." in page_of(empty)


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


def test_the_rows_are_json_that_no_text_can_leave(report: Report) -> None:
    found = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page_of(report), re.DOTALL)
    assert len(found) == 1
    assert not re.search("[<>&\u2028\u2029\u202e]", found[0])
    rows = json.loads(found[0])["rows"]
    assert len(rows) == len(report.documents)
    assert any("<script>window.owned" in row[3] for row in rows)


def test_only_web_addresses_become_links_and_none_is_loaded(report: Report) -> None:
    first = report.documents[0]
    made = []
    for address in (
        "https://example.org/a?b=1",
        "javascript:alert(1)",
        "http://",
        "https://e vil",
        "ftp://example.org",
    ):
        doc = replace(first, provenance=replace(first.provenance, via=address))
        made += [
            attrs
            for tag, attrs in Outline(page_of(replace(report, documents=(doc,)))).elements
            if tag == "a" and (attrs.get("href") or "#")[0] != "#"
        ]
    assert [attrs["href"] for attrs in made] == ["https://example.org/a?b=1"]
    assert made[0]["rel"] == "noreferrer noopener nofollow"


def test_the_page_tells_how_to_repeat_the_audit(report: Report) -> None:
    page = page_of(replace(report, documents=report.documents[:1], faults=(), corpus=None))
    assert f"auditor audit {report.documents[0].path} --as-of 2025-11-01" in page
    assert report.documents[0].sha256 in page
    for digest in (*report.rules.values(), *report.registry.values()):
        assert digest in page


def test_the_first_page_says_what_to_look_at_first(report: Report) -> None:
    page = page_of(report)
    looks = page[page.index("Look at these first") : page.index('<section id="documents">')]
    assert "Lines advertise gambling and adult services." in looks
    assert "currency swap" in looks


def test_a_passage_that_stands_several_times_is_numbered_with_its_copies(report: Report) -> None:
    page = page_of(report)
    number = next(n for n, each in enumerate(report.documents, 1) if each.key == "inbox/farm.html")
    assert page.count(f'href=#d{number}-f2>2<span class="copy">/') == 3
    for copy in (1, 2, 3):
        assert f'2<span class="copy">/{copy}</span>' in page
    assert "出现 3 次" in page


def test_a_copy_stands_beside_its_first_word_by_word(report: Report) -> None:
    page = page_of(report)
    assert re.search(r"<ins>[^<]*via Coast Wire[^<]*</ins>", page)
    assert "equal sentences" in page


def test_a_copy_of_what_is_not_in_the_report_shows_the_quotes_beside_each_other(report: Report) -> None:
    copy = next(each for each in report.documents if each.key == "inbox/wire.jsonl#417")
    page = page_of(replace(report, documents=(copy,), families=(), relations=(), facts=()))
    assert "One of the texts is not in this report" in page


def test_a_table_of_figures_names_who_agrees_and_who_conflicts(report: Report) -> None:
    page = page_of(report)
    ledgers = page.split('<table class="ledger">')[1:]
    boom = next(each for each in ledgers if "$86 billion" in each.split("</table>")[0]).split("</table>")[0]
    assert "currency swap" in boom
    assert "a × fx ≠ b" in boom
    plan = next(each for each in ledgers if "1200亿元" in each.split("</table>")[0]).split("</table>")[0]
    assert "news/harbour-times.html" in plan


def test_a_source_without_trust_is_unknown(report: Report) -> None:
    page = page_of(report)
    row = page[page.index("证券参考", page.index('<section id="sources">')) :].split("</tr>")[0]
    assert "unknown" in row


def test_of_many_documents_the_worst_stand_in_full_and_the_page_says_so(report: Report) -> None:
    first = report.documents[0]
    many = tuple(replace(first, id=f"{n:016x}", key=f"{n}.txt", text="字", claims=()) for n in range(510))
    page = page_of(replace(report, documents=many, relations=(), facts=(), families=()))
    assert page.count('<details class="document') == 500
    assert "10 more documents are in the table alone" in page


def test_a_link_to_what_a_single_file_leaves_out_is_no_link(report: Report) -> None:
    first, member = report.documents[0], report.families[0].members[0]
    many = tuple(replace(first, id=f"{n:016x}", key=f"{n:04}.txt", text="字", claims=()) for n in range(560))
    families = tuple(
        replace(
            report.families[0],
            id=f"f{n}",
            first=f"{2 * n:04}.txt",
            members=tuple(
                replace(member, key=f"{2 * n + side:04}.txt", document=f"{2 * n + side:016x}") for side in (0, 1)
            ),
        )
        for n in range(280)
    )
    outline = Outline(page_of(replace(report, documents=many, families=families, relations=(), facts=())))
    assert places(outline) <= {*outline.every("id"), "data:,"}


def test_a_carpet_of_findings_is_cut_and_counted(report: Report) -> None:
    doc = next(each for each in report.documents if each.key == "inbox/storage-boom.md")
    many = replace(doc, findings=doc.findings[:1] * 5_000)
    page = page_of(replace(report, documents=(many,), relations=(), facts=(), families=()))
    assert "4700 more are not shown." in page
    assert len(page) < 2_000_000


def test_the_findings_of_a_rule_stand_together_the_heaviest_rule_first(report: Report) -> None:
    doc = next(each for each in report.documents if each.key == "inbox/storage-boom.md")
    one, other = doc.findings[:2]
    mixed = (
        replace(one, points=9.0, message="first"),
        replace(other, points=5.0, message="second"),
        replace(one, points=1.0, message="third"),
    )
    page = page_of(replace(report, documents=(replace(doc, findings=mixed),), relations=(), facts=(), families=()))
    listed = page[page.index('<ol class="findings">') :]
    assert listed.index(">first<") < listed.index(">third<") < listed.index(">second<")
    assert listed.count(f"<code>{one.rule}</code>") == 1


def test_words_that_a_finding_quotes_again_are_told_as_the_same(report: Report) -> None:
    farm = next(each for each in report.documents if each.key == "inbox/farm.html")
    page = page_of(replace(report, documents=(farm,), relations=(), facts=(), families=()))
    assert "the same words" in page


def test_facts_of_one_name_say_what_tells_them_apart(report: Report) -> None:
    fact = report.facts[0]
    twice = (fact, replace(fact, unit="ratio"))
    page = page_of(replace(report, facts=twice, relations=()))
    heads = re.findall(r'<h3><a class="plain-title"[^>]*>(.*?)</a></h3>', page)
    assert len(heads) == len(set(heads)) == 2
    assert "ratio" in page


def test_a_contradiction_that_a_fact_tells_has_no_card_of_its_own(report: Report) -> None:
    claims = {claim.id: claim for doc in report.documents for claim in doc.claims}
    fact = next(each for each in report.facts if sum(value.claim in claims for value in each.values) > 1)
    a, b = (
        (Evidence(claim.document, claim.key, claim.start, claim.end, claim.quote),)
        for claim in [claims[value.claim] for value in fact.values if value.claim in claims][:2]
    )
    plain = Relation("conflicts", a, b, "a against b", {}, Severity.MAJOR, 0.9, "The two differ.", "两者不同。")
    page = page_of(replace(report, facts=(replace(fact, status="conflicting"),), relations=(plain,)))
    assert 'class="relation ' not in page
    assert re.search(r'<a class="kind major" href=#fact-[0-9a-f]+>', page)
    derived = replace(plain, kind="derived-conflict")
    page = page_of(replace(report, facts=(replace(fact, status="conflicting"),), relations=(derived,)))
    assert page.count('class="relation ') == 1


def test_one_figure_is_named_once_among_what_to_look_at_first(report: Report) -> None:
    swap = next(each for each in report.relations if each.kind == "currency-swap")
    page = page_of(replace(report, relations=(swap, swap, swap), facts=()))
    looks = page[page.index("Look at these first") : page.index('<section id="documents">')]
    assert looks.count("currency swap") == 1
