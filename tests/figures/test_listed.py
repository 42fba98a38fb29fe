from __future__ import annotations

import pytest

from auditor.checks.figures import Check
from auditor.model import Document, Relation
from auditor.rules.load import load


def told(text: str) -> list[Relation]:
    check = Check(load().of("figures"))
    post = check.post(Document.of(text))
    return list(check.compare(post.imprint, post.imprint)) if post else []


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 the county opened 12 kiosks in Varn, 30 in Quell and 8 in Ostrel, 55 in all.",
        "The crew brought 12 divers, 30 sailors and 8 cooks, 55 people in all.",
        "Inspectors closed 14 bakeries, 9 butchers and 21 cafes for a total of 54.",
        "全县有幼儿园12所、小学30所和初中8所，共55所。",
        "2024年，全市投入教育资金3.2亿元、医疗资金2.1亿元、养老资金1.5亿元，合计7.8亿元。",
    ],
)
def test_parts_that_do_not_come_to_the_total_of_their_list_are_told(text: str) -> None:
    (found,) = told(text)
    assert (found.kind, found.severity.value) == ("derived-conflict", "minor")
    assert found.formula == "sum(list)"
    assert "之前各项相加" in found.explanation_zh


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 the county opened 12 kiosks in Varn, 30 in Quell and 8 in Ostrel, 50 in all.",
        "全县有幼儿园12所、小学30所和初中8所，共50所。",
    ],
)
def test_parts_that_add_up_are_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The inn has 3 wings with 120 rooms and 40 suites, 210 beds in all.",
        "Besides the 5 founders, 12 engineers, 30 sellers and 8 cooks joined, 65 people in all.",
        "The firm sold 12 vans, 30 cars and 8 trucks, bringing the total to 65.",
        "The city has 12 pools, 30 gyms and other venues, 55 in all.",
        "客栈有客房120间、套房40间，共有床位210张。",
        "全县有幼儿园12所、小学30所、其他学校若干，共55所。",
        "改建小学12所、新建30所，共有学校55所。",
        "约120人、30人，共170人。",
    ],
)
def test_a_number_that_may_be_of_something_else_is_no_total(text: str) -> None:
    assert told(text) == []


def test_a_thousand_parts_are_read_in_time() -> None:
    assert told("、".join(f"村{n}所" for n in range(1, 1000)) + "，共7所。") == []
