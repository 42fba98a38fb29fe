from __future__ import annotations

import pytest

from auditor.figures.read import figures
from auditor.model import Document


def names(text: str) -> list[str | None]:
    return [figure.metric.name if figure.metric else None for figure in figures(Document.of(text))]


def test_a_rate_is_of_the_amount_before_it() -> None:
    assert names("2024年，苏州市地区生产总值2.67万亿元，增长6%。") == ["gdp", "gdp"]


def test_the_same_measure_word_counts_the_same_thing() -> None:
    first, second = names("全国有风电场3200座，其中广东450座。")
    assert first == second


def test_what_is_no_noun_is_not_counted() -> None:
    assert names("港区新设的仓储公司中，有16家在洋山布局。") == [None]


def test_an_unlisted_noun_ends_before_a_verb() -> None:
    assert names("表头共有5个字段是空的。") == ["字段_count"]


def test_the_year_of_a_date_is_no_part_of_a_term() -> None:
    assert names("株洲轨道交通2024年产值1820亿元。") == ["industrial_output"]


def test_visits_are_no_count_of_the_institution_that_is_visited() -> None:
    assert "library_count" not in names("嘉禾市图书馆共接待读者37万人次。")
    assert names("临江湾医院门诊量为56万人次。") == ["outpatients"]


def test_an_institution_is_counted_by_its_own_measure_word() -> None:
    assert names("全市公共图书馆37座。") == ["public_library_count"]


def test_who_reports_is_not_what_is_counted() -> None:
    assert "journalist_count" not in names("记者了解到有370人次。")
    assert "journalist_count" not in names("Reporters were told that the index reached 126.")
    assert names("大会注册记者370名。") == ["journalist_count"]


def test_a_total_of_its_own_is_no_more_of_what_was_new() -> None:
    new, total = names("去年新增图书5.2万册，馆藏总量达到91万册。")
    assert new is not None
    assert total != new


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Malmo had 365 city buses in 2023.", "bus_count"),
        ("Police in Leeds received 640 reports of burglary.", "burglary_count"),
        ("2023年，烟台市护士人数达3.1万人。", "nurse_count"),
        ("2023年，烟台市参保人数达690万人。", "insured"),
        ("2023年，肇庆市共有小学390所，在校生略有减少。", "primary_school_school_count"),
        ("Villagers in Jaen picked 310 tonnes of olives.", "production"),
        ("Boats from Peterhead caught 4,100 tonnes of mackerel.", "catch"),
        ("The canton collected 640 million francs in local taxes.", "tax_revenue"),
        ("Ghent had 37 intangible heritage elements in 2023.", "heritage_item_count"),
    ],
)
def test_what_is_counted_is_named_by_the_last_word_of_its_phrase(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Malmo had 90 city gardeners in 2023.", "city_count"),
        ("The bank announced 3,100 job cuts.", "job_count"),
        ("Leeds has 52 libraries, and enrolment is growing.", "enrolment"),
        ("The utility paid 640 million francs in local taxes.", "tax_revenue"),
        ("Police in Leeds received 640 reports of dog theft.", "dog_count"),
    ],
)
def test_what_only_narrows_it_or_follows_in_the_next_clause_is_not_counted(text: str, other: str) -> None:
    assert names(text) != [other]


def test_who_stands_inside_the_name_of_a_measure_is_not_what_is_counted() -> None:
    assert names("江北新区常住人口31.5万人，户籍人口28万人。") == ["population", "registered_population"]
    assert names("The town had a population of about 31,500 people.") == ["population"]
    assert names("律师人数31人。") == ["lawyer_count"]
