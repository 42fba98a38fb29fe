"""The gate's decision: which documents may enter a corpus."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from auditor.model import Assessment, Gate, Report, Verdict

__all__ = ["Terms", "decide"]

_ORDER = (Verdict.ACCEPT, Verdict.REVIEW, Verdict.REJECT)
_COPY = "near-duplicate"


@dataclass(frozen=True, slots=True)
class Terms:
    """From which verdict on, and below which score, a document is refused."""

    fail_on: Verdict = Verdict.REJECT
    min_score: float | None = None


def decide(report: Report, terms: Terms, *, copies: Collection[str], already: Collection[str]) -> Gate:
    """The gate's decision on a report without faults; with faults it is ``could-not-audit`` and nothing is admitted.

    ``copies`` are near-duplicates of admitted documents; ``already`` are admitted themselves and neither refused nor
    written again. Of copies among the incoming ones only the first of each family may enter.
    """
    if report.faults:
        return Gate("could-not-audit")
    texts = _first_of_each_text(report)
    refused = {
        doc.key
        for doc in report.documents
        if doc.key not in already and (_refused(doc, terms) or doc.key in copies or _is_later_copy(doc, texts))
    }
    admitted = [doc.key for doc in report.documents if doc.key not in refused and doc.key not in already]
    return Gate("refused" if refused else "admitted", tuple(sorted(refused)), tuple(sorted(admitted)))


def _refused(doc: Assessment, terms: Terms) -> bool:
    if _ORDER.index(doc.verdict) >= _ORDER.index(terms.fail_on):
        return True
    return terms.min_score is not None and (doc.score is None or doc.score < terms.min_score)


def _first_of_each_text(report: Report) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for doc in report.documents:
        texts.setdefault(doc.id, doc.key)
    return texts


def _is_later_copy(doc: Assessment, texts: Mapping[str, str]) -> bool:
    """Whether another incoming document with the same or nearly the same text comes before this one."""
    return texts[doc.id] != doc.key or any(finding.rule == _COPY for finding in doc.findings)
