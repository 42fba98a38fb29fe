from __future__ import annotations

import pytest

from auditor.model import Document
from auditor.signals.features import features


def places(text: str, name: str) -> list[str]:
    return [text[start:end] for start, end in features(Document.of(text))[name]]


def test_a_list_that_repeats_one_word_is_stuffing() -> None:
    line = "洛阳装修,洛阳装修公司,洛阳装修价格,洛阳装修电话,洛阳装修队,洛阳装修网,洛阳装修设计,洛阳装修哪家好"
    assert places(f"上文。\n{line}\n下文。", "keyword-stuffing") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "会议讨论了供水、供电、供气、供暖、交通、绿化、环卫、消防和市场等工作。",
        "大意失荆州，大胆走麦城，大怒伐东吴，大哭白帝城，大雪满弓刀，大江东去也，大风起兮云，大漠孤烟直。",
    ],
)
def test_a_sentence_that_lists_things_is_none(text: str) -> None:
    assert places(text, "keyword-stuffing") == []


@pytest.mark.parametrize(
    "title",
    [
        "星河体育官网-星河体育app下载-星河体育登录入口",
        "Cheap Loafers | Loafers Outlet | Loafers Sale Online",
        "济南防水补漏_济南防水公司_济南屋顶补漏电话_济南厨房补漏多少钱",
    ],
)
def test_a_title_that_begins_anew_with_the_same_name_is_stuffing(title: str) -> None:
    assert len(places(f"上文。\n{title}\n下文。", "keyword-stuffing")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "首页 - 新闻 - 体育",
        "a_long_name | b_long_name | c_other",
        "他说北京，北京说他，北京还是那个北京。",
        "tar --file=a.tar --file-list=b | tar --file=c",
    ],
)
def test_paths_navigation_and_prose_are_no_such_title(text: str) -> None:
    assert places(f"上文。\n{text}\n下文。", "keyword-stuffing") == []


def test_addresses_of_many_sites_in_a_row_are_a_farm() -> None:
    row = "one1.com two2.net three3.org four4.top five5.xyz six6.club"
    assert places(f"友情链接 {row}", "link-farm") == [row]


def test_many_pages_of_one_site_are_none() -> None:
    assert places(" ".join(f"example.org/{n}" for n in range(9)), "link-farm") == []


def test_a_random_string_is_told_from_a_hash_and_an_address() -> None:
    text = "qx7k2m9w4z8r5t1b 与 3f2a9c1b7e5d4f6a8b0c 与 https://example.org/q7w8e9r1t2y3u4i5"
    assert places(text, "random-string") == ["qx7k2m9w4z8r5t1b"]


@pytest.mark.parametrize("unit", ["a1", "a.", "ab", ",", "甲,", "x.com ", "\n", "【"])
def test_a_flood_is_read_in_time(unit: str) -> None:
    text = unit * 50_000
    for name in ("keyword-stuffing", "link-farm", "random-string"):
        assert len(places(text, name)) <= 50_000
