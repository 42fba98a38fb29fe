from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document
from auditor.signals.voices import corrections, named_quotes, primary_links, unnamed_voices


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in named_quotes(Document.of(text))]


def corrected(text: str) -> list[str]:
    return [text[start:end] for start, end in corrections(Document.of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry will run until the spring,” said Maria Lund, who keeps the quay.",
        "“The ferry will run until the spring,” Maria Lund, the harbour master, said.",
        'Maria Lund said on Monday: "The ferry will run until the spring."',
        "周明远说：“渡船会一直开到明年春天。”",
        "“渡船会一直开到明年春天。”船长周明远告诉记者。",
        "“渡船会一直开到明年春天。”市航道局局长周明远表示。",
    ],
)
def test_a_quote_beside_a_name_and_a_verb_of_saying_is_a_named_one(text: str) -> None:
    assert len(quoted(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“The ferry will run until the spring,” a person close to the matter said.",
        "The so-called “northern line” was closed, and Maria Lund knows why.",
        "“渡船会一直开到明年春天。”有业内人士表示。",
        "所谓“北渠大桥”其实是两座桥。周明远说明年再修。",
    ],
)
def test_a_nameless_voice_or_a_mere_term_is_none(text: str) -> None:
    assert quoted(text) == []


def test_links_to_authorities_and_papers_are_primary() -> None:
    text = (
        "见 https://www.stats.gov.cn/sj/1.html 和 https://doi.org/10.1000/182。"
        "See also https://www.ons.gov.uk/a, https://ferry-blog.example/1 and https://gov.fake.example/x."
    )
    assert primary_links(Document.of(text)) == (
        "https://www.stats.gov.cn/sj/1.html",
        "https://doi.org/10.1000/182",
        "https://www.ons.gov.uk/a",
    )


def test_a_link_in_the_markup_counts_and_one_to_the_own_house_does_not() -> None:
    doc = Document.of(
        "The ministry published the count.",
        markup='<p><a class="x" href="https://www.census.gov/a">count</a> <a href="https://www.harbour.gov/b">own</a>',
        url="https://www.harbour.gov/a",
    )
    assert primary_links(doc) == ("https://www.census.gov/a",)


@pytest.mark.parametrize(
    "note",
    [
        "更正：本文此前将封闭日期误写为三月四日。",
        "【更正】（三月五日）原文数字有误。",
        "本文此前版本中的客运量有误，现已更正。",
        "编者注：文中日期已更正。",
        "Correction (March 5): The flood was in the autumn.",
        "*An earlier version of this article misstated the year of the flood.",
        "This article has been corrected to give the right year.",
        "Editor’s note: This story was corrected on Monday.",
    ],
)
def test_a_note_that_corrects_the_text_is_found_at_its_end(note: str) -> None:
    text = "The ferry runs twice an hour. 渡船半小时一班。\n" * 80 + note
    found = corrected(text)
    assert len(found) == 1
    assert found[0] in note


@pytest.mark.parametrize(
    "text",
    [
        "The market saw a correction: prices fell by a tenth.",
        "要求更正的申请已经提交。",
        "The earlier version of the ferry was slower.",
        "The minister said the correction was due.",
    ],
)
def test_talk_of_corrections_is_none(text: str) -> None:
    assert corrected(text) == []


def test_a_correction_in_the_middle_of_a_long_text_belongs_to_what_it_quotes() -> None:
    filler = "The ferry runs twice an hour.\n" * 100
    assert corrected(f"{filler}Correction: the flood was in the autumn.\n{filler}") == []


@given(st.text(alphabet='“”"said王说:更正 \nAnearlir.https/gov', max_size=300))
def test_spans_lie_in_the_text(text: str) -> None:
    doc = Document.of(text)
    assert all(0 <= start < end <= len(text) for start, end in (*named_quotes(doc), *corrections(doc)))


def unnamed(text: str) -> list[str]:
    return [text[start:end] for start, end in unnamed_voices(Document.of(text))]


def test_a_phrase_of_unnamed_voices_is_found_by_itself_and_other_wordings_as_a_sentence() -> None:
    worded = "Dockers with no wish to see their names in print say that the second hull was never paid for."
    text = f"Experts say that the first one will do. {worded} It rained."
    assert unnamed(text) == ["Experts say", worded]


def test_an_institute_beside_or_behind_an_unnamed_voice_answers_for_it() -> None:
    voice = "据接近船厂的人透露，第二艘船的合同已经作废。"
    assert unnamed(f"{voice}天下着雨。") != []
    assert unnamed(f"{voice}林湾大学教授周明远也这样说。") == []
    assert unnamed("据接近林湾造船公司的人透露，第二艘船的合同已经作废。天下着雨。") == []
