from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.policy import Override, Policy, load_policy
from auditor.judge.score import Scored, score
from auditor.model import Aspect, Evidence, Finding, Severity, Status, Verdict
from auditor.rules.rule import Rule

RANK = (Verdict.REJECT, Verdict.REVIEW, Verdict.ACCEPT)
EVERYTHING = frozenset(Aspect)
# Sums of rounded halves may differ in the last bit of a float, never by a hundredth of a point.
TINY = 0.011


def make_rule(name: str, aspect: Aspect, severity: Severity, points: float, cap: float, decay: float = 0.5) -> Rule:
    words = ("m", "信", "r", "改", "because")
    return Rule(name, "test", aspect, severity, 1.0, points, cap, decay, "packs", *words)


RULES = {
    rule.id: rule
    for rule in (
        make_rule("copy", Aspect.ORIGINALITY, Severity.MAJOR, 20, 20),
        make_rule("repeat", Aspect.ORIGINALITY, Severity.MINOR, 4, 30, 1.0),
        make_rule("advert", Aspect.SPAM, Severity.BLOCKER, 25, 25),
        make_rule("slot", Aspect.SPAM, Severity.MAJOR, 7, 18, 0.7),
        make_rule("nobody", Aspect.SOURCING, Severity.MINOR, 3, 3),
        make_rule("conflict", Aspect.FIGURES, Severity.MAJOR, 8, 20),
        make_rule("told", Aspect.FIGURES, Severity.INFO, 0, 0),
        make_rule("ragged", Aspect.TEXT, Severity.MINOR, 2.5, 6, 0.9),
    )
}


def make(rule: str, *, confidence: float = 1.0, severity: Severity | None = None, at: int = 0) -> Finding:
    return RULES[rule].finding([Evidence("d", "d", at, at + 1, "字")], confidence=confidence, severity=severity)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    rule = RULES[draw(st.sampled_from(sorted(RULES)))]
    start = draw(st.integers(0, 9))
    return replace(
        rule.finding([Evidence("d", "d", start, start + 1, "字")], severity=draw(st.sampled_from(Severity))),
        confidence=draw(st.integers(0, 100)) / 100,
        status=draw(st.sampled_from([Status.OPEN, Status.OPEN, Status.OPEN, Status.BASELINED, Status.SUPPRESSED])),
    )


SOME = st.lists(findings(), max_size=12)
ASPECTS = st.frozensets(st.sampled_from(Aspect), min_size=1)
POLICIES = st.sampled_from(["editorial", "corpus", "strict"]).map(load_policy)


def judged(
    found: Sequence[Finding],
    policy: Policy | None = None,
    applicable: frozenset[Aspect] = EVERYTHING,
    failed: frozenset[Aspect] = frozenset(),
) -> Scored:
    return score(found, RULES, policy or load_policy(), applicable=applicable, failed=failed)


def figures(scored: Scored) -> tuple[float, float, float]:
    assert scored.score is not None
    assert scored.interval is not None
    return (scored.score, *scored.interval)


@given(SOME, findings(), ASPECTS, POLICIES)
def test_adding_a_finding_never_raises_score_interval_or_verdict(
    found: list[Finding], another: Finding, applicable: frozenset[Aspect], policy: Policy
) -> None:
    before, after = judged(found, policy, applicable), judged([*found, another], policy, applicable)
    assert all(new <= old for old, new in zip(figures(before), figures(after), strict=True))
    assert RANK.index(after.verdict) <= RANK.index(before.verdict)


@given(SOME, findings(), st.sampled_from(Aspect))
def test_adding_a_finding_never_raises_anything_where_a_check_failed(
    found: list[Finding], another: Finding, broken: Aspect
) -> None:
    before, after = judged(found, failed=frozenset({broken})), judged([*found, another], failed=frozenset({broken}))
    assert all(new <= old for old, new in zip(figures(before), figures(after), strict=True))
    assert RANK.index(after.verdict) <= RANK.index(before.verdict)


@given(SOME.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_findings_changes_nothing(orders: tuple[list[Finding], list[Finding]]) -> None:
    one, other = orders
    assert judged(one) == judged(other)


@given(SOME, POLICIES)
def test_the_points_of_an_aspect_sum_to_what_it_lost(found: list[Finding], policy: Policy) -> None:
    scored = judged(found, policy)
    for aspect in Aspect:
        points = sum(finding.points for finding in scored.findings if finding.dimension is aspect)
        assert scored.dimensions[aspect.value].lost == pytest.approx(points, abs=TINY)


@given(SOME, ASPECTS, POLICIES)
def test_what_the_aspects_lost_is_what_the_score_lost(
    found: list[Finding], applicable: frozenset[Aspect], policy: Policy
) -> None:
    scored = judged(found, policy, applicable)
    whole = sum(policy.caps[aspect] for aspect in applicable)
    lost = sum(dimension.lost for dimension in scored.dimensions.values())
    assert scored.score == pytest.approx(100 * (1 - lost / whole), abs=0.2)


@given(SOME, POLICIES)
def test_no_aspect_loses_more_than_its_cap_and_no_rule_more_than_its_own(found: list[Finding], policy: Policy) -> None:
    scored = judged(found, policy)
    for aspect in Aspect:
        assert scored.dimensions[aspect.value].lost <= scored.dimensions[aspect.value].cap == policy.caps[aspect]
    for name, rule in RULES.items():
        own = [finding for finding in scored.findings if finding.rule == name]
        dearest = max(
            (policy.severity_weights[f.severity] / (policy.severity_weights[rule.severity] or 1) for f in own),
            default=0,
        )
        assert sum(f.points for f in own) <= max(rule.cap, rule.points * max(1, dearest)) + TINY


@given(SOME)
def test_the_interval_holds_the_score(found: list[Finding]) -> None:
    value, low, high = figures(judged(found))
    assert 0 <= low <= value <= high <= 100


@given(SOME, st.sampled_from(Aspect))
def test_a_failed_check_lowers_coverage_widens_the_interval_and_leaves_review_at_best(
    found: list[Finding], broken: Aspect
) -> None:
    sound, failed = judged(found), judged(found, failed=frozenset({broken}))
    assert failed.coverage < sound.coverage == 1
    assert failed.verdict is not Verdict.ACCEPT
    assert figures(failed)[1] <= figures(sound)[1]
    assert figures(failed)[2] >= figures(sound)[2]
    assert failed.dimensions == sound.dimensions
    assert failed.score == sound.score


def test_a_failed_check_widens_the_interval_of_a_spotless_document() -> None:
    assert judged([], failed=frozenset({Aspect.SPAM})).interval == (75, 100)


@given(SOME, ASPECTS)
def test_an_aspect_that_does_not_apply_counts_neither_as_loss_nor_as_a_pass(
    found: list[Finding], applicable: frozenset[Aspect]
) -> None:
    scored = judged(found, applicable=applicable)
    others = [finding for finding in found if finding.dimension in applicable]
    assert scored.score == judged(others, applicable=applicable).score
    for aspect in EVERYTHING - applicable:
        assert scored.dimensions[aspect.value].score is None
        assert scored.dimensions[aspect.value].lost == 0


def test_a_loss_weighs_more_where_less_applies() -> None:
    spam_only = judged([make("slot")], applicable=frozenset({Aspect.SPAM}))
    assert spam_only.score == pytest.approx(72)
    assert judged([make("slot")]).score == pytest.approx(93)


@given(SOME)
def test_accepted_findings_stay_visible_and_cost_nothing(found: list[Finding]) -> None:
    scored = judged([replace(finding, status=Status.BASELINED) for finding in found])
    assert len(scored.findings) == len(found)
    assert (scored.score, scored.interval, scored.verdict) == (100, (100, 100), Verdict.ACCEPT)


def test_a_sure_blocker_rejects_whatever_the_score() -> None:
    sure, unsure = make("advert", confidence=0.9), make("advert", confidence=0.89)
    assert judged([sure]).verdict is Verdict.REJECT
    assert judged([unsure]).verdict is Verdict.REVIEW


def test_a_sure_blocker_rejects_even_where_nothing_that_applies_has_weight() -> None:
    policy = replace(load_policy(), caps={**load_policy().caps, Aspect.SPAM: 0.0})
    scored = judged([make("advert")], policy, frozenset({Aspect.SPAM}))
    assert (scored.score, scored.interval, scored.verdict) == (None, None, Verdict.REJECT)
    assert judged([], policy, frozenset({Aspect.SPAM})).verdict is Verdict.REVIEW


def test_one_major_finding_sends_a_good_text_to_a_person() -> None:
    assert judged([make("conflict", confidence=0.3)]).verdict is Verdict.REVIEW


def test_small_things_alone_never_reject() -> None:
    minor = [make(name, severity=Severity.MINOR, at=at) for name in RULES for at in range(9)]
    assert judged(minor).verdict is Verdict.REVIEW


def test_the_nth_finding_of_a_rule_costs_less_than_the_one_before() -> None:
    scored = judged([make("conflict", at=at) for at in range(3)])
    assert [finding.points for finding in scored.findings] == [8, 4, 2]


def test_a_policy_can_switch_a_rule_off_and_change_its_points_and_severity() -> None:
    policy = load_policy()
    off = replace(policy, rules={"conflict": Override(enabled=False)})
    assert judged([make("conflict")], off).findings == ()
    dear = replace(policy, rules={"conflict": Override(points=15)})
    assert judged([make("conflict")], dear).findings[0].points == 15
    mild = replace(policy, rules={"conflict": Override(severity=Severity.MINOR)})
    assert judged([make("conflict")], mild).verdict is Verdict.ACCEPT
