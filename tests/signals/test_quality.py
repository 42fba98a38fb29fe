from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals.quality import Quality, quality

PROSE = "The bridge over the northern canal was closed for repairs after the flood, and the ferry runs twice an hour. "


def read(text: str) -> Quality:
    return quality(Document.of(text))


@pytest.mark.parametrize("end", ["…", "...", "… [+1234 chars]", "…阅读全文", "... Read more", "（未完待续"])
def test_an_end_that_points_elsewhere_is_a_cut(end: str) -> None:
    found = read(PROSE * 3 + end)
    assert found.cut is not None
    assert found.cut[1] == len(PROSE * 3 + end)


def test_a_full_stop_is_no_cut() -> None:
    found = read(PROSE * 3)
    assert (found.cut, found.unfinished) == (None, None)


def test_a_last_word_that_cannot_end_a_sentence_is_unfinished() -> None:
    assert read(f"{PROSE}\n{PROSE}The piles had to be driven nine metres deeper than the").unfinished is not None


def test_misread_utf8_is_mojibake_and_accents_are_not() -> None:
    text = "The café’s owner Søren says “naïve” – déjà vu, señor, größte Überraschung; Ã and Â are letters too."
    assert read(text).mojibake == ()
    assert read("The cafÃ© doesnâ€™t open").mojibake
    assert read("北渠大桥".encode().decode("latin-1")).mojibake


def test_replacement_characters_lone_surrogates_and_controls_are_damage() -> None:
    assert len(read("a\ufffdb\ud800c\x07d").replaced) == 3
    assert read("tab\tand\r\nline\x0cpage").replaced == ()


def test_list_lines_count_by_their_characters() -> None:
    assert read("- one\n- two\n- three").list_share == 1
    assert read(PROSE).list_share == 0
    assert read("一、概况\n（二）任务\n1. 修桥").list_lines == 3


def test_rights_and_menus_are_boilerplate() -> None:
    found = read(f"{PROSE}\n版权所有，未经授权不得转载\nAll rights reserved.")
    assert len(found.boilerplate) == 2
    assert 0 < found.boilerplate_share < 0.5


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_and_shares_between_none_and_all(text: str) -> None:
    found = read(text)
    spans = (*found.mojibake, *found.replaced, *found.residue, *found.boilerplate)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert 0 <= found.list_share <= 1
    assert 0 <= found.boilerplate_share <= 1


def test_prose_that_stops_at_a_plain_letter_breaks_off() -> None:
    assert read(f"{PROSE * 3}\n{PROSE * 2}The piles had to be driven deeper as the divers").unfinished is not None
    zh = "北渠大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，居民出行要多绕三公里。"
    assert read(f"{zh * 3}\n{zh * 2}桥墩的裂缝是潜水员在例行检查时发现的，最宽处能放进").unfinished is not None


@pytest.mark.parametrize(
    "end",
    [
        "See https://harbour-gazette.example/ferry/2025/the-northern-bridge-and-its-piles-after-the-flood",
        "Maria Lund",
        "Tags: ferry, bridge, canal",
        "- a pair of boots\n- a rope of nine metres\n- a lamp that burns for a night",
        "Comments are moderated. We reserve the right to remove any comment and ban any user at any time. Follow these instructions",
        "渡船时刻表 码头地图 联系我们",
        "（林湾日报记者周明远摄）",
    ],
)
def test_lines_below_an_article_are_no_broken_prose(end: str) -> None:
    assert read(f"{PROSE * 3}\n{PROSE * 2}\n{PROSE * 2}\n{PROSE}\n{end}").unfinished is None


PARAGRAPHS = f"{PROSE * 2}\n{PROSE * 2}\n{PROSE}"
ZH = "北渠大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，居民出行要多绕三公里。"


@pytest.mark.parametrize(
    "end",
    [
        "The owner had not seen the boat, but hoped that it wo",
        "“We have to carry the stones",
        "The second pile was driven in the spring and stands beside the first, where the current is strong and D",
    ],
)
def test_a_short_last_line_of_prose_breaks_off_where_the_others_end(end: str) -> None:
    assert read(f"{PARAGRAPHS}\n{end}").unfinished is not None


@pytest.mark.parametrize("end", ["船长说，他们在对岸等了", "老板娘介绍说：“豆浆要多磨", "3月9日，养护部门的潜水员"])
def test_a_short_last_line_of_chinese_prose_breaks_off(end: str) -> None:
    assert read(f"{ZH * 3}\n{ZH * 2}\n{end}").unfinished is not None


@pytest.mark.parametrize(
    "end",
    [
        "林湾市航道养护管理处",
        "●要明确管理内容，稳定养护队伍，帮助值班人员掌握潮汐表的用法",
        "表2：各渡口的班次和客流渡口班次客流",
        "以上是各位船长的发言摘要，刊登时有删节。———编者",
        "See an error in this article? Send us a correction and we will look at it",
        "Title: The ferry and the bridge over the northern canal",
    ],
)
def test_signatures_items_and_requests_at_the_end_are_whole(end: str) -> None:
    assert read(f"{ZH * 3}\n{PARAGRAPHS}\n{end}").unfinished is None


def test_a_post_about_its_writer_ends_as_it_likes() -> None:
    post = "酒店离码头很近。早餐不错，我和家人住了三天，服务员帮我们订了船票。" * 5
    assert read(post + "下次去林湾我还会住这里，性价比很高").unfinished is None
    assert read(ZH * 5 + "桥墩的裂缝是潜水员在例行检查时发现的，最宽处能放进").unfinished is not None


@pytest.mark.parametrize(
    "mark",
    [
        "- ",
        "» ",
        "→ ",
        "✓ ",
        "◇ ",
        "#{n} ",
        "{n}/ ",
        "a) ",
        "(b) ",
        "Step {n}: ",
        "第{n}，",
        "👉 ",
        "(iv) ",
        "Q{n}: ",
        "⑴",
        "其一，",
        "第{n}点：",
        "[ ] ",
        "{n}/14 ",
    ],
)
def test_lines_that_begin_with_a_mark_are_a_list(mark: str) -> None:
    text = "\n".join(mark.format(n=number) + "渡船 the ferry" for number in range(1, 10))
    assert read(text).list_lines == 9


@pytest.mark.parametrize("line", ["© 2025 Harbour Gazette", "“We wait,” she said.", "~ about", "A ferry runs."])
def test_a_line_of_words_is_no_item(line: str) -> None:
    assert read(line).list_lines == 0


@pytest.mark.parametrize(
    "line",
    ["首页 | 新闻 | 体育 | 财经", "当前位置：首页 > 新闻 > 正文", "登录后发表评论", "Log in | Register | My account"],
)
def test_menus_and_calls_to_sign_in_belong_to_the_site(line: str) -> None:
    assert len(read(f"{PROSE}\n{line}\n{PROSE}").boilerplate) == 1


@pytest.mark.parametrize("text", [r"don\u2019t", r"\xe6\xb8\xa1\xe8\x88\xb9", "%E6%B8%A1%E8%88%B9"])
def test_letters_as_numbers_are_residue_of_markup(text: str) -> None:
    assert len(read(f"渡船 {text} 停航。").residue) == 1


def test_an_address_may_have_its_letters_as_numbers() -> None:
    assert read("见 https://example.org/wiki/%E6%B8%A1%E8%88%B9 一文。").residue == ()


@pytest.mark.parametrize(
    "end",
    [
        "\nContinued on page 7",
        " [text truncated]",
        "\nThis article is for subscribers. Log in to read the rest.",
        "\n下转第三版",
        "【此处省略800字】",
        "\n剩余内容需登录后查看",
    ],
)
def test_a_note_on_where_the_rest_stands_is_a_cut(end: str) -> None:
    assert read(PROSE * 3 + end).cut is not None


def test_a_short_last_line_that_ends_in_a_comma_breaks_off() -> None:
    paragraph = "北渠大桥在秋汛之后封闭维修，开春之前渡船改为半小时一班，船票仍按原价出售。"
    text = "\n".join([paragraph] * 3)
    assert read(f"{text}\n市场分析家估计，").unfinished is not None
    assert read(f"{text}\n特此通知").unfinished is None
