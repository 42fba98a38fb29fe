"""Tests of what an English clause says of a Chinese one."""

from __future__ import annotations

import pytest

from auditor.figures.difference import differ
from auditor.figures.translated import understood


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("全市生产口琴 #", "made # harmonicas"),
        ("全市共有滑梯 #", "had # slides"),
        ("全县共有孔雀 #", "kept # peacocks"),
        ("农村公路危桥有 #", "had # dangerous bridges on rural roads"),
        ("法院受理知识产权案件 #", "Courts accepted # intellectual property cases"),
    ],
)
def test_words_that_no_list_has_are_understood(chinese: str, english: str) -> None:
    assert differ(chinese, english).none
    assert differ(english, chinese).none


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("全市共有木滑梯 #", "had # slides"),
        ("全市共有滑梯 #", "had # wooden slides"),
        ("全市停车场 #", "had # parks"),
        ("全市苹果树 #", "had # apples"),
        ("甘蔗产量 #", "# of cane sugar were produced"),
        ("志愿服务组织 #", "had # volunteers"),
    ],
)
def test_what_only_one_clause_says_stays(chinese: str, english: str) -> None:
    assert not differ(chinese, english).none
    assert not differ(english, chinese).none


def test_a_difference_is_the_same_from_both_sides() -> None:
    one, other = "全市共有滑梯 #", "had # wooden slides"
    assert differ(one, other).swapped == differ(other, one)


def test_a_term_inside_a_longer_word_is_read_as_the_word() -> None:
    found = understood("停车场 #", ((0, 2, ("q_parking",)),), (), "had # parks")
    assert found.left == {"停车场"}


def test_a_word_made_up_of_terms_is_read_as_these() -> None:
    terms = ((0, 2, ("q_telecom",)), (2, 4, ("fraud",)))
    assert not understood("电信诈骗", terms, {"q_telecom", "fraud"}, "telecom fraud").left


def test_punctuation_says_nothing() -> None:
    assert not understood("，滑梯 #。", (), (), "had # slides").left


def test_names_meet_their_spelling() -> None:
    assert not understood("岚川灯塔 #", (), (), "the Lanchuan lighthouse had # steps").left


def test_one_language_asks_for_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.figures.difference.understood", pytest.fail)
    differ.cache_clear()
    assert not differ("全市共有滑梯 #", "全市共有水车 #").none
    assert not differ("had # slides", "had # watermills").none
