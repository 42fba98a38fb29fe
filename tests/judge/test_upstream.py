from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.judge.upstream import attributed, upstream
from auditor.model import Document, Evidence, Relation, Severity


@pytest.mark.parametrize(
    ("sentence", "figure", "name"),
    [
        ("据北湾市统计局统计，全市去年共有温室1400座。", "1400座", "北湾市统计局"),
        ("北湾渔业协会发布的数据显示，今年捕捞量为320吨。", "320吨", "北湾渔业协会"),
        ("全年吞吐量为412万箱（数据来源：北湾港务局）。", "412万箱", "北湾港务局"),
        ("The port handled 412 boxes, according to figures from the Harbour Board.", "412", "Harbour Board"),
        ("Data compiled by the Canal Trust show that 320 boats passed.", "320", "Canal Trust"),
    ],
)
def test_the_upstream_of_a_figure_stands_in_its_sentence(sentence: str, figure: str, name: str) -> None:
    start = sentence.index(figure)
    assert upstream(sentence, start, start + len(figure)) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "据有关部门统计，全市去年共有温室1400座。",
        "据初步统计，全市去年共有温室1400座。",
        "The valley has 1400 greenhouses, according to people who know it.",
        "据北湾市统计局统计，人口略有增加。全市有温室1400座。",
    ],
)
def test_nobody_is_the_upstream_of_a_figure_that_names_none(sentence: str) -> None:
    start = sentence.index("1400")
    assert upstream(sentence, start, start + 4) is None


def agreement(a: str, b: str, figure: str, *, publisher: str | None = None) -> Relation:
    documents = {"a": Document.of(a, key="a"), "b": Document.of(b, key="b")}
    sides = [
        (Evidence.at(doc, (doc.text.index(figure), doc.text.index(figure) + len(figure))),)
        for doc in documents.values()
    ]
    relation = Relation("corroborates", sides[0], sides[1], "", {}, Severity.INFO, 0.9, "")
    return attributed(relation, documents.__getitem__, {"a": None, "b": publisher}.__getitem__)


def test_two_papers_that_have_a_figure_from_one_bureau_are_one_source() -> None:
    a, b = "据北湾市统计局统计，全谷有温室1400座。", "根据北湾市统计局公布的数据，温室已达1400座。"
    assert agreement(a, b, "1400座").kind == "same-source"


def test_two_papers_that_have_a_figure_from_two_places_corroborate_each_other() -> None:
    a, b = "据北湾市统计局统计，全谷有温室1400座。", "据北湾农业大学调查，温室已达1400座。"
    assert agreement(a, b, "1400座").kind == "corroborates"


def test_a_paper_and_the_bureau_it_cites_are_one_source() -> None:
    a, b = "据北湾市统计局统计，全谷有温室1400座。", "全谷共有温室1400座。"
    assert agreement(a, b, "1400座", publisher="北湾市统计局").kind == "same-source"
    assert agreement(a, b, "1400座", publisher="北湾日报").kind == "corroborates"


def test_a_contradiction_stays_one_whoever_is_cited() -> None:
    doc = Document.of("据北湾市统计局统计，全谷有温室1400座。", key="a")
    other = replace(doc, key="b")
    side, opposite = (Evidence.at(doc, (13, 18)),), (Evidence.at(other, (13, 18)),)
    relation = Relation("conflicts", side, opposite, "", {}, Severity.MAJOR, 0.9, "")
    assert attributed(relation, {"a": doc, "b": other}.__getitem__, lambda _: None) is relation
