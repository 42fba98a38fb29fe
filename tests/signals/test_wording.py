from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals._wording import features, is_spoken, may_be, passages, worded
from auditor.text.sentences import sentences

PROSE = {
    "en": "The bridge over the northern canal was closed for repairs. {} The ferry runs twice an hour until the spring.",
    "zh": "北渠大桥从周一起封闭维修。{}渡船每半小时一班，一直开到明年春天。",
}


def kinds(text: str) -> set[str]:
    return {kind for kind, _ in worded(Document.of(text))}


def found(text: str, kind: str) -> list[str]:
    return [text[start:end] for told, (start, end) in worded(Document.of(text)) if told == kind]


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "People close to the shipyard say that the second hull will never be finished.", "vague"),
        ("en", "Rumour has it that the ticket office will be sold.", "vague"),
        ("zh", "圈内人私下都说，这条航线早就亏本了。", "vague"),
        ("zh", "据接近船厂的人透露，第二艘船的合同已经作废。", "vague"),
        ("en", "Let me know if you would like me to make the tone of this article more formal.", "assistant"),
        ("zh", "如果您需要，我可以把这篇稿子再压缩到三百字以内。", "assistant"),
        ("zh", "本译文由机器翻译生成，未经人工校对。", "translator"),
    ],
)
def test_a_sentence_that_is_worded_so_is_found_as_a_whole(language: str, sentence: str, kind: str) -> None:
    assert found(PROSE[language].format(f"{sentence} " if language == "en" else sentence), kind) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The harbour master said on Monday that the ferry would sail again in March."),
        ("en", "Please let us know by Friday if you cannot come to the meeting."),
        ("en", "The translator of the novel lives on the quay."),
        ("zh", "航道局局长周明远周一表示，渡船三月复航。"),
        ("zh", "如您周五不能到会，请提前告知办公室。"),
        ("zh", "这本小说的译者住在码头边上。"),
    ],
)
def test_named_speakers_letters_and_texts_about_translators_are_not(language: str, sentence: str) -> None:
    assert kinds(PROSE[language].format(sentence)) == set()


def test_traditional_characters_read_as_simplified_ones() -> None:
    assert features("據接近船廠的人透露，合同已經作廢。") == features("据接近船厂的人透露，合同已经作废。")


def test_what_stands_in_quotation_marks_says_nothing_of_who_writes() -> None:
    told = "Let me know if you would like me to make the tone of this article more formal."
    assert features(f"The bot wrote “{told}” twice.") == features("The bot wrote “Hello” twice.")
    assert kinds(f"She read it out: “Thank you. {told} Goodbye.” Then she left.") == set()


def test_a_quotation_is_open_until_it_is_closed_or_the_line_ends() -> None:
    text = "He said “one. Two.” Three.\nFour. "
    assert is_spoken(text, text.index("Two"))
    assert not is_spoken(text, text.index("Three"))
    assert not is_spoken(text, text.index("Four"))


def test_a_short_call_belongs_to_what_follows() -> None:
    text = "Sure thing! Below is the text. It is long enough.\nReally? No."
    assert [text[start:end] for start, end in passages(text, sentences(text))] == [
        "Sure thing! Below is the text.",
        "It is long enough.",
        "Really? No.",
    ]


def test_pieces_of_wrapped_lines_and_of_code_are_of_no_kind() -> None:
    text = "people close to the matter\nsay it is so."
    assert [*passages(text, sentences(text))] == []
    assert not may_be("vague", "Rumours of the harbour")
    assert may_be("assistant", "Revised version")
    assert not may_be("assistant", "let x = $1")
    assert not may_be("translator", "翻译人员：周明远")
    assert may_be("translator", "［听不清］")


@given(st.text(max_size=300))
def test_spans_are_in_order_and_are_sentences(text: str) -> None:
    spans = [span for _, span in worded(Document.of(text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text", ["据说" * 50_000, "Rumour has it. " * 20_000, "\ud800传言说。" * 10_000, "İ" * 100_000, "“" * 50_000]
)
def test_floods_are_read(text: str) -> None:
    assert len(worded(Document.of(text))) <= 6000
