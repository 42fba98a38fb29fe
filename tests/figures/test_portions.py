from __future__ import annotations

import pytest

from auditor.checks.figures import Check
from auditor.model import Document, Relation
from auditor.rules.load import load


def told(text: str) -> list[Relation]:
    check = Check(load().of("figures"))
    post = check.post(Document.of(text))
    return list(check.compare(post.imprint, post.imprint)) if post else []


TABLE = "| 类别 | 占比 |\n|---|---|\n| 粮食 | {}% |\n| 蔬菜 | 38% |\n| 水果 | 17% |\n| 合计 | 100% |\n"


@pytest.mark.parametrize(
    "text",
    [
        "受访者中男性占58%，女性占52%。",
        "员工中男员工占比65%，女员工占比48%。",
        "从客源看，国内游客占72%，境外游客占41%。",
        "全镇人口中，0—14岁占22%，15—59岁占61%，60岁及以上占31%。",
        "江苏、浙江、安徽分别占45%、38%和29%。",
        "全省耕地中，水田占45%，旱地占38%，其余27%为园地。",
        "Of all patients, 62% were female and 51% male.",
        "45 percent of visitors came from Germany, 38 percent from France and 29 percent from Spain.",
        "Germany accounted for 45 percent of sales, France for 38 percent and Italy for 29 percent.",
        "Germany, France and Italy accounted for 45, 38 and 29 percent of sales respectively.",
        "45% of respondents chose tea, 38% preferred coffee, and the remaining 29% drank water.",
        "Readers: 40% were aged 18 to 34, 42% were aged 35 to 54 and 31% were aged over 55.",
        TABLE.format(52),
    ],
)
def test_shares_of_one_whole_that_come_to_more_than_it_are_told(text: str) -> None:
    (found,) = told(text)
    assert (found.kind, found.severity.value, found.formula) == ("derived-conflict", "minor", "sum(shares) <= 1")
    assert found.computed["sum"] > 1
    assert all(text[e.start : e.end] == e.quote for e in (*found.a, *found.b))


def test_the_arithmetic_is_said_in_both_languages_with_all_operands() -> None:
    (found,) = told("江苏、浙江、安徽分别占45%、38%和29%。")
    assert [e.quote for e in (*found.a, *found.b)] == ["45%", "38%", "29%"]
    assert found.explanation.startswith("45% + 38% + 29% = 112 %")
    assert found.explanation_zh.startswith("45% + 38% + 29% = 112 %：同一整体")


@pytest.mark.parametrize("text", ["男性占58%，女性占42%。", "男性占50.4%，女性占49.7%。", TABLE.format(45.2)])
def test_shares_that_come_to_the_whole_or_to_its_rounding_are_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # groups that overlap, and several answers
        "受访者中女性占55%，35岁以下占60%，党员占30%。",
        "全市人口中，60岁及以上占52%，65岁及以上占46%，80岁及以上占30%。",
        "18—30岁占55%，25—40岁占60%。",
        "调查显示（可多选），喜欢茶的占45%，喜欢咖啡的占58%，其余29%不详。",
        # places within each other, and regions
        "来自长三角的占60%，来自江苏的占45%。",
        "来自江苏的占60%，来自苏州的占45%。",
        "出口额中欧盟占45%，德国占38%，法国占29%。",
        # several wholes, and rates
        "58% of men and 52% of women own a bicycle.",
        "45% of homes in Germany, 38% in France and 29% in Spain have heat pumps.",
        "患者中男性占58%，医生中女性占52%。",
        "男性吸烟者占58%，女性吸烟者占52%。",
        "男生近视率占58%，女生占62%。",
        "德国占出口的45%，法国占进口的38%，意大利占投资的29%。",
        "60 percent of graduates were women, 52 percent of doctors were men.",
        "Women made up 58 percent of nurses and men 52 percent of doctors.",
        "第一产业增长3%，第二产业增长58%，第三产业增长62%。",
        "该行持有甲公司60%的股权、乙公司55%的股权，其余45%由他人持有。",
        # a part of a part
        "45% are imported; of these 70% come from Spain and the remaining 30% from Italy.",
        "工业用电占60%，其中高耗能行业占55%，居民用电占25%，其余15%为商业用电。",
        # two times
        "2023年男性占58%，2024年女性占52%。",
        "上半年男性占58%，下半年女性占52%。",
        "| 部门 | 女性占比 |\n|---|---|\n| 研发 | 45% |\n| 销售 | 48% |\n| 财务 | 72% |\n| 全部 | 55% |\n",
    ],
)
def test_shares_that_may_be_of_several_wholes_are_not_added_up(text: str) -> None:
    assert told(text) == []


def test_ten_thousand_shares_are_read_in_time() -> None:
    assert told("，".join(["甲占60%"] * 10_000)) == []
