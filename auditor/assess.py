"""From findings to how a document stands: fingerprints, what a baseline accepts, the score, and what salvage would give."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from auditor.corpus.protocol import Standing
from auditor.judge import salvage as judge_salvage
from auditor.judge.fingerprint import fingerprinted
from auditor.judge.policy import Policy
from auditor.judge.score import Scored, score
from auditor.model import Aspect, Document, Finding, Salvage
from auditor.rules.load import RuleSet

__all__ = ["Mark", "assess"]

Mark = Callable[[tuple[Finding, ...]], tuple[Finding, ...]]
"""Says which of a document's findings, fingerprinted, are accepted already."""


def assess(  # noqa: PLR0913  # what decides a verdict, each by name
    doc: Document,
    findings: Sequence[Finding],
    *,
    family: str,
    applicable: Collection[Aspect],
    failed: Collection[Aspect] = (),
    rules: RuleSet,
    policy: Policy,
    mark: Mark | None = None,
) -> Standing:
    """How a document stands with these findings: its own first, then what the others say of it."""
    everything = fingerprinted(findings, doc.text)
    if mark is not None:
        everything = mark(everything)

    def scoring(found: Sequence[Finding]) -> Scored:
        return score(found, rules.rules, policy, applicable=applicable, failed=failed)

    scored = scoring(everything)
    return Standing(
        family,
        scored.verdict,
        scored.score,
        scored.interval,
        scored.coverage,
        scored.dimensions,
        scored.findings,
        _salvage(doc, scored, scoring),
    )


def _salvage(doc: Document, scored: Scored, scoring: Callable[[Sequence[Finding]], Scored]) -> Salvage | None:
    actions = judge_salvage.actions(scored.findings, len(doc.text))
    if not actions:
        return None
    after = scoring(judge_salvage.repaired(scored.findings))
    return Salvage(actions, after.score, after.verdict)
