from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from auditor.figures.figure import Figure, Origin
from auditor.figures.read import figures
from auditor.model import Document


def bound(text: str, **fields: str) -> tuple[Figure, ...]:
    return figures(Document.of(text, **fields))


def one(text: str, **fields: str) -> Figure:
    (figure,) = bound(text, **fields)
    return figure


@pytest.mark.parametrize(
    "text",
    ["2024年，绵阳市地区生产总值4345亿元。", "Mianyang's gross domestic product stood at 434.5 billion yuan in 2024."],
)
def test_both_languages_give_one_metric_place_and_period(text: str) -> None:
    figure = one(text)
    assert figure.metric is not None
    assert figure.metric.name == "gdp"
    assert (figure.place.value, figure.place.origin) == ("Mianyang", Origin.STATED)
    assert figure.period.value is not None
    assert figure.period.value.iso == "2024"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("预计到2027年，杭州市旅游收入将突破6000亿元。", "forecast"),
        ("杭州市力争2027年旅游收入达到6000亿元。", "target"),
        ("Hangzhou plans to build 40 hospitals.", "planned"),
        ("2024年，杭州市旅游收入5600亿元。", "actual"),
    ],
)
def test_the_cue_of_the_clause_gives_the_status(text: str, status: str) -> None:
    assert one(text).status == status


def test_a_share_speaks_of_the_figure_before_it() -> None:
    level, share = bound("2024年，苏州市有面包店1500家，占全国的10%。")
    assert share.whole is not None
    assert (share.whole.place, share.whole.part) == ("China", 0)
    assert level.metric == share.metric


def test_a_place_of_the_headline_is_inherited() -> None:
    figure = one("全年营收12亿元。", title="大连市水产业年报")
    assert (figure.place.value, figure.place.origin) == ("Dalian", Origin.INHERITED)


def test_last_year_is_read_against_the_date_of_the_article() -> None:
    figure = one("去年，宁波港货物吞吐量13.8亿吨。", published="2025-03-01")
    assert figure.period.value is not None
    assert figure.period.value.iso == "2024"


def test_a_yearly_rate_covers_the_years_of_its_sentence() -> None:
    rate = bound("营收由2021年的100亿元增至2024年的133.1亿元，年均增长10%。", title="青岛市家电产业")[-1]
    assert rate.period.value is not None
    assert rate.period.value.iso == "2021/2024"


def test_every_quantity_has_a_figure() -> None:
    assert len(bound("3家\n4%\n5元\n六成")) == 4


def test_the_annotated_paragraphs_are_bound_as_their_readers_would() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in (Path(__file__).parent / "paragraphs.jsonl").read_text("utf-8").splitlines():
        paragraph = json.loads(line)
        text = "\n".join(part for part in (paragraph["title"], paragraph["text"]) if part)
        found = bound(text, title=paragraph["title"] or "", published=paragraph["published"])
        position = len(text) - len(paragraph["text"])
        for gold in paragraph["figures"]:
            position = text.index(gold["quote"], position)
            end = position + len(gold["quote"])
            figure = next(f for f in found if f.quantity.start < end and f.quantity.end > position)
            period = figure.period.value.iso if figure.period.value else None
            slots = {"place": figure.place.value, "period": period, "status": figure.status}
            for name in slots.keys() & gold.keys():
                total[name] += 1
                right[name] += slots[name] == gold[name]
    shares = {name: right[name] / total[name] for name in total}
    assert shares["place"] >= 0.9
    assert shares["period"] >= 0.8
    assert shares["status"] >= 0.95
