from __future__ import annotations

import pytest

from auditor.figures.unlisted import agents, did, han_words, kinds, latin_words, stem


@pytest.mark.parametrize(
    ("clause", "verbs"),
    [
        ("Growers ginned and baled # of cotton", {"ginned", "baled"}),
        ("Divers dug up some # shells", {"dug"}),
        ("# frescoes were swiftly cleaned", {"cleaned"}),
        ("licensed taxis numbered over there", set()),
    ],
)
def test_verbs_stand_before_the_figure_or_after_an_auxiliary(clause: str, verbs: set[str]) -> None:
    assert did(clause) == verbs


def test_irregular_pasts_have_the_stem_of_their_verb() -> None:
    assert stem("stole") == stem("stolen") == stem("steal")


def test_an_ordinary_word_before_a_noun_tells_a_kind() -> None:
    clause = "There were # state schools"
    assert list(kinds(clause, {clause.index("schools")})) == ["-state"]
    assert list(kinds("the state counted # of schools", set())) == []


def test_how_it_was_done_narrows_only_behind_the_figure() -> None:
    assert list(latin_words("largely # babies")) == ["babies"]
    assert "prematurely" in list(latin_words("# babies prematurely"))


def test_whoever_makes_or_keeps_a_thing_is_an_agent() -> None:
    assert agents().search("Winegrowers bottled # of wine")
    assert not agents().search("Teenagers bottled # of wine")


def test_one_chinese_character_is_a_word_only_where_it_narrows() -> None:
    assert list(han_words("市属 ")) == ["属"]
    assert list(han_words("共 ")) == []


def test_a_name_with_a_possessive_is_a_name() -> None:
    assert list(latin_words("Kozani's saffron")) == ["Kozani", "saffron"]


def test_a_measure_word_belongs_to_a_lone_character_before_it() -> None:
    assert list(han_words("审批木箱")) == ["审批木箱"]
    assert "审批" in next(han_words("共审批"))


@pytest.mark.parametrize("clause", ["Nurses in earned # on average", "Doctors at the clinic were paid # a year"])
def test_who_is_paid_is_not_left_out(clause: str) -> None:
    assert agents().sub("", clause) == clause
