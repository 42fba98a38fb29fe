"""No verdict rests on style: taking every finding away that is only worth knowing changes none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor
from auditor.judge.policy import load_policy
from auditor.judge.score import score
from auditor.model import Aspect, Finding, Report, Severity, Verdict
from auditor.rules.load import load
from auditor.rules.rule import Rule

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
POLICIES = ("editorial", "corpus", "strict")
RULES: Mapping[str, Rule] = load().rules
CONTROLS = {"web_articles_en.jsonl": 249, "weibo_zh.jsonl": 500, "headlines_en.jsonl": 500}
MOST_REJECTED = 0.001


def judged(findings: tuple[Finding, ...], policy: str, aspects: frozenset[Aspect]) -> Verdict:
    return score(findings, RULES, load_policy(policy), applicable=aspects).verdict


def aspects_of(report: Report, number: int) -> frozenset[Aspect]:
    return frozenset(
        Aspect(name) for name, found in report.documents[number].dimensions.items() if found.score is not None
    )


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    folders = [ROOT / "samples", *([SHARED / "seeds"] if (SHARED / "seeds").is_dir() else [])]
    return [auditor.audit([folder]) for folder in folders]


@pytest.mark.parametrize("policy", POLICIES)
def test_no_verdict_changes_without_the_findings_that_are_only_worth_knowing(
    reports: list[Report], policy: str
) -> None:
    ablated = 0
    for report in reports:
        for number, doc in enumerate(report.documents):
            aspects = aspects_of(report, number)
            grave = tuple(f for f in doc.findings if f.severity is not Severity.INFO)
            ablated += len(doc.findings) - len(grave)
            assert judged(grave, policy, aspects) is judged(doc.findings, policy, aspects), doc.key
    assert ablated > 0


def found(rule: str, severity: Severity, confidence: float) -> Finding:
    return Finding(rule, RULES[rule].aspect, severity, confidence, "m", "r", "信", "改")


FINDINGS = st.lists(
    st.builds(found, st.sampled_from(sorted(RULES)), st.sampled_from(list(Severity)), st.floats(0, 1)), max_size=8
)


@settings(deadline=None)
@given(FINDINGS, st.sampled_from(POLICIES), st.frozensets(st.sampled_from(list(Aspect)), min_size=1))
def test_a_finding_that_is_only_worth_knowing_moves_no_verdict(
    findings: list[Finding], policy: str, aspects: frozenset[Aspect]
) -> None:
    grave = tuple(f for f in findings if f.severity is not Severity.INFO)
    assert judged(tuple(findings), policy, aspects) is judged(grave, policy, aspects)


@pytest.mark.soak
@pytest.mark.parametrize("name", CONTROLS)
def test_ordinary_texts_are_not_rejected_and_never_without_a_major_finding(name: str, tmp_path: Path) -> None:
    path = SHARED / "data" / "benign" / name
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"continuous integration must have {name} beside the checkout")
        pytest.skip(f"{name} is not beside this checkout")
    lines = path.read_text(encoding="utf-8").splitlines()[: CONTROLS[name]]
    (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    report = auditor.audit([tmp_path / name])
    rejected = [doc for doc in report.documents if doc.verdict is Verdict.REJECT]
    assert len(report.documents) >= CONTROLS[name] * 0.9
    assert len(rejected) <= MOST_REJECTED * len(report.documents), [
        (d.key, [f.rule for f in d.findings]) for d in rejected
    ]
    assert all({f.severity for f in doc.findings} & {Severity.MAJOR, Severity.BLOCKER} for doc in rejected)
