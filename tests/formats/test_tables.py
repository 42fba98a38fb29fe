from __future__ import annotations

import csv as csv_reader
import re
from dataclasses import replace
from io import StringIO

import pytest

from auditor.formats import csv, markdown
from auditor.formats.protocol import Options
from auditor.model import Report


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv_reader.DictReader(StringIO(csv.render(report, Options()), newline="")))


def test_csv_has_one_row_a_finding(report: Report) -> None:
    expected = sum(len(document.findings) for document in report.documents)
    assert len(rows(report)) == expected


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "  =1", "\u3000=1", "\u2003@x", "\n=1"]
)
def test_no_cell_starts_a_formula(report: Report, start: str) -> None:
    document = replace(next(doc for doc in report.documents if doc.findings), title=start)
    title = rows(replace(report, documents=(document,)))[0]["title"]
    assert title.startswith(("'", "⟦U+000D⟧"))


def test_a_negative_number_of_ours_stays_a_number(report: Report) -> None:
    assert {row["points"] for row in rows(report)} >= {"25.0"}


def test_markdown_from_a_document_is_inert(report: Report) -> None:
    page = markdown.render(report, Options())
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"(?<!\\)\]\(", page)


def test_markdown_speaks_chinese(report: Report) -> None:
    page = markdown.render(report, Options(language="zh"))
    assert page.startswith("# 审计报告")
    assert "正文有2处被植入广告词。" in page
