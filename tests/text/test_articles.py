# a line of a page stays a line, and a Han character is counted twice
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.readers._cues import cues
from auditor.text.articles import Article, articles
from auditor.text.datelines import dateline, iso_date

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
ZH = "港口集团说，新的集装箱码头将在明年春天投入使用，设计年吞吐量为一百二十万标准箱，铁路专线同时通车，沿线四个县的货主不必再绕道省城。"
EN = "The port authority said the new terminal would open next spring with room for 1.2 million boxes a year, and that the rail link to the four inland counties would open on the same day."


def split(text: str) -> tuple[Article, ...]:
    return articles(text, cues())


def heads(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(text[slice(*a.title)] if a.title else None, a.publisher, a.published) for a in split(text)]


def test_a_page_of_titles_over_publisher_and_time_splits_into_its_articles() -> None:
    text = (
        f"港口与铁路\nSearch documents\n新码头明年春天投入使用\nHai Gang Wan Bao· 2024-03-05 08:01\n{ZH}\n"
        f"铁路专线通车在即\n沿海观察· 2024-03-04 19:30\n{ZH}\n四县货主不再绕道\nNei Lu Ri Bao· 2024-03-02 07:15\n{ZH}"
    )
    assert heads(text) == [
        ("新码头明年春天投入使用", "Hai Gang Wan Bao", "2024-03-05T08:01"),
        ("铁路专线通车在即", "沿海观察", "2024-03-04T19:30"),
        ("四县货主不再绕道", "Nei Lu Ri Bao", "2024-03-02T07:15"),
    ]
    assert split(text)[0].start == 0
    assert text[split(text)[1].start :].startswith("铁路专线通车在即")


def test_an_english_digest_with_rules_and_datelines_splits() -> None:
    text = (
        f"# Weekly digest\n\n## New terminal opens next spring\n**Harbour Herald** | Mar 5, 2024\n\n{EN}\n\n---\n\n"
        f"## Rail link is on time\n*The Inland Post — 4 March 2024*\n\n{EN}\n\n***\n\n"
        f"## Shippers welcome shorter routes\nSource: Coast Wire | March 2nd, 2024, 10:30 am\n\n{EN}\n"
    )
    assert heads(text) == [
        ("New terminal opens next spring", "Harbour Herald", "2024-03-05"),
        ("Rail link is on time", "The Inland Post", "2024-03-04"),
        ("Shippers welcome shorter routes", "Coast Wire", "2024-03-02T10:30"),
    ]


def test_a_numbered_chinese_digest_with_source_labels_splits() -> None:
    text = (
        f"一周舆情\n\n1. 新码头明年春天投入使用\n来源：海港晚报 2024年3月5日 08:01\n{ZH}\n\n"
        f"2. 铁路专线通车在即\n来源：沿海网　2024年3月4日\n{ZH}\n\n3、四县货主不再绕道\n2024/03/02 来源: 内陆日报 作者：王一\n{ZH}\n"
    )
    assert heads(text) == [
        ("新码头明年春天投入使用", "海港晚报", "2024-03-05T08:01"),
        ("铁路专线通车在即", "沿海网", "2024-03-04"),
        ("四县货主不再绕道", "内陆日报", "2024-03-02"),
    ]
    assert split(text)[2].author == "王一"


def test_header_blocks_of_title_source_and_date_split() -> None:
    text = (
        f"Title: New terminal opens next spring\nSource: Harbour Herald\nDate: 5 March 2024\nAuthor: A. Quay\n\n{EN}\n\n"
        f"Title: Rail link is on time\nSource: Inland Post\nDate: 4 March 2024\n\n{EN}\n"
    )
    assert heads(text) == [
        ("New terminal opens next spring", "Harbour Herald", "2024-03-05"),
        ("Rail link is on time", "Inland Post", "2024-03-04"),
    ]
    assert split(text)[0].author == "A. Quay"


def test_chinese_header_blocks_split() -> None:
    text = f"标题：新码头明年投入使用\n媒体：海港晚报\n日期：2024-03-05\n\n{ZH}\n\n标题：铁路专线通车在即\n媒体：沿海网\n日期：2024-03-04\n\n{ZH}\n"
    assert heads(text) == [
        ("新码头明年投入使用", "海港晚报", "2024-03-05"),
        ("铁路专线通车在即", "沿海网", "2024-03-04"),
    ]


def test_clippings_with_the_publisher_over_the_date_split() -> None:
    text = (
        f"New terminal opens next spring\n\nHarbour Herald\nMarch 5, 2024 Tuesday\nLength: 412 words\nByline: A. Quay\n\n{EN}\n\n"
        f"Rail link is on time\n\nInland Post\nMarch 4, 2024 Monday\nLength: 300 words\n\n{EN}\n"
    )
    assert heads(text) == [
        ("New terminal opens next spring", "Harbour Herald", "2024-03-05"),
        ("Rail link is on time", "Inland Post", "2024-03-04"),
    ]


def test_clippings_with_the_dateline_over_the_title_split() -> None:
    text = f"海港晚报 | 2024-03-05 | A12\n新码头明年春天投入使用\n{ZH}\n\n沿海日报 | 2024-03-04 | B03\n铁路专线通车在即\n{ZH}\n"
    assert heads(text) == [
        ("新码头明年春天投入使用", "海港晚报", "2024-03-05"),
        ("铁路专线通车在即", "沿海日报", "2024-03-04"),
    ]


def test_clippings_closed_by_their_source_split() -> None:
    text = f"新码头明年春天投入使用\n{ZH}\n（来源：海港晚报 2024年3月5日）\n\n铁路专线通车在即\n{ZH}\n（来源：沿海网 2024年3月4日 第3版）\n"
    assert heads(text) == [
        ("新码头明年春天投入使用", "海港晚报", "2024-03-05"),
        ("铁路专线通车在即", "沿海网", "2024-03-04"),
    ]


def test_bylines_with_publisher_and_date_split() -> None:
    text = (
        f"New terminal opens next spring\nBy Anna Quay, The Harbour Herald — 5 Mar 2024\n\n{EN}\n\n"
        f"Rail link is on time\nBy Ben Rail, The Inland Post — 4 Mar 2024\n\n{EN}\n"
    )
    assert heads(text) == [
        ("New terminal opens next spring", "The Harbour Herald", "2024-03-05"),
        ("Rail link is on time", "The Inland Post", "2024-03-04"),
    ]


ZH_STYLES = {
    "brackets": "【标题】{title}\n【来源】海港晚报\n【日期】{date}\n【正文】{body}",
    "list fields": "### {title}\n- 来源: 海港晚报\n- 日期: {date}\n\n{body}",
    "table fields": "### {title}\n| 来源 | 海港晚报 |\n| 日期 | {date} |\n\n{body}",
    "quoted fields": "### {title}\n> 来源：海港晚报\n> 日期：{date}\n\n{body}",
    "date over name": "{title}\n{date}\n海港晚报\n{body}",
    "name over date": "{title}\n海港晚报\n{date}\n{body}",
    "heading and subtitle": "## {title}\n沿线四县早有期待\n海港晚报 | {date}\n{body}",
    "linked title": "1. [{title}](https://example.org/a)\n   海港晚报 — {date}\n\n   {body}",
    "closing label": "{title}\n{body}\n来源：海港晚报 {date}",
    "closing dash": "{title}\n{body}\n——《海港晚报》{date}",
    "words and codes": "{title}\n\n记者 王一\n412字\n{date}\n海港晚报\n{body}",
    "counters": "{title}\n{date}　来源：海港晚报　编辑：李二　阅读：1234\n{body}",
    "rules": "========\n{title}\n海港晚报 | {date}\n--------\n{body}",
    "bold heading": "**{title}**\n\n（海港晚报，{date}）\n\n{body}",
}


@pytest.mark.parametrize("style", ZH_STYLES.values(), ids=ZH_STYLES.keys())
def test_each_style_of_a_clipping_service_splits(style: str) -> None:
    text = "\n\n".join(
        style.format(title=title, date=day, body=ZH)
        for title, day in [("新码头明年春天投入使用", "2024-03-05"), ("铁路专线通车在即", "2024-03-04")]
    )
    assert heads(text) == [
        ("新码头明年春天投入使用", "海港晚报", "2024-03-05"),
        ("铁路专线通车在即", "海港晚报", "2024-03-04"),
    ]


def test_windows_and_old_mac_line_ends_split_alike() -> None:
    text = (
        f"New terminal opens\nHarbour Herald | 2024-03-05\n{EN}\nRail link is on time\nInland Post | 2024-03-04\n{EN}"
    )
    for stop in ("\r\n", "\r"):
        assert [head[1] for head in heads(text.replace("\n", stop))] == ["Harbour Herald", "Inland Post"]


CHANGELOG = f"# Changelog\n\n## [1.2.0] - 2024-03-05\n### Added\n- {EN}\n\n## [1.1.0] - 2024-02-01\n### Fixed\n- {EN}\n"
RELEASES = f"Release notes of the tool\n\nVersion 2.1 — 2024-03-05\n{EN}\n\nVersion 2.0 — 2024-02-01\n{EN}\n"
CHRONOLOGY_EN = f"History of the harbour\n\nFoundation of the first quay\n5 March 1904\n{EN}\n\nThe great storm breaks the mole\n7 May 1921\n{EN}\n"
CITY_CHRONOLOGY = f"The campaign in three acts\n\nThe fleet gathers at anchor\nLisbon, 5 March 1904\n{EN}\n\nThe storm at sea\nCadiz, 7 May 1904\n{EN}\n"
CHRONOLOGY_ZH = f"海港大事记\n\n2024年3月5日\n{ZH}\n\n2024年3月9日 上海\n{ZH}\n\n2024年4月1日，{ZH}\n\n奠基仪式举行\n2024年5月1日\n{ZH}\n\n铁路开通运营\n2024年6月1日\n{ZH}\n"
MAIL = (
    f"From: Anna Quay <anna@example.org>\nDate: Tue, 5 Mar 2024 10:00:00 +0100\nTo: Ben Rail <ben@example.org>\nSubject: Terminal\n\n{EN}\n\n"
    f"On Tue, Mar 5, 2024 at 11:00 AM Ben Rail wrote:\n\n> {EN}\n\n"
    f"From: Ben Rail\nSent: Tuesday, March 5, 2024 11:30 AM\nTo: Anna Quay\nSubject: Re: Terminal\n\n{EN}\n"
)
MAIL_ZH = f"发件人：王一\n发送时间：2024年3月5日 10:00\n收件人：李二\n主题：码头\n\n{ZH}\n\n发件人：李二\n发送时间：2024年3月5日 11:00\n收件人：王一\n主题：回复：码头\n\n{ZH}\n"
COMMITS = f"commit 1f2e3d\nAuthor: Anna Quay <anna@example.org>\nDate:   Tue Mar 5 10:00:00 2024 +0100\n\n    {EN}\n\ncommit 4a5b6c\nAuthor: Ben <b@example.org>\nDate:   2024-03-04 10:00:00 +0100\n\n    {EN}\n"
TABLE = (
    "Opening dates of the terminals\n\n"
    + "".join(f"Terminal {n}\t2024-03-{n:02}\t{n * 100}\n" for n in range(1, 20))
    + EN
)
MARKDOWN_TABLE = (
    "# Dates\n\n| Publisher | Date |\n|---|---|\n| Harbour Herald | 2024-03-05 |\n| Inland Post | 2024-03-04 |\n\n" + EN
)
REFERENCES = (
    f"{EN}\n\nReferences\n\n[1] Quay A. New terminal opens next spring. Harbour Herald, 5 March 2024.\n[2] Rail B. The rail link is on time.\n"
    f"Inland Post, 4 March 2024.\n[3] 王一. 新码头明年投入使用[N]. 海港晚报, 2024-03-05(3).\n[4] 李二. 铁路专线通车在即[EB/OL]. 沿海网, 2024-03-04.\n"
)
COMMENTS = (
    f"New terminal opens next spring\nHarbour Herald | 5 March 2024 08:00\n{EN}\n\nComments\nAnna 2024-03-05 09:00\n{EN}\nReply Like 3\n"
    f"Ben 2024-03-05 09:30\n{EN}\nReply Like 5\nCarl 2024-03-05 10:30\n{EN}\nReply Like 1\n"
)
CHAT = f"王一 2024-03-05 10:00:01\n{ZH}\n李二 2024-03-05 10:02:13\n好的，收到。\n王一 2024-03-05 10:05:09\n{ZH}\n李二 2024-03-05 10:06:44\n{ZH}\n"
RELATED = (
    f"New terminal opens next spring\nHarbour Herald | 5 March 2024\n{EN}\n\nMore stories\n\nRail link is on time\nInland Post | 4 March 2024\n"
    "Shippers welcome shorter routes\nCoast Wire | 2 March 2024\n"
)
FIGURES = f"码头建设年度报告\n{ZH}\n图1 年吞吐量变化\n来源：港务局，2024年3月5日\n{ZH}\n表2 沿线货运量\n来源：港务局，2024年3月5日\n{ZH}\n数据来源：统计局 2024-03-05\n{ZH}\n"
PROSE = f"{EN}\nThe first meeting, on 5 March 2024, agreed on the plan. Harbour Herald reported it on 6 March 2024.\n{EN}\nThe second followed on 2024-04-01.\n"
INCIDENT = f"Outage of the crane control\n\nDetection of the fault\n2024-03-05 10:02\n{EN}\n\nRecovery of the service\n2024-03-05 11:40\n{EN}\n"


@pytest.mark.parametrize(
    "text",
    [
        CHANGELOG, RELEASES, CHRONOLOGY_EN, CITY_CHRONOLOGY, CHRONOLOGY_ZH, MAIL, MAIL_ZH, COMMITS, TABLE, MARKDOWN_TABLE,
        REFERENCES, COMMENTS, CHAT, RELATED, FIGURES, PROSE, INCIDENT,
    ],
    ids=[
        "changelog", "releases", "chronology", "chronology of cities", "大事记", "mail", "邮件", "commits", "table", "markdown table",
        "references", "comments", "chat", "related", "figures", "prose", "incident",
    ],
)  # fmt: skip
def test_what_merely_holds_dates_stays_whole(text: str) -> None:
    assert [(a.start, a.end) for a in split(text)] == [(0, len(text))]


def test_the_one_dateline_of_an_article_is_reported_and_nothing_is_cut() -> None:
    text = f"新码头明年春天投入使用\n海港晚报·2024-03-05 08:01\n\n{ZH}\n{ZH}"
    assert heads(text) == [("新码头明年春天投入使用", "海港晚报", "2024-03-05T08:01")]
    assert split(text)[0].end == len(text)


def test_a_date_without_a_year_names_the_publisher_and_leaves_the_date_unknown() -> None:
    assert heads(f"新码头明年春天投入使用\n\n沿海汇\n5 Mar\n\n{ZH}") == [("新码头明年春天投入使用", "沿海汇", None)]
    assert heads(f"New terminal opens next spring\nCoast Wire · 3 hours ago\n{EN}")[0][1:] == ("Coast Wire", None)


def test_a_page_that_repeats_one_article_is_not_split_at_its_copies() -> None:
    text = f"新码头明年春天投入使用\n海港晚报·2024-03-05 08:01\n{ZH}\n" * 5
    assert len(split(text)) == 1


def test_an_icon_line_gives_the_date_and_no_publisher() -> None:
    text = f"New terminal opens next spring\n\n⏱ 2024-03-05 00:39 🔖 harbour tours 📢0\n\n{EN}"
    assert heads(text) == [("New terminal opens next spring", None, "2024-03-05T00:39")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月5日 8时05分", "2024-03-05T08:05"),
        ("2024年3月5日 下午3:05", "2024-03-05T15:05"),
        ("Tuesday, March 5th, 2024 at 3:05 p.m. ET", "2024-03-05T15:05"),
        ("12:10 am, 5 Mar 2024", "2024-03-05T00:10"),
        ("05-Mar-2024", "2024-03-05"),
        ("2024-03-05T08:01:30+08:00", "2024-03-05T08:01:30"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("05/03/2024", None),
        ("2024-02-30", None),
        ("5 March", None),
        ("12024-03-055", None),
    ],
)
def test_dates_are_read_as_written_or_not_at_all(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "On 5 March 2024 the board met in Hamburg.",
        "2024-03-05 to 2024-03-09",
        "v3.1.2 (2024-03-05)",
        "Revenue 2024-03-05 $12",
        "Anna <anna@example.org> 2024-03-05",
        "x" * 300 + " 2024-03-05",
        "a\x00b 2024-03-05",
    ],
)
def test_a_line_that_says_more_is_no_dateline(line: str) -> None:
    assert dateline(line, cues()) is None


def test_a_reprint_names_its_way() -> None:
    says = dateline("来源：海港晚报 转载自：沿海网 2024-03-05", cues())
    assert says is not None
    assert (says.publisher, says.via) == ("海港晚报", "沿海网")


def test_of_two_names_the_publisher_is_the_one_that_says_so() -> None:
    says = dateline("王一 海港周刊 2024年3月5日 23:36 上海", cues())
    assert says is not None
    assert says.publisher == "海港周刊"


def test_a_place_before_a_date_is_no_publisher() -> None:
    says = dateline("Hamburg, March 5, 2024", cues())
    assert says is not None
    assert says.publisher is None


PIECES = st.sampled_from(
    [
        "New terminal opens next spring", "Harbour Herald | 2024-03-05", "新码头明年春天投入使用", "来源：海港晚报 2024年3月5日", EN, ZH, "", "---",
        "Title: A line of its own", "Date: 2024-03-05", "（来源：沿海网 2024年3月4日）", "From: Anna", "\r", "5 Mar 2024", "Inland Post",
        "Rail link is on time", "\x00\ud800", "# Heading of a part",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_articles_tile_the_text_whatever_it_is(pieces: list[str], stop: str) -> None:
    text = stop.join(pieces)
    found = split(text)
    assert "".join(text[a.start : a.end] for a in found) == text
    assert all(a.start < a.end for a in found) or len(found) == 1
    assert all(a.start <= a.title[0] < a.title[1] <= a.end for a in found if a.title)


@given(st.text(max_size=400))
def test_any_text_has_at_least_one_article(text: str) -> None:
    assert sum(a.end - a.start for a in split(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "中" * 5_000_000,
        "2024-03-05 " * 400_000,
        "\n" * 2_000_000 + "2024-03-05",
        "Harbour Herald | 2024-03-05\n" * 100_000,
        "Title of it all " + "Source: " * 500_000,
    ],
    ids=["one character", "one line of dates", "blank lines", "datelines", "labels"],
)
def test_hostile_texts_stay_whole(text: str) -> None:
    assert [(a.start, a.end) for a in split(text)] == [(0, len(text))]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seed documents are not here")
def test_the_seed_pages_split_as_the_contract_says() -> None:
    counts = {path.name[:3]: len(split(path.read_text("utf-8"))) for path in sorted(SEEDS.glob("*.txt"))}
    assert counts == {"000": 1, "001": 10, "002": 1, "003": 1, "004": 1}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seed documents are not here")
def test_every_article_of_the_seed_page_has_title_publisher_and_date() -> None:
    text = next(SEEDS.glob("001*")).read_text("utf-8")
    assert all(title and publisher and published for title, publisher, published in heads(text))
    assert [published and published[:10] for _, _, published in heads(text)][::9] == ["2025-11-18", "2025-06-19"]


def test_a_byline_may_follow_a_date_that_ends_in_a_full_stop() -> None:
    line = dateline("Harbour Valley Herald, 14 May 2025. By Ada Lind", cues())
    assert line is not None
    assert (line.publisher, line.published, line.author) == ("Harbour Valley Herald", "2025-05-14", "Ada Lind")
    assert dateline("The ferry sank on 14 May 2025. The crew was saved, the owners said.", cues()) is None
