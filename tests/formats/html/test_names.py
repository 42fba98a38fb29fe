from __future__ import annotations

import pytest

from auditor.formats.html import names
from auditor.formats.html.both import Both


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("industry_scale", "industry scale", "产业规模"),
        ("company_count", "company count", "企业数"),
        ("foreign_new_company_count", "foreign new company count", "外资新增企业数"),
        ("渡船_count", "渡船 count", "渡船数"),
        ("sea_gull_count", "sea gull count", "sea gull 数"),
        ("no_such_thing", "no such thing", "no such thing"),
    ],
)
def test_a_metric_has_a_name_in_both_languages(name: str, english: str, chinese: str) -> None:
    assert names.metric(name) == Both(english, chinese)


@pytest.mark.parametrize(
    ("name", "chinese"), [("Ningbo", "宁波市"), ("China", "中国"), ("Nowhere-on-Sea", "Nowhere-on-Sea")]
)
def test_a_place_has_the_name_of_the_gazetteer(name: str, chinese: str) -> None:
    assert names.place(name) == Both(name, chinese)


def test_what_is_not_stated_has_no_name() -> None:
    assert names.metric(None) is None
    assert names.place("") is None


def test_the_whole_of_a_share_is_named() -> None:
    assert names.share("total@China") == Both("total · China", "总量 · 中国")
    assert names.share("company_count@?") == Both("company count", "企业数")


def test_the_words_of_a_formula_are_told_in_both_languages() -> None:
    told = names.formula("(last / first) ^ (1/3) - 1 against b")
    assert told == Both("(last / first) ^ (1/3) − 1 ≠ b", "(末值 / 初值) ^ (1/3) − 1 ≠ b")
    assert names.formula("a against b", agrees=True) == Both("a ≈ b", "a ≈ b")
    assert names.formula("part / share against part / share").en == "part / share"
