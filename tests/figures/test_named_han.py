from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.checks.figures import Check
from auditor.figures.named_han import organisations, sites
from auditor.model import Document
from auditor.rules.load import load


def kinds(*texts: str) -> set[str]:
    """The relations between two articles; the first line of each is its headline."""
    check = Check(load().of("figures"))
    docs = [replace(Document.of(text), title=text.split("\n")[0], published="2025-03-01") for text in texts]
    posts = [check.post(doc) for doc in docs]
    one, other = (post.imprint for post in posts if post is not None)
    return {relation.kind for relation in check.compare(*sorted((one, other), key=lambda each: each.id))}


def test_an_organisation_goes_by_two_characters_and_its_trade() -> None:
    assert organisations("记者从北方恒沃电池获悉") == ("恒沃电池",)
    assert organisations("一家电池公司，该银行，各大银行") == ()


def test_a_site_goes_without_what_stands_before_it() -> None:
    assert sites("2024年云岭新区的产值") == {"云岭新区"}
    assert sites("市人民医院") == frozenset()


COMPANY = "恒沃电池公布年报\n2024年，该公司营业收入为42.6亿元。"


def test_a_company_is_one_thing_in_two_articles() -> None:
    assert kinds(COMPANY, "电池业盘点\n恒沃电池去年营业收入达到57.1亿元。") == {"conflicts"}
    assert kinds(COMPANY, "电池业盘点\n恒沃电池去年营业收入达到42.6亿元。") == {"corroborates"}


@pytest.mark.parametrize(
    "other",
    [
        "电池业盘点\n远山电池去年营业收入达到57.1亿元。",
        "电池业盘点\n恒沃电池子公司去年营业收入达到5.7亿元。",
        "电池业盘点\n恒沃电池海外市场去年营业收入达到5.7亿元。",
        "电池业盘点\n恒沃电池上半年营业收入达到57.1亿元。",
        "电池业盘点\n去年营业收入达到57.1亿元。",
    ],
)
def test_another_company_part_or_time_is_not_that_one(other: str) -> None:
    assert kinds(COMPANY, other) == set()


def test_a_word_before_a_trade_is_no_name() -> None:
    assert kinds("车市盘点\n智能汽车去年销量为5.2万辆。", "车市观察\n智能汽车去年销量为31.4万辆。") == set()


def test_a_new_area_named_before_the_comma_is_what_is_meant_behind_it() -> None:
    told = "云岭新区现有集成电路企业312家，2024年产业规模达到680亿元。"
    assert kinds(told, "2024年云岭新区集成电路产业规模为860亿元。") == {"conflicts"}
