from __future__ import annotations

import re

from auditor.rules.subject import Subject

ARTICLE = (
    "河道治理工程在今年春天完工，两岸种了三千棵树，市民可以沿着步道散步。",
    "施工单位说，河水的水质已经连续五个月达到标准，鱼类的种类也在增加。",
    "步道全长十二公里，沿河设有六个观景台，由市水务局负责日常管理。",
)


def foreign(*lines: str) -> list[str]:
    text = "\n".join(lines)
    subject = Subject(text, [match.span() for match in re.finditer(r"\S[^\n]*", text)])
    return [text[slice(*line)] for line in subject.short_lines if subject.is_foreign(line)]


def test_a_line_about_something_else_shares_no_subject() -> None:
    assert "红烧排骨要先焯水再炒糖色" in foreign(*ARTICLE, "红烧排骨要先焯水再炒糖色")


def test_a_line_about_the_same_thing_does() -> None:
    assert "市水务局负责河水水质和步道管理" not in foreign(*ARTICLE, "市水务局负责河水水质和步道管理")


def test_a_text_of_one_line_has_no_rest_to_differ_from() -> None:
    assert foreign("红烧排骨要先焯水再炒糖色") == []


def test_in_a_listing_no_line_is_off_the_subject() -> None:
    assert (
        foreign(*(f"第{number}章 另一个题目另一些词语 {chr(0x4E00 + 40 * number) * 9}" for number in range(20))) == []
    )


def test_a_flood_of_lines_is_bounded() -> None:
    assert len(foreign(*ARTICLE, *("甲乙丙丁戊己庚辛。",) * 30_000)) < 30_000
