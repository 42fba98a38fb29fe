from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals.attribution import attribution, citation_marks, statements


def counts(text: str) -> tuple[int, int]:
    found = attribution(Document.of(text))
    return found.with_figures, found.attributed


@pytest.mark.parametrize(
    "sentence",
    [
        "产量增长22%，带动就业12600人。",
        "年产值突破42亿元。",
        "Output grew 22 percent last year.",
        "It cost $310 million.",
        "The valley has 1,400 greenhouses.",
        "Growers brought in 57 new varieties.",
    ],
)
def test_a_statistic_is_a_number_with_a_unit(sentence: str) -> None:
    assert counts(sentence) == (1, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年3月4日上午9:12，大桥封闭。",
        "1. 修复桥梁",
        "The bridge was closed on March 4, 2025.",
        "The road leads to Hall 7 [12].",
        "他今年93岁。",
        "第3条适用。",
        "The G60 corridor passes here.",
    ],
)
def test_dates_list_marks_ages_and_names_are_no_statistics(sentence: str) -> None:
    assert counts(sentence) == (0, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "据市统计局统计，产量增长22%。",
        "年报显示，年产值突破42亿元。",
        "周明远表示，产量增长22%。",
        "According to the ministry, output grew 22 percent.",
        "Output grew 22 percent, Maria Lund said.",
        "Output grew 22 percent [3].",
        "Output grew 22 percent (https://example.org/count).",
        "Output grew 22 percent (Lund et al., 2024).",
    ],
)
def test_a_named_source_attributes_its_sentence(sentence: str) -> None:
    assert counts(sentence) == (1, 1)


def test_an_attribution_holds_to_the_end_of_its_paragraph_and_no_further() -> None:
    text = "据市统计局统计，产量增长22%。出口增长14%。\n\n全谷温室1400座，占全国的38%。"
    assert [statement.attributed for statement in statements(Document.of(text))] == [True, True, False]


def test_a_line_that_names_the_source_leads_the_list_below_it() -> None:
    text = "According to the ministry's yearly count:\n- 1,400 greenhouses\n- $310 million\n\nExports rose 14 percent."
    assert [statement.attributed for statement in statements(Document.of(text))] == [True, True, False]


def test_the_entries_of_a_reference_list_are_no_citation_marks() -> None:
    text = "Output grew [1]. Exports rose [2].\n\nReferences\n[1] Yearly count.\n[2] Annual report.\n"
    found = attribution(Document.of(text))
    assert (found.citations, found.references) == (2, 2)


def test_spans_point_at_the_marks() -> None:
    doc = Document.of("产量增长两成[1]，出口上升[2][3]。")
    assert [doc.text[start:end] for start, end in citation_marks(doc)] == ["[1]", "[2]", "[3]"]


def test_an_index_in_code_is_no_citation() -> None:
    assert citation_marks(Document.of("x = [1]; y = f([2])")) == ()


def test_wide_gaps_do_not_slow_the_reading() -> None:
    assert counts(" " * 300_000 + "Output grew 22 percent.") == (1, 0)


@given(st.text(max_size=400))
def test_no_more_statements_are_attributed_than_made(text: str) -> None:
    found = attribution(Document.of(text))
    assert 0 <= found.attributed <= found.with_figures <= found.sentences


@pytest.mark.parametrize(
    "mark", ["[1]", "（注1）", "[ref1]", "^1^", "①", "〔1〕", "[1, p. 20]", "【1】", "[note 1]", "[注1]"]
)
def test_a_mark_behind_a_sentence_is_a_citation(mark: str) -> None:
    text = f"大桥封闭维修，渡船半小时一班{mark}。"
    assert [text[start:end] for start, end in citation_marks(Document.of(text))] == [mark]


@pytest.mark.parametrize("text", ["步骤如下：①关闭阀门；②打开水泵。", "如图①，桥墩已裂。", "x^2 + y^3", "（注意安全）"])
def test_items_figures_and_powers_are_no_citations(text: str) -> None:
    assert citation_marks(Document.of(text)) == ()
