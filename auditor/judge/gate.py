"""The gate's decision: which documents may enter a corpus."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from auditor.model import Assessment, Gate, Report, Verdict

__all__ = ["Terms", "decide"]

_ORDER = (Verdict.ACCEPT, Verdict.REVIEW, Verdict.REJECT)
_COPY = "near-duplicate"


@dataclass(frozen=True, slots=True)
class Terms:
    """From which verdict on, and below which score, a document is refused; and how many may be before the gate says no.

    ``max_rejected`` is a number of documents, or a share of them when below 1; ``None`` allows none.
    """

    fail_on: Verdict = Verdict.REJECT
    min_score: float | None = None
    max_rejected: float | None = None

    def allows(self, refused: int, documents: int) -> bool:
        """Whether so many refused ones leave the decision at yes."""
        most = self.max_rejected or 0.0
        return refused <= (most * documents if most < 1 else most)


def decide(report: Report, terms: Terms, *, copies: Collection[str], already: Collection[str]) -> Gate:
    """The gate's decision on a report without faults; with faults it is ``could-not-audit`` and nothing is admitted.

    ``copies`` are near-duplicates of admitted documents; ``already`` are admitted themselves and neither refused nor
    written again. Of near-duplicates among the incoming ones only the first of each family may enter; of equal texts one
    enters and the others are neither written nor refused.
    """
    if report.faults:
        return Gate("could-not-audit")
    later = _later_of_equal_texts(report)
    refused = {
        doc.key
        for doc in report.documents
        if doc.key not in already
        and (_refused(doc, terms) or doc.key in copies or (doc.key not in later and _is_later_copy(doc)))
    }
    admitted = [
        doc.key
        for doc in report.documents
        if doc.key not in refused and doc.key not in already and doc.key not in later
    ]
    passed = terms.allows(len(refused), len(report.documents))
    return Gate("admitted" if passed else "refused", tuple(sorted(refused)), tuple(sorted(admitted)))


def _refused(doc: Assessment, terms: Terms) -> bool:
    if _ORDER.index(doc.verdict) >= _ORDER.index(terms.fail_on):
        return True
    return terms.min_score is not None and (doc.score is None or doc.score < terms.min_score)


def _later_of_equal_texts(report: Report) -> frozenset[str]:
    """Keys of documents whose very text came before in the same run: as if the first had been admitted already."""
    first: dict[str, str] = {}
    for doc in report.documents:
        first.setdefault(doc.id, doc.key)
    return frozenset(doc.key for doc in report.documents if first[doc.id] != doc.key)


def _is_later_copy(doc: Assessment) -> bool:
    """Whether another incoming document with nearly the same text comes before this one."""
    return any(finding.rule == _COPY for finding in doc.findings)
