"""What two reports of one event say alike and otherwise."""

from __future__ import annotations

import pytest

from auditor.checks.figures import Check
from auditor.model import Document
from auditor.rules.load import load

CHECK = Check(load().of("figures"))


def told(a: str, b: str, *, dates: tuple[str, str] = ("2025-06-03", "2025-06-04")) -> dict[str, set[frozenset[str]]]:
    """The quotes that are joined, by kind of relation."""
    imprints = []
    for key, text, date in zip("ab", (a, b), dates, strict=True):
        post = CHECK.post(Document.of(text, key=key, published=date))
        assert post is not None
        imprints.append(post.imprint)
    first, second = sorted(imprints, key=lambda imprint: imprint.id)
    found: dict[str, set[frozenset[str]]] = {}
    for relation in CHECK.compare(first, second):
        found.setdefault(relation.kind, set()).add(frozenset(e.quote for e in (*relation.a, *relation.b)))
    return found


ZOO = "Halden Zoo sold 46,300 tickets in May and fed its bears 1,870 kilos of fish."


def test_what_both_tell_agrees_whatever_the_words() -> None:
    retold = "Keepers at Halden Zoo went through 1,870 kilos of fish; at the gate 46,300 people paid last month."
    assert told(ZOO, retold)["corroborates"] == {frozenset({"1,870 kilos"}), frozenset({"46,300"})}


@pytest.mark.parametrize(
    ("first", "second", "quotes"),
    [
        (
            "滨海剧院大修，耗资4.27亿元，更换座椅1680把，工期213天。",
            "座椅换了1680把，施工用了213天，滨海剧院这次大修前后花掉5.96亿元。",
            {"4.27亿元", "5.96亿元"},
        ),
        (
            "Norvik's ferry moved 38,400 cars and 12,750 bikes in July; the crew numbers 64 people.",
            "In July 38,400 cars and 12,750 bikes crossed on the Norvik ferry, which employs 91.",
            {"64", "91"},
        ),
        (
            "湖州蚕农今年收茧1.37万吨，养蚕户8640户，投资建蚕室花费2.6亿元。",
            "Huzhou's silk farmers, 8,640 households, brought in 13,700 tonnes of cocoons. Rearing houses cost 190 million yuan.",
            {"2.6亿元", "190 million yuan"},
        ),
    ],
)
def test_what_one_tells_otherwise_is_a_conflict(first: str, second: str, quotes: set[str]) -> None:
    assert frozenset(quotes) in told(first, second).get("conflicts", set())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # other sides of one family
        (
            "Halden Zoo sold 46,300 tickets and 1,870 maps in May; 21,400 adults took the train round.",
            "Halden Zoo sold 46,300 tickets and 1,870 maps in May; 15,900 children took the train round.",
        ),
        # what is told of another thing at the same place of the story
        ("滨海剧院更换座椅1680把，工期213天，男演员146名。", "滨海剧院更换座椅1680把，工期213天，女演员118名。"),
        # what could be
        (
            "The Norvik plant makes 1,150 boats a year with 2,340 workers on 870 acres.",
            "The Norvik plant could make 1,600 boats a year with 2,340 workers on 870 acres.",
        ),
        # of two fish
        (
            "On Lake Orsa 218 boats with 1,340 nets landed 3,140 tonnes of perch.",
            "On Lake Orsa 218 boats with 1,340 nets landed 4,260 tonnes of walleye.",
        ),
        # a revision
        (
            "Orsa county counted 23,700 jobs and 1,840 firms, and put growth at 142,000 hours.",
            "Orsa county counted 23,700 jobs and 1,840 firms; the hours were revised to 118,000 hours.",
        ),
    ],
)
def test_nothing_is_called_a_conflict_that_may_be_of_two_things(first: str, second: str) -> None:
    assert "conflicts" not in told(first, second)


def test_a_toll_that_grows_by_the_day_is_no_conflict() -> None:
    first = "The quake of magnitude 7.62 near Orsa, 13 km deep, killed 144 people."
    second = "The quake of magnitude 7.62 near Orsa, 13 km deep, killed 207 people."
    assert "conflicts" not in told(first, second)


def test_the_same_digits_in_another_currency_are_a_swap() -> None:
    first = "舟山渔船捕回28.4万吨渔获，渔船672艘，产值36亿元。"
    second = "舟山672艘渔船捕回28.4万吨渔获，价值36亿美元。"
    assert frozenset({"36亿元", "36亿美元"}) in told(first, second)["currency-swap"]


def test_a_conflict_between_reports_of_one_event_says_what_else_they_share() -> None:
    texts = (
        "Norvik's ferry moved 38,400 cars and 12,750 bikes in July; the crew numbers 64 people.",
        "In July 38,400 cars and 12,750 bikes crossed on the Norvik ferry, which employs 91.",
    )
    first, second = (CHECK.post(Document.of(text, published="2025-08-01")) for text in texts)
    assert first is not None
    assert second is not None
    (conflict,) = (found for found in CHECK.compare(first.imprint, second.imprint) if found.kind == "conflicts")
    assert "Both report one event, of which they give 2 other figures alike." in conflict.explanation
    assert "另有 2 个数字一致" in (conflict.explanation_zh or "")
