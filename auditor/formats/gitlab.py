"""GitLab's code quality report: an array of issues that a merge request shows beside the lines they are about.

It knows no accepted issues: findings that are baselined or suppressed are left out.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from auditor.formats._encode import plain, pretty
from auditor.formats._places import Places
from auditor.formats._visible import one_line, visible
from auditor.formats._words import message, rank, remedy
from auditor.formats.protocol import Options
from auditor.model import Assessment, Finding, Report, Status

__all__ = ["render"]

_TEXT = 1000


def render(report: Report, options: Options) -> str:
    """One issue for each open finding, in the order of the report; what could not be audited is a blocker."""
    places = Places(report)
    seen: Counter[str] = Counter()
    issues = [
        _issue(doc, finding, places, seen, options.language)
        for doc in report.documents
        for finding in sorted(doc.findings, key=rank)
        if finding.status is Status.OPEN
    ]
    issues += [
        {
            "description": one_line(f"{fault.stage}: {fault.message}", _TEXT),
            "check_name": "could-not-audit",
            "fingerprint": _digest(fault.path, fault.stage, fault.message),
            "severity": "blocker",
            "location": _location(fault.path.removeprefix("./"), None),
        }
        for fault in report.faults
    ]
    return pretty(plain(issues))


def _issue(doc: Assessment, finding: Finding, places: Places, seen: Counter[str], language: str) -> dict[str, object]:
    line = places.of(finding.evidence[0]).line if finding.evidence else None
    told = " — ".join(filter(None, (message(finding, language), remedy(finding, language))))
    seen[finding.fingerprint] += 1
    # NOTE: GitLab shows the first of several issues with one fingerprint; the same text may occur under two paths.
    again = seen[finding.fingerprint] > 1
    return {
        "description": one_line(told, _TEXT),
        "check_name": finding.rule,
        "fingerprint": _digest(finding.fingerprint, doc.key) if again else finding.fingerprint,
        "severity": finding.severity.value,
        "location": _location(places.path(doc.key), line),
    }


def _location(path: str, line: int | None) -> dict[str, object]:
    return {"path": visible(path), "lines": {"begin": line or 1}}


def _digest(*parts: str) -> str:
    return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
