"""The report as GitHub Markdown, for a pull request, a wiki or a job summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.formats._visible import one_line
from auditor.formats._words import SHAPES, explanation, message, rank, remedy, word
from auditor.formats.protocol import Options
from auditor.model import Assessment, Finding, Report, Severity, Status, Verdict

__all__ = ["bounded", "render"]

_QUOTE = 160  # characters of a quote: a line of a wide page
_QUOTES = 3  # of a finding
_ROWS = 200  # of a bounded report's table
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~@:$^=])")
# Names and numbers that a server turns into mentions and references after it has undone the escapes.
_REFERENCE = re.compile(r"\\([@#!])(?=\w)")
_WORST = (Verdict.REJECT, Verdict.REVIEW, Verdict.ACCEPT)


def render(report: Report, options: Options) -> str:
    """A verdict table, the findings of every document, the relations that undermine, and the faults."""
    language = options.language
    blocks = [_head(report, language), _table(report.documents, language)]
    blocks += [_document(doc, language) for doc in report.documents if doc.findings]
    blocks += _lists(report, language)
    return "\n\n".join(block for block in blocks if block) + "\n"


def bounded(report: Report, language: str, most: int) -> str:
    """The report in at most ``most`` bytes, the worst documents first; what is left out is counted at its end."""
    worst = sorted(report.documents, key=lambda doc: (_WORST.index(doc.verdict), doc.score or 0.0, doc.key))
    blocks = [_head(report, language), _table(worst[:_ROWS], language), *_lists(report, language)]
    told = [doc for doc in worst if doc.findings and doc.verdict is not Verdict.ACCEPT]
    shown, size, left_out = [], 0, max(0, len(worst) - _ROWS)
    for block in (*blocks, *(_document(doc, language) for doc in told)):
        size += len(block.encode("utf-8", "replace")) + 2
        if size > most - 200:  # the last line's own
            left_out += 1
            continue
        shown.append(block)
    if left_out:
        shown.append(f"… 另有 {left_out} 项" if language == "zh" else f"… and {left_out} more")
    return "\n\n".join(shown) + "\n"


def _head(report: Report, language: str) -> str:
    counts = Counter(doc.verdict for doc in report.documents)
    line = " · ".join(f"{SHAPES[verdict]} **{counts[verdict]}** {word(verdict, language)}" for verdict in Verdict)
    title = "# 审计报告" if language == "zh" else "# Audit report"
    gate = f"\n\n{word('gate', language)}: **{word(report.gate.decision, language)}**" if report.gate else ""
    return f"{title}\n\n{line}{gate}"


def _table(documents: Sequence[Assessment], language: str) -> str:
    rows = [
        f"| {word('verdict', language)} | {word('score', language)} | {word('document', language)} |",
        "| --- | ---: | --- |",
    ]
    for doc in documents:
        score = "–" if doc.score is None else f"{doc.score:.0f}"
        rows.append(f"| {SHAPES[doc.verdict]} {word(doc.verdict, language)} | {score} | {_name(doc)} |")
    return "\n".join(rows)


def _name(doc: Assessment) -> str:
    return f"**{_text(doc.title)}** {_text(doc.key)}" if doc.title else _text(doc.key)


def _document(doc: Assessment, language: str) -> str:
    lines = [f"## {SHAPES[doc.verdict]} {_text(doc.title or doc.key)}", "", _text(doc.key), ""]
    for finding in sorted(doc.findings, key=rank):
        lines += _finding(finding, language)
    return "\n".join(lines)


def _finding(finding: Finding, language: str) -> Iterator[str]:
    status = "" if finding.status is Status.OPEN else f", {word(finding.status, language)}"
    weight = f"{word(finding.severity, language)}, {word(finding.dimension, language)}, −{finding.points:g}{status}"
    yield f"- **{_text(message(finding, language))}** ({weight})  "
    yield f"  {_text(remedy(finding, language))}"
    for evidence in finding.evidence[:_QUOTES]:
        yield f"  > {_text(evidence.quote, _QUOTE)}"
        yield ""


def _lists(report: Report, language: str) -> list[str]:
    relations = [each for each in report.relations if each.severity is not Severity.INFO]
    items = {
        "conflicting-facts": [
            f"{word(each.kind, language)}: {_text(explanation(each, language))}" for each in relations
        ],
        "affected": [_text(message(each, language)) for each in report.affected],
        "notes": [f"{_text(each.path)} ({_text(each.stage)}): {_text(each.message)}" for each in report.notes],
        "faults": [f"{_text(each.path)} ({_text(each.stage)}): {_text(each.message)}" for each in report.faults],
    }
    return [
        f"## {word(name, language)}\n\n" + "\n".join(f"- {line}" for line in lines)
        for name, lines in items.items()
        if lines
    ]


def _text(text: str, limit: int = 400) -> str:
    """Document text as Markdown that shows it and does nothing: no link, tag, mention or emphasis."""
    plain = one_line(text, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _REFERENCE.sub(r"\\\1<!-- -->", _SPECIAL.sub(r"\\\1", plain))
