from __future__ import annotations

import pytest

from auditor.figures.labels import end_of_token, named_before
from auditor.figures.scan import scan


@pytest.mark.parametrize(
    ("text", "name"),
    [("Figure 12 shows", "12"), ("Directive 2009/28/EC", "2009/28/EC"), ("波音747客机", "747"), ("F-35", "35")],
)
def test_the_word_before_names_the_number(text: str, name: str) -> None:
    start = text.index(name)
    assert named_before(text, start, text[:start]) == start + len(name)


def test_no_word_names_a_number_that_counts() -> None:
    assert named_before("They sold 12 cows.", 10, "They sold ") is None


def test_a_token_ends_where_its_letters_and_digits_do() -> None:
    assert end_of_token("GPT4-mini, and", 3) == 9


@pytest.mark.parametrize(
    "text",
    [
        "prices at their lowest since '86",
        "See Sections 4 and 7 of the code.",
        "Horses of Class 2, 3 and 5 are first.",
        "She lives in Salem OR 97301.",
        "the crew of Expedition 31",
        "他写完了三部曲。",
    ],
)
def test_short_years_lists_of_labels_and_zip_codes_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()


def test_a_count_behind_a_label_is_read() -> None:
    assert [found.value for found in scan("As Figure 2 shows, 30 people came.").quantities] == [30]


@pytest.mark.parametrize(
    "text",
    [
        "The Giro rider won stage 14 in the rain.",
        "【140817】新歌发布",
        "the hall opens 9-5 pm",
        "Ring the desk on 020 7123 4567.",
        "as Directive 2009/28/EC requires",
        "Read pages 31 and 32.",
        "the shirt with number 17",
        "导弹名为长矛-3，昨天试射。",
        "Twenty20 begins in March",
        "At one point he stood up.",
    ],
)
def test_stages_codes_pages_and_model_names_are_no_figures(text: str) -> None:
    assert scan(text).quantities == ()
