from __future__ import annotations

import json
from dataclasses import replace

from auditor.formats.html.index import Index
from auditor.formats.html.rows import MOST_BYTES, island
from auditor.model import Report


def test_a_row_has_what_the_table_shows(report: Report) -> None:
    index = Index(report)
    told = json.loads(island(index, index.ordered))
    row = next(each for each in told["rows"] if each[2] == "inbox/storage-boom.md")
    assert row[3] == "Storage Boom: Why Beiwan Is the Next Gold Rush"
    assert row[7] == 0
    assert told["rules"][row[11][0]] == "injected-advert"
    assert [told["dimensions"][each][0] for each in row[12]] == ["spam", "figures", "sourcing", "text"]
    assert row[13][0][1:] == ["Advert words are injected into the text in 2 places.", "正文有2处被植入广告词。"]


def test_an_unknown_score_is_null_and_not_zero(report: Report) -> None:
    index = Index(report)
    rows = json.loads(island(index, index.ordered))["rows"]
    assert [row[8] for row in rows if row[7] == 1].count(None) == 1


def test_ten_thousand_rows_fit(report: Report) -> None:
    docs = [doc for doc in report.documents if doc.findings]
    many = tuple(
        replace(docs[n % len(docs)], id=f"{n:016x}", key=f"folder/of/some/depth/{n}.txt") for n in range(10_000)
    )
    index = Index(replace(report, documents=many))
    text = island(index, index.ordered)
    assert len(text.encode()) <= MOST_BYTES
    assert len(json.loads(text)["rows"]) == 10_000


def test_a_score_that_is_no_number_is_unknown(report: Report) -> None:
    doc = replace(report.documents[0], score=float("nan"), interval=(float("-inf"), 3.04))
    index = Index(replace(report, documents=(doc,)))
    (row,) = json.loads(island(index, index.ordered))["rows"]
    assert row[8:11] == [None, None, 3]
