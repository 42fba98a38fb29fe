"""Metamorphic laws: what may be rewritten without changing a verdict, and what must change it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import auditor
from auditor.checks.figures import Check
from auditor.model import Document, Finding, Relation
from auditor.rules.load import load

CHECK = Check(load().of("figures"))
PROBLEMS = {"conflicts", "derived-conflict", "currency-swap", "magnitude-slip", "part-exceeds-whole"}
TEXT = "{year}年，{place}地区生产总值为{amount}。"

# Three digits that do not end in a zero, in 亿: none of the notations below rounds them.
amounts = st.integers(101, 989).filter(lambda n: n % 10 != 0)
notations = st.sampled_from(
    [
        lambda n: f"{n}亿元",
        lambda n: f"{n * 10000:,}万元",
        lambda n: f"{Decimal(n) / 10000:f}万亿元",
        lambda n: f"人民币{n}亿元",
        lambda n: f"RMB {Decimal(n) / 10:f} billion",
        lambda n: f"{Decimal(n) / 10:f} billion yuan",
        lambda n: f"{n * 100:,} million yuan",
        lambda n: f"RMB {Decimal(n) / 10000:f} trillion",
        lambda n: f"CNY {n * 100:,} million",
    ]
)
years = st.integers(2012, 2024)
places = st.sampled_from(["绵阳市", "洛阳市", "赣州市", "襄阳市"])


def relations(a: str, b: str) -> set[str]:
    posts = [CHECK.post(Document.of(text, key)) for key, text in (("a", a), ("b", b))]
    if posts[0] is None or posts[1] is None or not set(posts[0].keys) & set(posts[1].keys):
        return set()
    first, second = sorted((post.imprint for post in posts if post), key=lambda imprint: imprint.id)
    return {found.kind for found in CHECK.compare(first, second) if isinstance(found, Relation)}


def said(amount: str, place: str = "绵阳市", year: int = 2023) -> str:
    return TEXT.format(year=year, place=place, amount=amount)


@settings(max_examples=40, deadline=None)
@given(amounts, amounts, notations, notations)
def test_the_notation_of_an_amount_changes_no_verdict(n: int, m: int, one: object, other: object) -> None:
    plain = relations(said(f"{n}亿元"), said(f"{m}亿元", year=2023) + "有关部门公布。")
    written = relations(said(one(n)), said(other(m)) + "有关部门公布。")  # type: ignore[operator]  # functions of the amount
    assert written == plain


@settings(max_examples=30, deadline=None)
@given(amounts, notations)
def test_one_amount_in_two_notations_agrees(n: int, notation: object) -> None:
    assert relations(said(f"{n}亿元"), said(notation(n)) + "有关部门公布。") == {"corroborates"}  # type: ignore[operator]  # as above


@settings(max_examples=30, deadline=None)
@given(amounts)
def test_the_same_digits_in_another_currency_are_a_swap(n: int) -> None:
    assert relations(said(f"{n}亿元"), said(f"{n}亿美元")) == {"currency-swap"}


@settings(max_examples=30, deadline=None)
@given(amounts, st.sampled_from([10, 100, 1000]))
def test_the_same_digits_at_another_magnitude_are_a_slip(n: int, times: int) -> None:
    assert relations(said(f"{n}亿元"), said(f"{n * times}亿元")) == {"magnitude-slip"}


@settings(max_examples=30, deadline=None)
@given(amounts, amounts, years, st.integers(1, 5))
def test_another_year_is_no_contradiction(n: int, m: int, year: int, later: int) -> None:
    assert not relations(said(f"{n}亿元", year=year), said(f"{m}亿元", year=year + later)) & PROBLEMS


@settings(max_examples=30, deadline=None)
@given(amounts, amounts, places, places)
def test_another_place_is_no_contradiction(n: int, m: int, here: str, there: str) -> None:
    if here != there:
        assert not relations(said(f"{n}亿元", here), said(f"{m}亿元", there)) & PROBLEMS


@settings(max_examples=30, deadline=None)
@given(amounts, amounts)
def test_a_target_contradicts_no_result(n: int, m: int) -> None:
    target = f"绵阳市力争2023年地区生产总值达到{m}亿元。"
    assert not relations(said(f"{n}亿元"), target) & PROBLEMS


@settings(max_examples=30, deadline=None)
@given(amounts, st.integers(15, 40))
def test_the_further_apart_the_surer_a_contradiction(n: int, tenths: int) -> None:
    """Beyond one and a half times every amount of one dated thing contradicts, whichever side is the larger."""
    far = n * tenths // 10 + 1
    assume(far % 1000)  # a thousand may be any amount of its size
    found = relations(said(f"{n}亿元"), said(f"{far}亿元"))
    assert found & {"conflicts", "magnitude-slip"}
    assert found == relations(said(f"{far}亿元"), said(f"{n}亿元"))


@settings(max_examples=30, deadline=None)
@given(amounts, st.sampled_from(["约", "近", "超", "逾"]))
def test_a_bound_includes_the_amount_that_it_bounds(n: int, bound: str) -> None:
    assert not relations(said(f"{n}亿元"), said(f"{bound}{n}亿元")) & PROBLEMS


@pytest.mark.parametrize("copies", [1, 3])
def test_copies_of_one_document_change_no_finding_of_another(tmp_path: Path, copies: int) -> None:
    def told(number: int) -> tuple[Finding, ...]:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "one.txt").write_text(
            "统计快报\n" + said("436亿元") + "市统计局表示，全年经济运行平稳，工业回升向好。", "utf-8"
        )
        for copy in range(number):
            (folder / f"other{copy}.txt").write_text(
                "年终回顾\n" + said("721亿元") + "这一年，城市面貌焕然一新，居民收入提高。", "utf-8"
            )
        report = auditor.audit([folder])
        return next(doc.findings for doc in report.documents if doc.path.endswith("one.txt"))

    once, often = told(1) if copies == 1 else told(2), told(copies + 2)
    assert any(finding.rule == "conflicting-figures" for finding in once)
    assert [(f.rule, f.severity, f.points) for f in once] == [(f.rule, f.severity, f.points) for f in often]
