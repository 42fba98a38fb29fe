from __future__ import annotations

import pytest

from auditor.checks.figures import Check
from auditor.checks.protocol import CrossCheck
from auditor.figures.statement import Imprint
from auditor.model import Document, Relation
from auditor.rules.load import load

CHECK = Check(load().of("figures"))


def imprint(text: str, key: str) -> Imprint:
    post = CHECK.post(Document.of(text, key))
    assert post is not None
    return post.imprint


def relations(a: str, b: str) -> list[Relation]:
    return list(CHECK.compare(imprint(a, "a"), imprint(b, "b")))


def test_it_is_a_cross_check() -> None:
    assert isinstance(CHECK, CrossCheck)


def test_two_articles_that_contradict_each_other_meet_and_conflict() -> None:
    a, b = (
        "2024年，绵阳市地区生产总值4345亿元。",
        "绵阳市2024年地区生产总值为6100亿元。",
    )
    first, second = CHECK.post(Document.of(a)), CHECK.post(Document.of(b))
    assert first is not None
    assert second is not None
    assert set(first.keys) & set(second.keys)
    (relation,) = relations(a, b)
    assert relation.kind == "conflicts"
    assert (relation.a[0].quote, relation.b[0].quote) == ("4345亿元", "6100亿元")
    assert "1.4 times apart" in relation.explanation


def test_who_is_asked_first_changes_no_kind() -> None:
    a, b = "2024年，绵阳市地区生产总值4345亿元。", "2024年，绵阳市地区生产总值6100亿元。"
    assert [r.kind for r in relations(a, b)] == [r.kind for r in relations(b, a)] == ["conflicts"]


def test_an_article_is_held_to_its_own_arithmetic() -> None:
    text = "青岛市家电产业营收由2021年的100亿元增至2024年的133.1亿元，年均增长25%。"
    own = imprint(text, "a")
    (relation,) = CHECK.compare(own, own)
    assert relation.kind == "growth-mismatch"
    assert "10 %" in relation.explanation


def test_fitting_arithmetic_is_passed_over() -> None:
    own = imprint("青岛市家电产业营收由2021年的100亿元增至2024年的133.1亿元，年均增长10%。", "a")
    assert list(CHECK.compare(own, own)) == []


def test_an_article_without_figures_posts_nothing() -> None:
    assert CHECK.post(Document.of("渡口的灯塔今年没有亮。")) is None


@pytest.mark.parametrize("size", [2, 64, 65, 400])
def test_a_crowded_key_becomes_a_star(size: int) -> None:
    group = [f"{i:04}" for i in range(size)]
    pairs = set(CHECK.pair("key", group))
    assert len(pairs) <= max(64 * 63 // 2, 4 * size)
    assert {name for pair in pairs for name in pair} == set(group)
    assert all(a < b for a, b in pairs)


def test_a_forecast_for_a_past_year_is_stale() -> None:
    doc = Document.of("预计到2023年，杭州市旅游收入将突破6000亿元。", published="2025-03-01")
    assert [finding.rule for finding in CHECK.inspect(doc)] == ["stale-forecast"]


def test_money_without_a_currency_is_pointed_at() -> None:
    doc = Document.of("这笔投资共20亿，由三方承担。")
    (finding,) = CHECK.inspect(doc)
    assert finding.rule == "missing-currency"
    assert finding.evidence[0].quote == "20亿"


def test_the_share_of_a_sum_is_not_that_of_its_last_part() -> None:
    text = "截至2024年底，浙江共有风电企业1286家。其中宁波412家、温州287家、舟山254家，三市合计占全省企业的74%左右。"
    check = Check(load().of("figures"))
    post = check.post(Document.of(text))
    assert post is not None
    assert not [s for s in post.imprint.statements if s.formula]


def test_pages_of_hundreds_of_figures_meet_within_bounds() -> None:
    pages = [
        "\n".join(f"2024年，绵阳市地区生产总值{number + start}亿元。" for number in range(200))
        for start in (1010, 1510)
    ]
    found = relations(*pages)
    assert 0 < len(found) <= 64 * 64


def test_what_follows_from_a_contradiction_is_not_told_as_another() -> None:
    a, b = (f"2024年，绵阳市医院门诊量达到{visits}万人次，同比增长12%。" for visits in ("18.6", "1.86"))
    assert [r.kind for r in relations(a, b) if r.kind != "corroborates"] == ["magnitude-slip"]


def test_what_two_articles_imply_is_told_where_what_they_state_agrees() -> None:
    a, b = "2024年，绵阳市医院门诊量达到18.6万人次。", "2025年，绵阳市医院门诊量达到30万人次，同比增长12%。"
    assert [r.kind for r in relations(a, b)] == ["derived-conflict"]
