"""What a document would be after the cheap repairs: arithmetic on the findings that the repairs remove."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Aspect, Finding

__all__ = ["actions", "repaired"]

KEEP_ONE_COPY = "keep one copy"
STRIP_SPANS = "strip spans"
_REPEATS = frozenset({"repeated-text"})


def actions(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The repairs that would remove findings: keep one copy of repeated text, strip the spans of spam."""
    found = []
    if any(finding.rule in _REPEATS for finding in findings):
        found.append(KEEP_ONE_COPY)
    if any(_stripped(finding) for finding in findings):
        found.append(STRIP_SPANS)
    return tuple(found)


def repaired(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that would be left."""
    return tuple(finding for finding in findings if finding.rule not in _REPEATS and not _stripped(finding))


def _stripped(finding: Finding) -> bool:
    return finding.dimension is Aspect.SPAM and bool(finding.evidence)
