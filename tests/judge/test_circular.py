from __future__ import annotations

import pytest

from auditor.judge.circular import findings, leans
from auditor.judge.facts import Voice
from auditor.model import Document, Evidence, Finding, Provenance, Relation, Severity
from auditor.rules.load import load

RULES = load().of("circular")
QUOTE = "214家"


def stated(doc: Document) -> Evidence:
    start = doc.text.index(QUOTE)
    return Evidence.at(doc, (start, start + len(QUOTE)))


def told(
    *texts: tuple[str, str], families: dict[str, str] | None = None, owner: str | None = None
) -> dict[str, dict[str, Finding]]:
    """What documents of (publisher, text) that agree on one figure are told, by publisher and rule."""
    docs = {name: Document.of(text, name) for name, text in texts}
    family = families or {}
    voices = {
        name: Voice(name, family.get(name, doc.id), Provenance(publisher=name, owner=owner))
        for name, doc in docs.items()
    }
    first, *others = docs.values()
    agree = [
        Relation("corroborates", (stated(first),), (stated(other),), "", {}, Severity.INFO, 0.9, "") for other in others
    ]
    found = findings(docs, agree, voices, RULES)
    return {name: {finding.rule: finding for finding in own} for name, own in found.items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("据海岸快讯报道，共有214家。", "海岸快讯"),
        ("据《海岸快讯》3月5日报道，共有214家。", "海岸快讯"),
        ("援引新华社消息称，共有214家。", "新华社"),
        ("来源：海岸快讯\n共有214家。", "海岸快讯"),
        ("There are 214, according to the Coast Courier.", "Coast Courier"),
        ("There are 214, as reported by the Harbour & Grid Weekly on Monday.", "Harbour & Grid Weekly"),
        ("The Coast Courier reported that there are 214.", "Coast Courier"),
        ("Officials said so, citing Reuters.", "Reuters"),
    ],
)
def test_a_text_says_on_whom_it_leans(text: str, name: str) -> None:
    found = dict(leans(text))
    assert name in found
    start, end = found[name]
    assert text[start:end].strip("《》") == name


def test_two_outlets_that_give_each_other_as_their_source_run_in_a_circle() -> None:
    found = told(("北湾日报", "据海岸快讯报道，共有214家。"), ("海岸快讯", "企业不少。据北湾日报报道，共有214家。"))
    circle = found["北湾日报"]["circular-sourcing"]
    assert "北湾日报 → 海岸快讯 → 北湾日报" in circle.message
    assert circle.evidence[0].quote == "海岸快讯"
    assert (circle.related[0].key, circle.related[0].quote) == ("海岸快讯", "北湾日报")
    assert "circular-sourcing" in found["海岸快讯"]


def test_a_circle_may_lead_through_a_third() -> None:
    found = told(
        ("北湾日报", "据海岸快讯报道，共有214家。"),
        ("海岸快讯", "据东港评论报道，共有214家。"),
        ("东港评论", "据北湾日报报道，这里共有214家。"),
    )
    assert all("circular-sourcing" in own for own in found.values())


def test_a_chain_with_an_origin_is_no_circle_and_still_one_voice() -> None:
    found = told(("北湾日报", "记者逐家清点，共有214家。"), ("海岸快讯", "据北湾日报报道，共有214家。"))
    assert {rule for own in found.values() for rule in own} == {"uncorroborated-figures"}
    finding = found["海岸快讯"]["uncorroborated-figures"]
    assert finding.evidence[0].quote == QUOTE
    assert finding.points == 0


def test_two_that_counted_on_their_own_are_told_nothing() -> None:
    assert told(("北湾日报", "记者逐家清点，共有214家。"), ("海岸快讯", "本刊统计，共有214家。")) == {}


def test_copies_and_sister_titles_are_one_voice() -> None:
    pair = (("北湾日报", "记者逐家清点，共有214家。"), ("海岸快讯", "记者逐家清点，共有214家！"))
    for found in (told(*pair, families={"北湾日报": "f", "海岸快讯": "f"}), told(*pair, owner="北湾报业")):
        assert set(found) == {"北湾日报", "海岸快讯"}
        assert all(set(own) == {"uncorroborated-figures"} for own in found.values())


def test_a_name_that_is_no_outlet_of_the_audit_leads_nowhere() -> None:
    assert told(("北湾日报", "据市能源局消息，共有214家。"), ("海岸快讯", "据业内人士称，共有214家。")) == {}


def test_hostile_text_is_read_in_good_time() -> None:
    for text in ("据" * 200_000, "according to A " * 20_000, "据a" * 100_000, "A" * 300_000):
        assert len(list(leans(text))) <= 120


def test_documents_that_nothing_joins_are_told_nothing() -> None:
    docs = {
        name: Document.of(text, name) for name, text in (("a", "据b报道，共有214家。"), ("b", "据a报道，共有214家。"))
    }
    voices = {name: Voice(name, name, Provenance(publisher=name)) for name in docs}
    assert findings(docs, [], voices, RULES) == {}
