from __future__ import annotations

import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import model
from auditor.errors import AuditorError, BadInput, BadStore
from auditor.model import Document, Evidence, content_id

NOUNS = [kind for kind in vars(model).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_a_noun_is_frozen_and_slotted(noun: type) -> None:
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]  # dataclasses leave it there
    assert "__slots__" in vars(noun)


def test_the_same_text_has_the_same_id_anywhere() -> None:
    assert Document.of("储能", "a").id == Document.of("储能", "b").id == content_id("储能")
    assert content_id("储能") != content_id("储能 ")
    assert len(content_id("储能")) == 16


@given(st.text(st.characters()))
def test_any_text_has_an_id(text: str) -> None:
    assert content_id(text) == content_id(text)


@given(st.text(min_size=1), st.text(), st.data())
def test_evidence_quotes_the_text_of_the_page_of_which_a_document_is_a_part(
    text: str, before: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = dataclasses.replace(Document.of(text), offset=len(before))
    evidence = Evidence.at(part, (start, end))
    assert (before + text)[evidence.start : evidence.end] == evidence.quote


def test_an_error_says_what_where_and_what_to_do_in_three_lines() -> None:
    error = BadStore("there is no corpus", where="c.db", remedy="create it")
    assert str(error) == "there is no corpus\n  where: c.db\n  remedy: create it"


def test_an_error_reaches_another_process_whole() -> None:
    error = pickle.loads(pickle.dumps(BadInput("no text", where="a.txt", remedy="give one")))  # noqa: S301  # our own bytes
    assert isinstance(error, AuditorError)
    assert type(error) is BadInput
    assert (error.what, error.where, error.remedy) == ("no text", "a.txt", "give one")
