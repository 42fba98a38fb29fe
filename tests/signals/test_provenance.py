from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document, Provenance
from auditor.signals.provenance import provenance

BODY_ZH = "北渠大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，居民出行要多绕三公里。"
BODY_EN = (
    "The bridge over the northern canal was closed for repairs after the flood, and the ferry runs twice an hour now."
)
PLAN = """
一、总体目标
到明年年底，修复桥梁十二座，新建码头六处。
二、主要任务
（一）修复桥梁。
（二）新建码头。
三、保障措施
各部门分工负责。
"""


def read(text: str, **fields: str) -> Provenance:
    return provenance(Document.of(text, **fields))


def test_an_aggregators_stamp_gives_publisher_date_and_owner() -> None:
    found = read(f"渡船暂代北渠大桥\nChang Sha Wan Bao· 2025-03-04 09:12\n{BODY_ZH}")
    assert (found.title, found.publisher, found.published) == ("渡船暂代北渠大桥", "长沙晚报", "2025-03-04T09:12")
    assert (found.owner, found.kind) == ("长沙晚报报业集团", "paper")


def test_pinyin_with_spaced_digits_is_read() -> None:
    assert (
        read(f"渡船暂代北渠大桥\n2 1 Shi Ji Jing Ji Bao Dao· 2025-03-04 09:12\n{BODY_ZH}").publisher == "21世纪经济报道"
    )


def test_a_source_label_names_the_publisher_and_is_credited() -> None:
    found = read(f"渡船暂代北渠大桥\n2025年3月4日 09:12　来源：林湾日报\n{BODY_ZH}")
    assert found.publisher == "林湾日报"
    assert found.credits == ("林湾日报",)


def test_a_bare_outlet_above_a_yearless_day_is_the_publisher_and_the_day_is_unknown() -> None:
    found = read(f"北渠大桥：明年开春重新通车\n\n格隆汇\n24 Jul\n\n{BODY_ZH}")
    assert (found.publisher, found.published, found.kind) == ("格隆汇", None, "aggregator")


@pytest.mark.parametrize(
    "stamp",
    [
        "⏱ 2025-06-19 00:39 🔖 林湾夜话419 📢0",
        "2025-06-19 00:39 林湾夜话419",
        "林湾夜话419 2025-06-19",
        "加微信abc123·2025-06-19",
    ],
)
def test_an_advertisement_beside_a_date_is_no_publisher(stamp: str) -> None:
    assert read(f"Ferry replaces the bridge\n\n{stamp}\n\n{BODY_EN}").publisher is None


def test_the_date_of_an_advertising_stamp_still_counts() -> None:
    assert (
        read(f"Ferry replaces the bridge\n\n⏱ 2025-06-19 00:39 🔖 林湾夜话419\n\n{BODY_EN}").published
        == "2025-06-19T00:39"
    )


def test_what_the_file_declares_wins() -> None:
    found = read(
        f"渡船暂代北渠大桥\nChang Sha Wan Bao· 2025-03-04 09:12\n{BODY_ZH}",
        title="另一个标题",
        publisher="林湾日报",
        published="2025-03-05",
        author="周明远",
    )
    assert (found.title, found.publisher, found.published, found.author) == (
        "另一个标题",
        "林湾日报",
        "2025-03-05",
        "周明远",
    )


def test_a_declared_day_without_a_year_is_unknown() -> None:
    assert read(BODY_EN, published="24 Jul").published is None


def test_the_address_names_a_publisher_that_the_text_does_not() -> None:
    assert read(BODY_EN, url="https://www.reuters.com/world/a").publisher == "Reuters"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("林湾日报全媒体记者 周明远 通讯员 李晓", "周明远"),
        ("（记者 周明远 李晓）", "周明远、李晓"),
        ("本报记者周明远 报道", "周明远"),
        ("作者：周明远", "周明远"),
        ("By Maria Lund", "Maria Lund"),
        ("By MARIA LUND and Søren Holm", "MARIA LUND and Søren Holm"),
    ],
)
def test_a_byline_names_its_author(line: str, author: str) -> None:
    assert read(f"渡船暂代北渠大桥\n{line}\n{BODY_ZH}").author == author


@pytest.mark.parametrize(
    "line",
    [
        "记者了解到，桥墩的裂缝是潜水员发现的。",
        "记者 从会上获悉，工期为六个月。",
        "记者在现场看到，渡船已经靠岸。",
        "By contrast, the old ferry ran once an hour.",
        "By 2030 the bridge will be replaced.",
        "三名女记者周明远、李晓在场。",
    ],
)
def test_a_reporter_who_learns_something_is_no_byline(line: str) -> None:
    found = read(f"渡船暂代北渠大桥\n{line}\n{BODY_ZH}")
    assert (found.author, found.byline) == (None, None)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [("新华社林湾3月5日电", "新华社"), ("（中新社林湾3月5日电）", "中国新闻社")],
)
def test_a_chinese_dateline_names_its_agency(line: str, publisher: str) -> None:
    found = read(f"{line} {BODY_ZH}")
    assert found.publisher == publisher
    assert found.dateline


def test_an_english_dateline_names_its_agency() -> None:
    found = read(f"LINDHOLM, March 5 (Reuters) - {BODY_EN}")
    assert (found.publisher, found.published) == ("Reuters", None)


def test_a_first_sentence_is_no_title() -> None:
    assert read(f"大桥今天封闭了。\n{BODY_ZH}").title is None
    assert read("大桥封闭").title is None
    assert read(f"- one\n- two\n{BODY_EN}").title is None


def test_an_issuers_plan_is_a_primary_document() -> None:
    text = f"北渠三年修复计划公布\n林湾市人民政府办公室印发《北渠桥梁修复方案》。\n{PLAN}"
    assert read(text).official == "林湾市人民政府办公室"


def test_a_notice_by_its_title_is_a_primary_document() -> None:
    assert read(f"林湾市人民政府关于印发北渠桥梁修复方案的通知\n{PLAN}").official == "林湾市人民政府"


def test_a_report_about_a_plan_is_none() -> None:
    assert read(f"北渠将修复\n林湾市人民政府办公室印发《北渠桥梁修复方案》。{BODY_ZH}").official is None


def test_an_english_regulation_is_a_primary_document() -> None:
    text = (
        "Ferry rules\nThe Ministry of Transport hereby issues the following rules.\n"
        "Article 1 Ferries call at both banks.\nArticle 2 They carry lights.\nArticle 3 These rules take effect in May.\n"
    )
    assert read(text).official == "Ministry of Transport"


@pytest.mark.parametrize(
    ("tail", "credit"),
    [
        ("本文转载自澎湃新闻", "澎湃新闻"),
        ("来源：证券时报网", "证券时报"),
        ("This article was originally published by The Guardian.", "The Guardian"),
        ("Source: https://www.harbour-gazette.example/ferry", "harbour-gazette.example"),
    ],
)
def test_a_credited_origin_is_named(tail: str, credit: str) -> None:
    assert credit in read(f"{BODY_EN}\n\n{tail}").credits


def test_a_republished_text_says_through_whom() -> None:
    assert read(f"{BODY_ZH}\n转载自：澎湃新闻").via == "澎湃新闻"


@given(st.text(max_size=400))
def test_any_text_has_a_provenance(text: str) -> None:
    assert isinstance(read(text), Provenance)


@pytest.mark.parametrize(
    ("outlet", "headline", "stamp"),
    [
        ("江岭晚报", "云岭新区去年新增企业三百余家", "记者 刘敏 2025年6月3日"),
        ("Harrow Bay Courier", "Ferry operator carries a record number of people", "By Fiona Grant"),
    ],
)
def test_an_outlet_alone_above_the_headline_published_the_page(outlet: str, headline: str, stamp: str) -> None:
    body = "The operator said so on Friday. " * 8
    found = provenance(Document.of(f"{outlet}\n{headline}\n{stamp}\n\n{body}"))
    assert (found.publisher, found.title) == (outlet, headline)


@pytest.mark.parametrize(
    "text",
    [
        "Annual Report\nHarrow Bay Ferries in the year 2024\n2025-03-01\n\nThe operator said so on Friday.",
        "The Morning Post\nIt came late on Friday, and nobody was there to take it in from the rain.\nWe waited. " * 3,
        "Storm over the Gazette\nBy Fiona Grant\n2025-03-01\n\nThe operator said so on Friday. It went on.",
    ],
)
def test_a_first_line_that_may_be_a_headline_is_no_outlet(text: str) -> None:
    assert provenance(Document.of(text)).publisher is None
