from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest

from auditor.formats import console
from auditor.formats.protocol import Options
from auditor.model import Gate, Report, Status


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(report: Report, language: str, columns: int) -> None:
    page = console.render(report, Options(language=language, width=columns))
    assert max(map(width, page.splitlines())) <= columns


def test_a_verdict_has_a_shape_and_a_word(report: Report) -> None:
    page = console.render(report, Options())
    assert all(verdict in page for verdict in ("✔ accept", "◆ review", "✖ reject"))
    assert "8 documents: ✔ 4 accept · ◆ 2 review · ✖ 2 reject · 2 faults" in page


def test_chinese_readers_get_chinese(report: Report) -> None:
    page = console.render(report, Options(language="zh"))
    assert "✖ 2 拒绝" in page
    assert "正文有2处被植入广告词。" in page
    assert "Advert words" not in page


def test_what_is_wrong_with_a_document_stands_in_its_row(report: Report) -> None:
    assert "spam −25: Advert words are injected" in " ".join(console.render(report, Options()).split())


def test_accepted_findings_are_counted(report: Report) -> None:
    doc = next(doc for doc in report.documents if doc.findings)
    accepted = replace(doc, findings=tuple(replace(each, status=Status.BASELINED) for each in doc.findings))
    page = console.render(replace(report, documents=(accepted,)), Options())
    assert f"\n{len(accepted.findings)} baselined" in re.sub(r"\n +", "\n", page)


def test_what_a_gate_refused_is_counted_where_it_admits_the_rest(report: Report) -> None:
    key = report.documents[0].key
    page = console.render(replace(report, gate=Gate("admitted", (key,))), Options())
    assert "Gate: admitted · 1 refused" in page


def test_families_contradictions_and_faults_are_listed(report: Report) -> None:
    page = " ".join(console.render(report, Options()).split())
    assert all(part in page for part in ("syndicated 0.96", "214 at one quarter make 856", "line 17: no JSON"))


def test_without_colour_the_terminal_is_told_nothing(report: Report) -> None:
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", console.render(report, Options())
    )


def test_with_colour_only_our_own_escapes_are_there(report: Report) -> None:
    page = console.render(report, Options(color=True))
    assert "\x1b[1;31m" in page
    assert "\x1b" not in re.sub(r"\x1b\[[\d;]*m", "", page)
    assert "⟦U+001B⟧[2J" in page


def test_square_brackets_are_no_markup(report: Report) -> None:
    first = replace(report.documents[0], title="[bold red]x[/nonsense] :smile:")
    assert "[bold red]x[/nonsense] :smile:" in console.render(replace(report, documents=(first,)), Options())


def test_an_empty_report_has_a_summary_line(report: Report) -> None:
    empty = replace(report, documents=(), families=(), facts=(), faults=(), notes=(), affected=(), gate=None)
    assert console.render(empty, Options()).rstrip().endswith("0 documents: ✔ 0 accept · ◆ 0 review · ✖ 0 reject")
