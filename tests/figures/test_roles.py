"""What clauses say that a figure did, and on which side it stands."""

from __future__ import annotations

from auditor.figures.roles import roles, sides


def test_verbs_and_nouns_of_both_languages_play_one_role() -> None:
    assert roles("the bridge cost #") & roles("大桥耗资 #")
    assert roles("Crowds of # watched") & roles("现场观众 #")


def test_a_clause_without_known_words_plays_no_role() -> None:
    assert roles("the # of it") == frozenset()


def test_two_sides_of_one_family_are_told_apart() -> None:
    assert sides("工作日日均客流 #")["week"] != sides("周末客流 #")["week"]
    assert sides("# adult tickets") == {"age": frozenset({"adult"})}


def test_a_word_inside_another_takes_no_side() -> None:
    assert sides("the # chairmen of Menton") == {}
