from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from auditor.judge.facts import Voice, facts, findings, fold, sourced
from auditor.model import Attribution, Claim, Evidence, Finding, Likeness, Provenance, Relation, Severity
from auditor.rules.load import load
from auditor.rules.rule import Rule

BUREAU = Provenance(
    publisher="新区统计局", published="2025-03-01", official="statistics", attribution=Attribution(9, 6, 5)
)
PAPER = Provenance(publisher="北湾日报", published="2025-03-02", attribution=Attribution(9, 6, 4))
NOBODY = Provenance(attribution=Attribution(9, 6, 0))


@pytest.fixture(scope="module")
def rules() -> Mapping[str, Rule]:
    return load().rules


def voice(key: str, origin: Provenance = NOBODY, family: str | None = None) -> Voice:
    return Voice(key, family or f"id-{key}", origin)


def voices(*given: Voice) -> dict[str, Voice]:
    return {one.key: one for one in given}


def says(key: str, quote: str = "860亿元", start: int = 10) -> Evidence:
    return Evidence(f"id-{key}", key, start, start + len(quote), quote)


def relation(kind: str, a: Evidence, b: Evidence, severity: Severity = Severity.MAJOR) -> Relation:
    return Relation(kind, (a,), (b,), "a against b", {"ratio": Decimal(2)}, severity, 0.9, "They differ.", "二者不符。")


def claim(key: str, quote: str = "860亿元", value: int = 86_000_000_000, start: int = 10) -> Claim:
    return Claim(
        id=f"id-{key}:{start}",
        document=f"id-{key}",
        key=key,
        path=key,
        record=None,
        part=0,
        start=start,
        end=start + len(quote),
        quote=quote,
        value=Decimal(value),
        low=Decimal(value),
        high=Decimal(value),
        unit="CNY",
        dimension="money",
        currency="CNY",
        metric="industry-scale",
        subject="energy-storage",
        place="Beiwan",
        period="2024",
        status="actual",
        bound="exact",
        share_of=None,
        confidence=0.9,
    )


def told(found: Mapping[str, Sequence[Finding]], key: str) -> list[tuple[str, Severity]]:
    return [(finding.rule, finding.severity) for finding in found.get(key, ())]


def test_a_copied_article_does_not_corroborate_itself() -> None:
    speakers = voices(voice("a"), voice("copy", family="id-a"))
    assert fold([relation("corroborates", says("a"), says("copy"))], speakers) == ()


def test_copies_do_not_contradict_what_they_copy() -> None:
    speakers = voices(voice("a"), voice("copy", family="id-a"))
    assert fold([relation("conflicts", says("a"), says("copy", "680亿元"))], speakers) == ()


def test_a_contradiction_inside_one_article_is_kept() -> None:
    within = relation("growth-mismatch", says("a"), says("a", "12%", 40))
    assert fold([within], voices(voice("a"))) == (within,)


def test_a_family_is_one_voice_however_many_copies_it_has() -> None:
    copies = [f"copy{n}" for n in range(5)]
    speakers = voices(voice("a"), voice("x"), *(voice(key, family="id-x") for key in copies))
    repeated = [relation("conflicts", says("a"), says(key, "680亿元")) for key in (*copies, "x")]
    folded = fold(repeated, speakers)
    assert [(r.a[0].key, r.b[0].key) for r in folded] == [("a", "x")]


def test_a_copy_that_sorts_first_does_not_speak_for_its_family() -> None:
    speakers = voices(voice("0-copy", family="id-x"), voice("a", PAPER), voice("x", BUREAU))
    both = [
        relation("conflicts", says("0-copy", "680亿元"), says("a")),
        relation("conflicts", says("a"), says("x", "680亿元")),
    ]
    assert fold(both, speakers) == fold(both[1:], speakers)


def test_folding_does_not_depend_on_the_order_of_relations() -> None:
    speakers = voices(voice("a"), voice("b"), voice("copy", family="id-b"), voice("c"))
    several = [
        relation("conflicts", says("a"), says("copy", "680亿元")),
        relation("conflicts", says("a"), says("b", "680亿元")),
        relation("corroborates", says("a"), says("c")),
        relation("magnitude-slip", says("b", "680亿元"), says("c")),
    ]
    assert fold(several, speakers) == fold(several[::-1], speakers)


def test_two_papers_of_one_owner_are_the_same_source() -> None:
    evening = replace(PAPER, publisher="北湾晚报", owner="北湾报业集团")
    daily = replace(PAPER, owner="北湾报业集团")
    folded = fold([relation("corroborates", says("a"), says("b"))], voices(voice("a", daily), voice("b", evening)))
    assert [(r.kind, r.severity) for r in folded] == [("same-source", Severity.INFO)]


def test_two_papers_of_one_owner_may_contradict_each_other() -> None:
    folded = fold(
        [relation("conflicts", says("a"), says("b", "680亿元"))], voices(voice("a", PAPER), voice("b", PAPER))
    )
    assert [r.kind for r in folded] == ["conflicts"]


def test_a_copy_without_its_publisher_is_no_second_source() -> None:
    speakers = voices(voice("a", PAPER), voice("b", PAPER), voice("stripped", NOBODY, family="id-b"))
    agreeing = [relation("corroborates", says("a"), says("b")), relation("corroborates", says("a"), says("stripped"))]
    folded = fold(agreeing, speakers)
    assert [r.kind for r in folded] == ["same-source"]
    found = facts([claim("a"), claim("b"), claim("stripped")], folded, speakers)
    assert [(fact.status, fact.independent) for fact in found] == [("single", 1)]


def test_independent_sources_that_agree_corroborate_a_fact() -> None:
    speakers = voices(voice("a", PAPER), voice("b", BUREAU))
    agreeing = fold([relation("corroborates", says("a"), says("b"))], speakers)
    (fact,) = facts([claim("a"), claim("b")], agreeing, speakers)
    assert (fact.status, fact.independent) == ("corroborated", 2)
    assert [(value.claim, value.family, value.key) for value in fact.values] == [
        ("id-a:10", "id-a", "a"),
        ("id-b:10", "id-b", "b"),
    ]


def test_a_disputed_fact_is_conflicting_even_where_others_agree() -> None:
    speakers = voices(voice("a", PAPER), voice("b", BUREAU), voice("c"))
    related = [relation("corroborates", says("a"), says("b")), relation("conflicts", says("a"), says("c", "680亿元"))]
    claims = [claim("a"), claim("b"), claim("c", "680亿元", 68_000_000_000)]
    assert [fact.status for fact in facts(claims, related, speakers)] == ["conflicting"]


def test_a_claim_without_metric_or_place_is_no_fact() -> None:
    lost = [replace(claim("a"), metric=None), replace(claim("a"), place=None)]
    assert facts(lost, (), voices(voice("a"))) == ()


def test_the_unsourced_side_of_a_contradiction_is_suspect_and_both_are_told(rules: Mapping[str, Rule]) -> None:
    speakers = voices(voice("a", BUREAU), voice("b", NOBODY))
    found = findings([relation("conflicts", says("a"), says("b", "680亿元"))], speakers, rules)
    assert told(found, "a") == [("disputed-figures", Severity.INFO)]
    assert told(found, "b") == [("conflicting-figures", Severity.MAJOR)]


def test_a_finding_shows_the_own_claim_as_evidence_and_the_other_as_related(rules: Mapping[str, Rule]) -> None:
    mine, its = says("a"), says("b", "680亿元")
    found = findings([relation("conflicts", mine, its)], voices(voice("a", BUREAU), voice("b", NOBODY)), rules)
    assert [(f.evidence, f.related) for f in found["a"]] == [((mine,), (its,))]
    assert [(f.evidence, f.related) for f in found["b"]] == [((its,), (mine,))]


def test_where_nobody_stands_better_both_sides_get_a_minor_finding(rules: Mapping[str, Rule]) -> None:
    found = findings(
        [relation("currency-swap", says("a"), says("b", "$86 billion"))], voices(voice("a"), voice("b")), rules
    )
    assert told(found, "a") == told(found, "b") == [("currency-swap", Severity.MINOR)]


def test_agreement_with_others_decides_between_equals(rules: Mapping[str, Rule]) -> None:
    friends = ("p", "q")
    speakers = voices(*(voice(key, replace(PAPER, publisher=key)) for key in ("a", "b", *friends)))
    related = [relation("corroborates", says("a"), says(key)) for key in friends]
    found = findings([*related, relation("conflicts", says("a"), says("b", "680亿元"))], speakers, rules)
    assert told(found, "a") == [("disputed-figures", Severity.INFO)]
    assert told(found, "b") == [("conflicting-figures", Severity.MAJOR)]
    assert not {"p", "q"} & set(found)


def test_a_voice_for_the_very_figure_outweighs_agreement_on_others(rules: Mapping[str, Rule]) -> None:
    disputed, other = says("a", "860亿元"), says("b", "680亿元")
    backed = [relation("corroborates", disputed, says("p"))]
    elsewhere = [relation("corroborates", says("b", f"{n}家", 100 + n), says("q", f"{n}家", 100 + n)) for n in range(2)]
    speakers = voices(*map(voice, "abpq"))
    found = findings([relation("conflicts", disputed, other), *backed, *elsewhere], speakers, rules)
    assert told(found, "a") == told(found, "b") == [("conflicting-figures", Severity.MINOR)]
    found = findings([relation("conflicts", disputed, other), *backed], speakers, rules)
    assert told(found, "a") == [("disputed-figures", Severity.INFO)]


def test_two_papers_of_one_owner_are_one_voice_for_a_figure(rules: Mapping[str, Rule]) -> None:
    disputed, other = says("a", "860亿元"), says("b", "680亿元")
    owned = Provenance(publisher="P", owner="Group")
    one = [relation("corroborates", disputed, says(key)) for key in "p"]
    two = [relation("corroborates", disputed, says(key)) for key in "pq"]
    speakers = voices(voice("a"), voice("b", BUREAU), voice("p", owned), voice("q", owned))
    conflict = relation("conflicts", disputed, other)
    first, second = (findings([conflict, *related], speakers, rules) for related in (one, two))
    assert [f.severity for f in first["b"]] == [f.severity for f in second["b"]]


def test_an_article_that_contradicts_itself_is_told_once_with_both_places(rules: Mapping[str, Rule]) -> None:
    within = relation("growth-mismatch", says("a", "28%"), says("a", "9%", 40), Severity.MINOR)
    found = findings([within], voices(voice("a", BUREAU)), rules)
    assert told(found, "a") == [("growth-mismatch", Severity.MINOR)]
    assert [e.quote for e in found["a"][0].evidence] == ["28%", "9%"]


def test_agreement_is_no_finding(rules: Mapping[str, Rule]) -> None:
    assert findings([relation("corroborates", says("a"), says("b"))], voices(voice("a"), voice("b")), rules) == {}


def test_both_languages_tell_the_same_contradiction(rules: Mapping[str, Rule]) -> None:
    found = findings([relation("conflicts", says("a"), says("b"))], voices(voice("a"), voice("b")), rules)
    assert "They differ." in found["a"][0].message
    assert "二者不符。" in found["a"][0].message_zh


def test_agreement_inside_a_shared_passage_is_one_source() -> None:
    agreeing = relation("corroborates", says("a", "204 berths", 40), says("b", "204 berths", 90))
    ids = (agreeing.a[0].document, agreeing.b[0].document)
    shared = Likeness("passage", *ids, 0.2, 0.3, 0.3, ((30, 260),), ((80, 310),))
    assert sourced(agreeing, shared, lambda _: 0).kind == "same-source"


def test_agreement_outside_the_shared_passage_corroborates() -> None:
    agreeing = relation("corroborates", says("a", "204 berths", 400), says("b", "204 berths", 90))
    ids = (agreeing.a[0].document, agreeing.b[0].document)
    shared = Likeness("passage", *ids, 0.2, 0.3, 0.3, ((30, 260),), ((80, 310),))
    assert sourced(agreeing, shared, lambda _: 0).kind == "corroborates"
