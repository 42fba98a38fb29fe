from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from auditor.formats import html
from auditor.formats.html.salvaged import salvaged
from auditor.formats.protocol import Options
from auditor.judge.salvage import cleaned, cuts
from auditor.model import (
    Aspect,
    Assessment,
    Document,
    Evidence,
    Finding,
    Provenance,
    Report,
    Salvage,
    Severity,
    Status,
    Verdict,
)

ADVERT = "加微信 yu8899 领取高额返利"
TEXT = f"渔港今年新建冷库三座。\n{ADVERT}\n统计员说，明年还要再建两座。<b>\u202e" + "老渔民在栈桥边等了很久。" * 8


@pytest.fixture
def spoiled(report: Report) -> Assessment:
    doc = Document.of(TEXT, "harbour.txt")
    start = TEXT.index(ADVERT)
    advert = Finding(
        "injected-advert",
        Aspect.SPAM,
        Severity.MAJOR,
        0.9,
        "An advert stands in the text.",
        "Take it out.",
        "文中夹有广告。",
        "请删除。",
        evidence=(Evidence.at(doc, (start, start + len(ADVERT))),),
    )
    return replace(
        report.documents[0],
        id=doc.id,
        key=doc.key,
        path=doc.path,
        offset=0,
        text=TEXT,
        characters=len(TEXT),
        provenance=Provenance(),
        findings=(advert,),
        claims=(),
        salvage=Salvage(("strip spans",), 88.0, Verdict.ACCEPT),
    )


def shown(doc: Assessment) -> str:
    view = salvaged(doc)
    assert view is not None
    return "".join(part.text for part in view.stretches if not part.cut)


def test_what_is_kept_is_what_the_command_would_write(spoiled: Assessment) -> None:
    doc = Document.of(TEXT, "harbour.txt")
    assert shown(spoiled) == cleaned(doc, cuts(doc, spoiled.findings))
    assert ADVERT not in shown(spoiled)


def test_kept_and_cut_together_are_the_text(spoiled: Assessment) -> None:
    view = salvaged(spoiled)
    assert view is not None
    assert "".join(part.text for part in view.stretches) == TEXT
    assert view.kept == len(shown(spoiled))


def test_a_long_cut_is_told_by_its_ends(spoiled: Assessment) -> None:
    long = ADVERT * 100
    text = TEXT.replace(ADVERT, long)
    start = text.index(long)
    finding = replace(
        spoiled.findings[0], evidence=(Evidence.at(Document.of(text, "harbour.txt"), (start, start + len(long))),)
    )
    view = salvaged(replace(spoiled, text=text, findings=(finding,)))
    assert view is not None
    (cut,) = (part for part in view.stretches if part.cut)
    assert len(cut.text) + len(cut.tail) + cut.skipped == len(long) + 1  # with its line break
    assert cut.skipped > len(cut.text)


def test_nothing_is_shown_where_nothing_can_be_saved_or_the_text_is_not_there(spoiled: Assessment) -> None:
    assert salvaged(replace(spoiled, salvage=None)) is None
    assert salvaged(replace(spoiled, text=None)) is None


def test_an_accepted_finding_cuts_nothing(spoiled: Assessment) -> None:
    accepted = replace(spoiled.findings[0], status=Status.SUPPRESSED)
    assert salvaged(replace(spoiled, findings=(accepted,))) is None


def test_the_page_shows_what_is_kept_and_what_is_cut(report: Report, spoiled: Assessment) -> None:
    page = html.render(replace(report, documents=(spoiled,), families=(), relations=(), facts=()), Options())
    assert isinstance(page, str)
    found = re.search(r'<details class="cleaned.*?<div class="prose"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found
    assert f"<del>{ADVERT}\n</del>" in found[1]
    text = unescape(re.sub("<[^>]+>", "", found[1].replace("&lt;b&gt;", "‹b›")))
    assert text.strip() == TEXT.replace("<b>", "‹b›").replace("\u202e", "⟦U+202E⟧")
