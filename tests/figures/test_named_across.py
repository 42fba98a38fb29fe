from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.checks.figures import Check
from auditor.figures.named_across import first_words, same_body
from auditor.model import Document
from auditor.rules.load import load


def kinds(*texts: str) -> set[str]:
    """The relations between two articles that share a key."""
    check = Check(load().of("figures"))
    posts = [check.post(replace(Document.of(text), published="2025-03-01")) for text in texts]
    one, other = (post for post in posts if post is not None)
    if not set(one.keys) & set(other.keys):
        return set()
    return {
        relation.kind for relation in check.compare(*sorted((one.imprint, other.imprint), key=lambda each: each.id))
    }


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("岚泽半导体", "Lanze Semiconductor"),
        ("清屿医院", "Qingyu Hospital"),
        ("云澜航空", "Yunlan Airlines"),
        ("禾沃药业", "Hewo Pharmaceutical"),
        ("恒岳股份", "Hengyue Holdings"),
        ("恒岳集团", "Hengyue Group"),
    ],
)
def test_a_body_has_a_name_in_either_language(han: str, latin: str) -> None:
    assert same_body(han, latin)


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("岚泽半导体", "Lanze Battery"),
        ("岚泽半导体", "Lanze"),
        ("岚泽半导体", "Lanjin Semiconductor"),
        ("清屿医院", "Qingyu University"),
        ("云澜航空", "Harper Airlines"),
    ],
)
def test_another_trade_or_another_first_word_is_another_body(han: str, latin: str) -> None:
    assert not same_body(han, latin)


def test_names_of_both_languages_begin_with_one_word() -> None:
    assert list(first_words(["岚泽半导体", "Lanze Semiconductor", "Harper Bank"])) == ["Lanze", "Lanze"]


HAN = "岚泽半导体公布年报。公司2024年营业收入为52亿元。"


def test_two_languages_tell_of_one_company() -> None:
    english = "Lanze Semiconductor reported on Friday. The company had revenue of {} billion yuan in 2024."
    assert kinds(HAN, english.format("3.1")) == {"conflicts"}
    assert kinds(HAN, english.format("5.2")) == {"corroborates"}


@pytest.mark.parametrize(
    "english",
    [
        "Lanze Semiconductor bought Hewo Technology. The acquired company had revenue of 3.1 billion yuan in 2024.",
        "Lanze Semiconductor holds 12% of Ruian Bank. The bank had revenue of 3.1 billion yuan in 2024.",
        "Lanze Semiconductor had overseas revenue of 3.1 billion yuan in 2024.",
        "Lanze Semiconductor reported on Friday. The joint venture had revenue of 3.1 billion yuan in 2024.",
        "Lanze Holdings had revenue of 3.1 billion yuan in 2024.",
    ],
)
def test_what_is_told_of_another_body_or_of_a_part_is_no_contradiction(english: str) -> None:
    assert kinds(HAN, english) == set()
