"""One row a finding, for a spreadsheet; a cell that would start a formula starts with an apostrophe instead."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.formats._visible import visible
from auditor.formats.protocol import Options
from auditor.model import Assessment, Finding, Report

__all__ = ["render", "safe"]

_COLUMNS = (
    "key", "document", "title", "publisher", "published", "language", "verdict", "score",
    "rule", "dimension", "severity", "confidence", "points", "status", "message", "message_zh", "remedy", "remedy_zh",
    "start", "end", "quote", "fingerprint",
)  # fmt: skip

# What spreadsheets take for the start of a formula, in the half width and the full width forms; leading blanks of any
# kind do not stop all of them (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(report: Report, options: Options) -> str:  # noqa: ARG001  # the protocol's signature
    """The findings of every document as CSV (RFC 4180), one row a finding."""
    import csv
    from io import StringIO

    table = StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for doc in report.documents:
        for row in _rows(doc):
            writer.writerow([safe(cell) for cell in row])
    return table.getvalue()


def _rows(doc: Assessment) -> Iterator[tuple[object, ...]]:
    head = (doc.key, doc.id, doc.title, doc.publisher, doc.published, doc.language, doc.verdict, doc.score)
    for finding in doc.findings:
        yield head + _finding(finding)


def _finding(finding: Finding) -> tuple[object, ...]:
    first = finding.evidence[0] if finding.evidence else None
    place = (first.start, first.end, first.quote) if first else (None, None, None)
    return (
        finding.rule,
        finding.dimension,
        finding.severity,
        round(finding.confidence, 6),
        round(finding.points, 6),
        finding.status,
        finding.message,
        finding.message_zh,
        finding.remedy,
        finding.remedy_zh,
        *place,
        finding.fingerprint,
    )


def safe(cell: object) -> object:
    """The cell, harmless to a spreadsheet."""
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
