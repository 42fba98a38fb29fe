"""SARIF 2.1.0 (OASIS), for code scanning: one run, one result a finding, within the limits that GitHub sets.

Columns count Unicode code points. Accepted findings stay in, suppressed and marked as unchanged. What the limits cut is
said in a notification of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from auditor.formats._encode import plain, pretty
from auditor.formats._pages import Page, page
from auditor.formats._places import Place, Places, uri
from auditor.formats._visible import visible
from auditor.formats._words import message, rank, remedy
from auditor.formats.protocol import Options
from auditor.model import Assessment, Evidence, Fault, Finding, Note, Report, Severity, Status

__all__ = ["MOST_LOCATIONS", "MOST_RESULTS", "MOST_TAGS", "SCHEMA", "render"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# What GitHub shows of an upload ("SARIF results exceed limit"): beyond these it cuts without a word, or refuses the file.
MOST_RESULTS = 5000
MOST_LOCATIONS = 100
MOST_TAGS = 10
_MOST_TEXT = 1000  # characters of a message: GitHub shows no more in a list
_MOST_SNIPPET = 400
_MOST_HELP = 30_000  # characters of a rule's page
_MOST_SAID = 200  # notifications

_LEVELS: Mapping[Severity, str] = {
    Severity.INFO: "note",
    Severity.MINOR: "note",
    Severity.MAJOR: "warning",
    Severity.BLOCKER: "error",
}
_ROOT = "%SRCROOT%"
_PLACEHOLDER = re.compile(r"\{(\d{1,9})\}")


def render(report: Report, options: Options) -> str:
    """The log file: indented JSON with a line break at its end."""
    found = sorted(
        ((doc, finding) for doc in report.documents for finding in doc.findings),
        key=lambda each: (each[1].status is not Status.OPEN, -_weight(each[1]), rank(each[1]), each[0].key),
    )
    shown = found[:MOST_RESULTS]
    pages = {finding.rule: page(finding, options.language) for _, finding in reversed(shown)}
    rules = sorted(pages)
    marks = {finding.status for _, finding in shown} - {Status.OPEN}
    writer = _Writer(Places(report), {rule: index for index, rule in enumerate(rules)}, marks, options.language)
    run = {
        "tool": {"driver": _driver(report, [_descriptor(pages[rule]) for rule in rules])},
        "automationDetails": {"id": "auditor/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, len(found) - len(shown))],
        "artifacts": [_artifact(path) for path in sorted({writer.places.path(doc.key) for doc, _ in shown})],
        "results": [writer.result(doc, finding) for doc, finding in shown],
        "properties": {
            "asOf": report.as_of,
            "policy": report.policy.get("name"),
            "gate": report.gate.decision if report.gate else None,
            "rulePacks": dict(report.rules),
        },
    }
    return pretty(plain({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}))


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def _driver(report: Report, rules: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"name": report.tool.name, "semanticVersion": report.tool.version, "rules": list(rules)}


def _descriptor(told: Page) -> dict[str, Any]:
    """A rule: its page is its help. Its words are the rule's own, never a document's."""
    return {
        "id": told.rule,
        "name": "".join(word.capitalize() for word in told.rule.split("-")),
        "shortDescription": {"text": told.rule.replace("-", " ").capitalize()},
        "fullDescription": {"text": _short(told.why or told.remedy or told.rule)},
        "defaultConfiguration": {"level": _LEVELS[told.severity]},
        "help": {"text": _short(told.remedy or told.rule), **_markdown(told)},
        "properties": {
            "tags": [told.aspect.value, told.severity.value][:MOST_TAGS],
            "precision": "high",
            "problem.severity": {"error": "error", "warning": "warning"}.get(_LEVELS[told.severity], "recommendation"),
        },
    }


def _markdown(told: Page) -> dict[str, str]:
    if not told.markdown:
        return {}
    cut = len(told.markdown) > _MOST_HELP
    return {"markdown": visible(told.markdown[:_MOST_HELP]) + ("\n…\n" if cut else "")}


def _artifact(path: str) -> dict[str, Any]:
    return {"location": _artifact_location(path)}


def _artifact_location(path: str) -> dict[str, Any]:
    address = uri(path)
    return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": _ROOT}


class _Writer:
    """Writes results; knows places, the index of each rule, and which marks the run has at all."""

    def __init__(self, places: Places, index: Mapping[str, int], marks: set[Status], language: str) -> None:
        self.places = places
        self._index = index
        self._marks = marks
        self._language = language

    def result(self, doc: Assessment, finding: Finding) -> dict[str, Any]:
        """One finding; the first evidence is where it is, the others and those in other documents are related."""
        where, others = finding.evidence[:1], finding.evidence[1:]
        related = islice(chain(others, finding.related), MOST_LOCATIONS - 1)
        told = (message(finding, self._language), remedy(finding, self._language))
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._index[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": _short(" — ".join(filter(None, told)))},
            "locations": [self._location(place) for place in where] or [self._whole(doc)],
            "relatedLocations": [
                {"id": number, **self._location(place), "message": {"text": _named(place)}}
                for number, place in enumerate(related, start=1)
            ],
            "partialFingerprints": {"auditorFingerprint/v1": finding.fingerprint},
            **self._state(finding),
            "rank": round(100 * finding.confidence, 1),
            "properties": {
                "document": doc.id,
                "key": visible(doc.key),
                "dimension": finding.dimension.value,
                "severity": finding.severity.value,
                "points": finding.points,
                "verdict": doc.verdict.value,
            },
        }

    def _state(self, finding: Finding) -> dict[str, Any]:
        """Whether it is accepted. What one result of a run says, all of them must say (SARIF 3.27.23)."""
        said: dict[str, Any] = {}
        if Status.BASELINED in self._marks:
            said["baselineState"] = "unchanged" if finding.status is Status.BASELINED else "new"
        if self._marks:
            said["suppressions"] = list(_suppressions(finding))
        return said

    def _whole(self, doc: Assessment) -> dict[str, Any]:
        """The document itself, for a finding that has no place in it."""
        place = Place(self.places.path(doc.key), 1, 1)
        return {"physicalLocation": _physical(place, None), "logicalLocations": [_logical(doc.key)]}

    def _location(self, evidence: Evidence) -> dict[str, Any]:
        place = self.places.of(evidence)
        return {"physicalLocation": _physical(place, evidence), "logicalLocations": [_logical(evidence.key)]}


def _suppressions(finding: Finding) -> Iterator[dict[str, str]]:
    if finding.status is Status.BASELINED:
        yield {"kind": "external", "status": "accepted", "justification": "listed in the baseline"}
    if finding.status is Status.SUPPRESSED:
        yield {"kind": "external", "status": "accepted", "justification": "suppressed by a rule pack"}


def _physical(place: Place, evidence: Evidence | None) -> dict[str, Any]:
    return {"artifactLocation": _artifact_location(place.path), "region": _region(place, evidence)}


def _region(place: Place, evidence: Evidence | None) -> dict[str, Any]:
    """Lines and columns where the file has them; else line 1, for a viewer needs a line, and the quote as a snippet."""
    region: dict[str, Any] = {"startLine": place.line or 1}
    if place.line is not None:
        ends = {"startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
        region |= {name: value for name, value in ends.items() if value is not None}
    if evidence is not None and evidence.quote:
        region["snippet"] = {"text": _cut(evidence.quote, _MOST_SNIPPET)}
        region["properties"] = {"start": evidence.start, "end": evidence.end}
    return region


def _logical(key: str) -> dict[str, str]:
    return {"fullyQualifiedName": visible(key), "kind": "module"}


def _named(evidence: Evidence) -> str:
    return _short(f"{evidence.key}: {evidence.quote}" if evidence.quote else evidence.key, _MOST_SNIPPET)


def _invocation(report: Report, cut: int) -> dict[str, Any]:
    said = [_notification(fault, "error") for fault in report.faults]
    said += [_notification(note, "note") for note in report.notes]
    if cut:
        text = f"{cut} findings are left out: {MOST_RESULTS} results are shown, the gravest first. The JSON report has all."
        said.insert(0, {"level": "warning", "message": {"text": text}})
    if len(said) > _MOST_SAID:
        text = f"{len(said) - _MOST_SAID} more notes and faults are in the JSON report."
        said = [*said[:_MOST_SAID], {"level": "warning", "message": {"text": text}}]
    return {"executionSuccessful": not report.faults, "toolExecutionNotifications": said}


def _notification(told: Fault | Note, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _short(f"{told.path}: {told.stage}: {told.message}")}}


def _short(text: str, limit: int = _MOST_TEXT) -> str:
    """Text of a document in plain sight, not longer than the limit, that a viewer takes for nothing but text."""
    return _inert(_cut(text, limit))


def _cut(text: str, limit: int) -> str:
    return visible(text if len(text) <= limit else text[: limit - 1] + "…")


def _inert(text: str) -> str:
    """Messages know links and placeholders (SARIF 3.11.5, 3.11.6): what looks like one in a document is escaped."""
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return _PLACEHOLDER.sub(r"{{\1}}", text)
