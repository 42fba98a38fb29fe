from __future__ import annotations

import pytest

from auditor.readers._cues import cues
from auditor.text.pagelines import Line
from auditor.text.titles import is_mail, letters, title_of


def line(text: str) -> Line:
    return Line(0, len(text), text)


@pytest.mark.parametrize(
    "text", ["北渠大桥封闭维修至明年春天", "## Ferry replaces the northern bridge", "3. Ferry replaces the bridge"]
)
def test_a_heading_is_a_title(text: str) -> None:
    span = title_of(line(text), cues())
    assert span is not None
    assert text[slice(*span)].endswith(("春天", "bridge"))


@pytest.mark.parametrize(
    "text", ["The ferry runs twice an hour.", "- a pair of boots and a rope", "短", "渡船半小时一班，"]
)
def test_sentences_items_and_short_lines_are_no_titles(text: str) -> None:
    assert title_of(line(text), cues()) is None


def test_a_field_of_a_mail_is_told() -> None:
    assert is_mail(line("From: harbour@gazette.example"), cues())
    assert not is_mail(line("From the harbour to the town"), cues())


def test_a_han_character_counts_twice() -> None:
    assert letters("渡船 12 ab") == 8
