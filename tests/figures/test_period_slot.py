from __future__ import annotations

import pytest

from auditor.figures.figure import Origin
from auditor.figures.read import figures
from auditor.model import Document


def periods(text: str, published: str | None = "2025-06-10") -> list[str | None]:
    fields = {"published": published} if published else {}
    found = figures(Document.of(text, **fields))
    return [figure.period.value.iso if figure.period.value else None for figure in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In April exports reached 40 tonnes, up 9% from a year earlier.", ["2025-04", "2025-04"]),
        ("Reservoirs were 70% full in May, compared with 52% a year earlier.", ["2025-05", "2024-05"]),
        ("Between 2016 and 2023 the fleet grew from 300 ships to 410 ships.", ["2016", "2023"]),
        ("Some 61,000 babies were born in Leeds in 2024.", ["2024"]),
        ("The club has 1,310 members and was founded in 1998.", [None]),
        ("2024年，全市新增停车位2万个。其中，立体车位3000个。", ["2024", "2024"]),
        ("全年处理垃圾41万吨，比2024年减少2万吨。", ["2025", "2025"]),
        ("全年处理垃圾41万吨，比2019年减少2万吨。", [None, None]),
        ("This spring the nursery sold 4,100 saplings, compared with 3,700 in 2023.", ["2025-03/2025-05", "2023"]),
        ("This season the choir gave 38 concerts, against 31 in 2022.", [None, "2022"]),
        ("在读学生从2020年的5200人增至7400人。", ["2020", None]),
        ("Cover rose from 61% in 2022 to 74%.", ["2022", None]),
        ("In 2023, turnover was $80 million, of which $24 million came in the final quarter.", ["2023", "2023-Q4"]),
        ("2023年，县里接待游客90万人次，其中下半年52万人次。", ["2023", "2023-H2"]),
        ("In 2021 the works made 7,000 kilns, 900 of them in the final quarter.", ["2021", "2021-Q4"]),
        ("2022年营收70亿元，年底现金9亿元。", ["2022", "2022-12"]),
        ("前四个月，货运量为80万吨，去年同期为75万吨。", ["2025-01/2025-04", "2024-01/2024-04"]),
    ],
)
def test_a_figure_has_the_time_that_is_its_own(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


def test_a_period_taken_over_is_inherited() -> None:
    figure = figures(Document.of("2024年，全市新增车位2万个。公交车增至900辆。", published="2025-06-10"))[-1]
    assert figure.period.origin is Origin.INHERITED


def test_a_time_nobody_can_date_blocks_the_others() -> None:
    assert periods("去年，企业投资2亿元，预计2031年投产。", published=None)[0] is None


def test_a_new_paragraph_starts_without_a_period() -> None:
    assert periods("2023年，产值50亿元。\n工厂有员工800人。")[-1] is None


def test_what_holds_now_takes_no_period_over() -> None:
    assert periods("2023年，产值50亿元。目前，工厂有员工800人。")[-1] is None


def test_a_date_that_opens_the_next_clause_is_the_next_figures() -> None:
    text = "2023年，喀什机场共开航线12条，计划2026年增开航线8条。"
    assert [figure.period.value and figure.period.value.iso for figure in figures(Document.of(text))] == [
        "2023",
        "2026",
    ]


@pytest.mark.parametrize("published", [None, "2025-06-10"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarnfell Bank had first-half revenue of 310 million pounds in 2024.", "2024-H1"),
        ("In 2024 third-quarter output was 4,100 tonnes.", "2024-Q3"),
        ("Q4 output was 4,100 tonnes in 2023.", "2023-Q4"),
        ("Output in the second quarter was 4,100 tonnes in 2024.", "2024-Q2"),
        ("Output was 16,200 tonnes in 2024, of it a quarter before the summer.", "2024"),
        ("The first half-marathon of the town in 2024 drew 4,100 runners.", "2024"),
    ],
)
def test_a_part_of_the_year_is_not_the_whole_of_it(text: str, expected: str, published: str | None) -> None:
    assert periods(text, published)[0] == expected


def test_a_part_of_the_year_belongs_to_the_amount_beside_it() -> None:
    assert periods("Output was 16,200 tonnes in 2024 and 4,100 tonnes in the third quarter.")[0] == "2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年，矿区产煤300万吨，其中上半年160万吨。", ["2022", "2022-H1"]),
        (
            "In 2022 the mine dug 3 million tonnes; stocks stood at 90,000 tonnes at the end of the year.",
            ["2022", "2022-12"],
        ),
        ("截至2022年6月底，全镇水渠长1.\n6万米，其中硬化9000米。", ["2022-06", "2022-06"]),
    ],
)
def test_an_article_without_a_date_is_read_by_the_years_it_tells(text: str, expected: list[str]) -> None:
    assert periods(text, published=None) == expected


def test_years_counted_in_a_plan_are_the_plans() -> None:
    text = "《湿地保护行动方案（2024—2026年）》印发。三年内新建步道40公里，修复滩涂900亩。"
    assert periods(text, published=None)[-2:] == ["2024/2026", "2024/2026"]


def test_what_a_rank_moved_from_is_not_its_time() -> None:
    text = "In 2024 the park was placed high. It ranks 18th, up 4 places from the previous year."
    assert periods(text)[0] == "2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，全县有养殖户300户。几年后，养殖户达到800户。", ["2023", None]),
        ("2023年全市有充电桩3万个，计划新建5万个。", ["2023", None]),
        ("In Ulster the wage will be £12.21 from April.", ["2026-04"]),
        ("The wage will be £12.21 from April. About 8% of workers earn it.", ["2026-04", None]),
    ],
)
def test_a_plan_is_not_of_a_time_that_is_over(text: str, expected: list[str | None]) -> None:
    assert periods(text) == expected
