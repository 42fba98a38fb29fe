from __future__ import annotations

import pytest

from auditor.checks.figures import Check
from auditor.model import Document, Relation
from auditor.rules.load import load


@pytest.fixture(scope="module")
def check() -> Check:
    return Check(load().of("figures"))


def told(check: Check, *texts: str) -> list[Relation]:
    posts = [check.post(Document.of(text, key=str(number))) for number, text in enumerate(texts)]
    imprints = sorted((post.imprint for post in posts if post), key=lambda imprint: imprint.id)
    return [relation for relation in check.compare(imprints[0], imprints[-1]) if relation.formula.count("sum(places)")]


@pytest.mark.parametrize(
    "text",
    [
        "浙江有博物馆1200家，其中杭州800家、宁波700家。",
        "截至2024年底，合肥市有充电桩12.6万个，芜湖市有4.83万个，蚌埠市有2.1万个，安徽全省共15万个。",
        "2024年，南京市小麦产量240万吨，徐州市小麦产量620万吨，盐城市小麦产量700万吨。2024年江苏省小麦产量1100万吨。",
        "At the end of 2024 Hefei had 126,000 charging points and Wuhu 48,300; Anhui had 150,000 then.",
    ],
)
def test_places_that_have_more_together_than_the_place_around_them_are_told(check: Check, text: str) -> None:
    (found,) = told(check, text)
    assert (found.kind, found.severity.value) == ("part-exceeds-whole", "minor")
    assert "推算" in found.explanation_zh
    assert all(text[e.start : e.end] == e.quote for e in (*found.a, *found.b))


def test_the_whole_may_stand_in_another_article(check: Check) -> None:
    (found,) = told(
        check,
        "截至2024年底，合肥市有充电桩12.6万个，芜湖市有4.83万个，蚌埠市有2.1万个。",
        "By the end of 2024 Anhui had 150,000 charging points.",
    )
    assert found.kind == "part-exceeds-whole"
    assert sorted(e.quote for e in (*found.a, *found.b)) == ["12.6万个", "150,000", "2.1万个", "4.83万个"]


@pytest.mark.parametrize(
    "text",
    [
        # all of it fits
        "浙江有博物馆1200家，其中杭州400家、宁波300家。",
        # counted again in each place, and what does not add up
        "2024年，南京接待游客1.6亿人次，苏州接待游客1.7亿人次，无锡接待游客1.4亿人次。2024年江苏接待游客4亿人次。",
        "2024年末，苏州有物种1200种，南京有物种900种，江苏省有物种1600种。",
        "2024年，合肥平均工资10.2万元，芜湖平均工资9.1万元，安徽平均工资9.5万元。",
        # places that lie within each other
        "2024年末，苏州有充电桩12万个，昆山有充电桩9万个，江苏有充电桩15万个。",
        "江苏有企业500万家，长三角有企业800万家，浙江有企业400万家。",
        # other times and other things
        "2023年末合肥有充电桩12万个，2024年末芜湖有充电桩9万个，2023年末安徽有充电桩15万个。",
        "2024年末合肥有公共充电桩5万个，芜湖有充电桩9万个，安徽有公共充电桩7万个。",
        "2024年末，合肥累计建成充电桩12万个，芜湖累计建成9万个，安徽当年新增充电桩8万个。",
        "At the end of 2024 Hefei had 126,000 charging points and Wuhu 48,300. Anhui had 150,000 fast charging points.",
    ],
)
def test_what_does_not_add_up_over_places_is_not_told(check: Check, text: str) -> None:
    assert told(check, text) == []


def test_another_year_of_the_whole_in_another_article_is_not_told(check: Check) -> None:
    parts = "截至2024年底，合肥市有充电桩12.6万个，芜湖市有4.83万个。"
    assert told(check, parts, "By the end of 2022 Anhui had 110,000 charging points.") == []
