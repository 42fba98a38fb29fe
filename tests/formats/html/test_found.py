from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from auditor.formats.html.across import Quote
from auditor.formats.html.documents import FindingView
from auditor.formats.html.found import found
from auditor.model import Aspect, Finding, Severity, Status

HOSTILE = '"><img src=x onerror=alert(1)>'
FINDING = Finding(
    rule="unsourced-figures",
    dimension=Aspect.SOURCING,
    severity=Severity.MINOR,
    confidence=0.8,
    message="3 figures are stated and nobody is named.",
    remedy="Name who counted.",
    message_zh="三个数字没有来源。",
    remedy_zh="请注明统计者。",
    points=4.5,
    fingerprint="abc",
)
VIEW = FindingView(FINDING, 2, "d-1-f2", (Quote("共有渔船812艘", "a.txt", "#d-1-f2-e1", "zh-Hans"),), (), 0)


@pytest.mark.parametrize("field", ["rule", "message", "remedy", "message_zh", "remedy_zh", "fingerprint"])
def test_no_word_of_a_finding_becomes_markup(field: str) -> None:
    changed: dict[str, Any] = {field: HOSTILE}
    hostile = replace(VIEW, finding=replace(FINDING, **changed))
    assert "<img" not in found((hostile,))
    assert "&lt;img src=x" in found((hostile,))


def test_no_word_of_a_quote_becomes_markup() -> None:
    quote = Quote(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    assert "<img" not in found((replace(VIEW, anchor=HOSTILE, quotes=(quote,), related=(quote,)),))


def test_a_finding_says_what_weighs_and_what_to_do() -> None:
    item = found((VIEW,))
    for part in (
        "80 %<i lang=en> sure",
        "把握 </i>80 %",
        "−4.5",
        "Name who counted.",
        "请注明统计者。",
        "href=#d-1-f2-e1",
    ):
        assert part in item


def test_an_accepted_finding_says_that_it_is_accepted() -> None:
    assert "已接受" in found((replace(VIEW, finding=replace(FINDING, status=Status.BASELINED)),))
    assert "已接受" not in found((VIEW,))


def test_what_a_rule_advises_stands_once_above_all_that_it_found() -> None:
    three = found(tuple(replace(VIEW, number=number) for number in (2, 3, 4)))
    assert three.count("Name who counted.") == 1
    assert three.count("3 figures are stated") == 3
