"""JUnit XML, for servers that show test results: a document is a test case, and it fails when it must not pass.

A document fails that the gate refused, or, where there was no gate, one whose verdict is reject. What could not be read
or checked is an error. A document that a person should look at passes, and its findings are its output.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from auditor.formats._places import Places
from auditor.formats._visible import one_line
from auditor.formats._words import message, rank, remedy, word
from auditor.formats.protocol import Options
from auditor.model import Assessment, Fault, Finding, Report, Status, Verdict

__all__ = ["render"]

_NAME = 200  # characters of a name: servers show names in narrow columns
_LINE = 600
_QUOTE = 160
_QUOTES = 3  # of a finding
_MOST_FINDINGS = 100  # of one document; the JSON report has all


def render(report: Report, options: Options) -> str:
    """One test suite; the XML holds no character that XML 1.0 forbids."""
    failed = _failed(report)
    places = Places(report)
    cases = [_case(doc, places, options.language, failed=doc.key in failed) for doc in report.documents]
    cases += [_error(fault) for fault in report.faults]
    counts = (
        f'tests="{len(cases)}" failures="{sum(doc.key in failed for doc in report.documents)}" '
        f'errors="{len(report.faults)}" skipped="0"'
    )
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="auditor" {counts}>',
        f'<testsuite name="auditor" {counts}>',
    ]
    return "\n".join([*head, *cases, "</testsuite>", "</testsuites>"]) + "\n"


def _failed(report: Report) -> frozenset[str]:
    # A gate that could not audit has refused nobody in particular; that is no reason to show a spoilt text as passed.
    if report.gate is not None and report.gate.decision != "could-not-audit":
        return frozenset(report.gate.refused)
    return frozenset(doc.key for doc in report.documents if doc.verdict is Verdict.REJECT)


def _case(doc: Assessment, places: Places, language: str, *, failed: bool) -> str:
    path = places.path(doc.key)
    head = f'<testcase classname="{_xml(path, _NAME)}" name="{_xml(doc.key, _NAME)}" file="{_xml(path, _LINE)}"'
    findings = sorted((f for f in doc.findings if f.status is Status.OPEN), key=rank)
    if not findings and not failed:
        return f"{head}/>"
    said = "\n".join(_lines(doc, findings, places, language))
    if not failed:
        return f"{head}><system-out>{said}</system-out></testcase>"
    reason = _xml(_verdict(doc, language), _LINE)
    return f'{head}><failure type="{doc.verdict}" message="{reason}">{said}</failure></testcase>'


def _verdict(doc: Assessment, language: str) -> str:
    score = "–" if doc.score is None else f"{doc.score:.0f}"
    title = f": {doc.title}" if doc.title else ""
    return f"{word(doc.verdict, language)} ({word('score', language)} {score}){title}"


def _lines(doc: Assessment, findings: list[Finding], places: Places, language: str) -> Iterator[str]:
    yield _xml(_verdict(doc, language), _LINE)
    for finding in findings[:_MOST_FINDINGS]:
        weight = f"{finding.rule}, {word(finding.severity, language)}, −{finding.points:g}"
        told = " — ".join(filter(None, (message(finding, language), remedy(finding, language))))
        yield _xml(f"{weight}: {told}", _LINE)
        for evidence in finding.evidence[:_QUOTES]:
            place = places.of(evidence)
            where = place.path if place.line is None else f"{place.path}:{place.line}:{place.column}"
            yield _xml(f"  {where}: {one_line(evidence.quote, _QUOTE)}", _LINE)
    if len(findings) > _MOST_FINDINGS:
        yield f"… {len(findings) - _MOST_FINDINGS}"


def _error(fault: Fault) -> str:
    said = _xml(f"{fault.stage}: {fault.message}", _LINE)
    name = _xml(fault.path, _NAME)
    return f'<testcase classname="{name}" name="{name}"><error type="fault" message="{said}">{said}</error></testcase>'


def _xml(text: str, limit: int) -> str:
    """Text for an element or an attribute: no markup, no end of a CDATA section, no forbidden character."""
    return escape(one_line(text, limit))
