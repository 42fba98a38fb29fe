from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.formats.html.beside import MOST, Run, beside, matched

LINES = st.lists(
    st.sampled_from(["风起。", "云涌。", "潮落了。", "灯亮了！", "Rain fell. ", "It stopped. ", "\n"]), max_size=14
)


def said(side: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _ in side)


def squeezed(text: str) -> str:
    return "".join(text.split())


def only(side: tuple[tuple[str, bool], ...]) -> list[str]:
    return [text for text, new in side if new]


@given(LINES.map("".join), LINES.map("".join))
def test_both_texts_stand_there_in_full_and_in_order(a: str, b: str) -> None:
    rows = beside(a, b)
    assert squeezed("".join(said(row.a) for row in rows)) == squeezed(a)
    assert squeezed("".join(said(row.b) for row in rows)) == squeezed(b)


@given(LINES.map("".join))
def test_a_text_beside_itself_is_equal_throughout(a: str) -> None:
    assert {row.kind for row in beside(a, a)} <= {"equal"}


def test_a_changed_word_is_marked_and_no_more() -> None:
    a = "港区去年吞吐量为三百二十万箱。今年的目标没有公布。"
    b = "港区去年吞吐量为三百五十万箱。今年的目标没有公布。"
    changed, equal = beside(a, b)
    assert (only(changed.a), only(changed.b)) == (["二"], ["五"])
    assert equal.kind == "equal"


def test_an_english_number_is_one_word() -> None:
    (row,) = beside("The port moved 3.2 million boxes.", "The port moved 3.5 million boxes.")
    assert (only(row.a), only(row.b)) == (["3.2"], ["3.5"])


def test_a_sentence_that_one_text_left_out_stands_alone() -> None:
    a = "第一句讲码头。第二句讲仓库。第三句讲铁路。"
    rows = beside(a, "第一句讲码头。第三句讲铁路。")
    assert [row.kind for row in rows] == ["equal", "left", "equal"]
    assert rows[1] == Run("left", (("第二句讲仓库。", True),))


def test_an_excerpt_meets_its_place_in_the_long_text() -> None:
    long = "".join(f"这是第{n}句话，说的是第{n}件事情。" for n in range(60))
    part = "".join(f"这是第{n}句话，说的是第{n}件事情。" for n in range(20, 26))
    kinds = [row.kind for row in beside(part, long)]
    assert kinds.count("equal") == 6
    assert kinds[:20] == ["right"] * 20


def test_a_long_chinese_line_is_taken_apart_at_its_commas() -> None:
    clauses = [f"第{n}段河道的水位在汛期里涨了{n}厘米" for n in range(40)]
    a = "，".join(clauses) + "。"
    rows = beside(a, a.replace("涨了17厘米", "涨了71厘米"))
    assert len(rows) >= 5
    changed = [row for row in rows if row.kind == "changed"]
    assert len(changed) == 1
    assert only(changed[0].a) == ["17"]


def test_case_and_width_alone_are_shown_as_changes_of_the_words_only() -> None:
    (row,) = beside("ＡＢＣ银行发布公告，内容如下。", "ABC银行发布公告，内容如下。")
    assert row.kind == "changed"
    assert only(row.b) == ["ABC"]


def test_moved_paragraphs_do_not_tear_the_rest_apart() -> None:
    a = ["甲段讲的是春天的事情。", "乙段讲的是夏天的事情啊。", "丙段讲的是秋天的收成。", "丁段讲的是冬天的雪。"]
    rows = beside("".join(a), "".join([*a[1:], a[0]]))
    assert [row.kind for row in rows].count("equal") == 3


def test_hostile_texts_come_out_coarser_and_bounded() -> None:
    for a, b in (
        ("长" * 2_000_000, "短" * 2_000_000),
        ("ab " * 400_000, "ba " * 400_000),
        ("。长" * 100_000, "长。短" * 100_000),
        ("x\n" * 50_000, "y\nx\n" * 50_000),
        ("".join(chr(0x4E00 + n * 7919 % 20000) for n in range(MOST)), "".join(chr(0x4E00 + n * 7907 % 20000) for n in range(MOST))),
    ):  # fmt: skip
        rows = beside(a, b)
        assert sum(len(said(row.a)) for row in rows) <= MOST


def test_quotes_find_their_counterparts_in_any_order() -> None:
    a = ["港口的吊机在夜里停了下来。", "渔民说今年的鱼少了三成。"]
    b = ["渔民说今年的鱼少了四成。", "码头上，港口的吊机在夜里停了下来。"]
    assert list(matched(a, b)) == [(a[1], b[0]), (a[0], b[1])]


def test_without_a_counterpart_nothing_is_compared() -> None:
    assert list(matched([], ["一句话。"])) == []
