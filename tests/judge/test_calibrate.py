from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from auditor.errors import BadInput
from auditor.judge.calibrate import Calibration, Examples, calibrate, examples
from auditor.model import Aspect, Assessment, Evidence, Finding, Provenance, Severity, Verdict

WEIGHTS = {"casino-advert": 3.0, "missing-date": 0.4, "unsourced-figures": 1.2, "promotional-tone": 0.0}


def simulated(n: int, seed: int = 1) -> Examples:
    """Documents whose chance of rejection is known: a logistic sum over their evidence."""
    draw = np.random.default_rng(seed)
    rules = tuple(sorted(WEIGHTS))
    evidence = draw.random((n, len(rules))) * (draw.random((n, len(rules))) < 0.4)
    odds = evidence @ np.array([WEIGHTS[rule] for rule in rules]) - 1.5
    rejected = (draw.random(n) < 1 / (1 + np.exp(-odds))).astype(np.float64)
    lost = evidence.mean(axis=1)
    verdicts = tuple(Verdict.REJECT if value > 0.3 else Verdict.ACCEPT for value in lost.tolist())
    return Examples(rules, evidence, lost, evidence * 5, verdicts, np.arange(n) // 3, rejected)


def assessment(
    number: int, *, rules: Sequence[str] = (), publisher: str | None = None, family: str | None = None
) -> Assessment:
    name = f"doc-{number}"
    found = tuple(
        Finding(
            rule, Aspect.SPAM, Severity.MAJOR, 0.9, "m", "r", "信", "改", (Evidence(name, name, 0, 2, "ab"),), points=4
        )
        for rule in rules
    )
    return Assessment(
        id=name,
        key=name,
        path=name,
        record=None,
        part=0,
        sha256="",
        encoding="utf-8",
        title=None,
        publisher=publisher,
        via=None,
        author=None,
        published=None,
        language="en",
        provenance=Provenance(),
        characters=100,
        offset=0,
        family=family or name,
        verdict=Verdict.ACCEPT,
        score=100.0 - 4 * len(rules),
        interval=None,
        coverage=1.0,
        dimensions={},
        findings=found,
    )


@pytest.fixture(scope="module")
def told() -> Calibration:
    return calibrate(simulated(3000))


@pytest.mark.parametrize("method", ["sigmoid", "isotonic"])
def test_chances_that_are_known_are_found_again(method: str) -> None:
    assert calibrate(simulated(3000), method).ece <= 0.035


@pytest.mark.soak
@pytest.mark.parametrize("method", ["sigmoid", "isotonic"])
@pytest.mark.parametrize("seed", range(3))
def test_with_twenty_thousand_labels_the_calibration_error_is_below_two_percent(method: str, seed: int) -> None:
    assert calibrate(simulated(20_000, seed), method).ece <= 0.02


def test_the_error_that_a_perfect_model_would_show_is_told_beside_it(told: Calibration) -> None:
    assert 0 < told.ece_perfect < told.ece_perfect_high < 0.05
    assert calibrate(simulated(300)).ece_perfect > told.ece_perfect


def test_a_rule_that_decides_gets_more_weight_than_one_that_does_not(told: Calibration) -> None:
    weight = {one.rule: one.weight for one in told.weights}
    assert weight["casino-advert"] == pytest.approx(3.0, abs=0.4)
    assert weight["promotional-tone"] < 0.25
    assert told.weights[0].rule == "casino-advert"


def test_no_weight_is_negative_even_where_a_finding_goes_with_acceptance() -> None:
    found = simulated(1000)
    praised = Examples(
        found.rules, found.evidence, found.lost, found.points, found.verdicts, found.groups, 1 - found.rejected
    )
    assert min(one.weight for one in calibrate(praised).weights) == 0.0


def test_proposed_points_cost_the_documents_as_much_as_the_present_ones() -> None:
    found = simulated(2000)
    proposed = {one.rule: one.proposed or 0.0 for one in calibrate(found).weights}
    cost = found.evidence @ np.array([proposed[rule] for rule in found.rules])
    assert cost.sum() == pytest.approx(found.points.sum(), rel=0.01)


def test_a_rule_seen_in_few_documents_is_given_no_points() -> None:
    found = simulated(600)
    found.evidence[:, 0] = 0
    found.evidence[:5, 0] = 1
    assert {one.rule: one.proposed for one in calibrate(found).weights}[found.rules[0]] is None


def test_the_same_labels_give_the_same_numbers() -> None:
    assert calibrate(simulated(400)) == calibrate(simulated(400))


def test_fewer_than_two_hundred_labels_are_refused() -> None:
    with pytest.raises(BadInput, match="199 labels, and 200 are needed"):
        calibrate(simulated(199))


def test_labels_of_one_kind_are_refused() -> None:
    found = simulated(300)
    found.rejected[:] = 0
    with pytest.raises(BadInput, match="0 of 300 labels are rejections"):
        calibrate(found)


def test_labels_of_too_few_sources_are_refused() -> None:
    found = simulated(300)
    found.groups[:] = np.arange(300) % 3
    with pytest.raises(BadInput, match="3 independent sources"):
        calibrate(found)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(BadInput, match="unknown method"):
        calibrate(simulated(300), "guess")


def test_the_gate_s_false_positives_are_counted_among_what_people_accept(told: Calibration) -> None:
    found = simulated(3000)
    wrong = sum(v is Verdict.REJECT and not r for v, r in zip(found.verdicts, found.rejected.tolist(), strict=True))
    assert told.false_rejects.count == wrong
    assert told.false_rejects.n == told.labels - told.rejected


def test_documents_of_one_publisher_or_family_are_one_group() -> None:
    docs = [
        assessment(0, publisher="北湾日报", family="f"),
        assessment(1, family="f"),
        assessment(2, publisher="北湾日报"),
        assessment(3),
    ]
    groups = examples([(doc, False) for doc in docs]).groups.tolist()
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_further_findings_of_a_rule_add_less_evidence() -> None:
    found = examples([(assessment(0, rules=["advert", "advert"]), True), (assessment(1, rules=["advert"]), True)])
    assert found.evidence[:, 0].tolist() == pytest.approx([1.35, 0.9])


def test_a_model_that_learns_copies_by_heart_is_not_rewarded_for_it() -> None:
    draw = random.Random(5)  # noqa: S311  # a simulation
    labelled = []
    for family in range(60):
        rejected = draw.random() < 0.5
        # Every family has a rule of its own: it tells the decision on its copies and on nothing else.
        labelled += [
            (assessment(family * 5 + n, rules=[f"rule-{family}"], family=f"f{family}"), rejected) for n in range(5)
        ]
    assert calibrate(examples(labelled)).auc < 0.65
