"""``auditor explain``: one document's verdict in full."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.audit import audit
from auditor.cli.audit import tell_faults
from auditor.cli.progress import Progress
from auditor.errors import BadInput
from auditor.formats._visible import one_line
from auditor.formats._words import SHAPES, message, remedy, word
from auditor.model import Assessment, Evidence, Finding, Report
from auditor.rules.load import load
from auditor.rules.rule import Rule

__all__ = ["run"]

_QUOTE = 160
_SHOWN = 8


def run(  # the command's options
    path: str,
    *,
    wanted: str | None,
    corpus: str | None,
    policy: str | None,
    rules: Sequence[str],
    text_field: str,
    language: str,
) -> int:
    """Prints every document of the path, or the one that was asked for."""
    report = audit([path], corpus=corpus, policy=policy, rules=rules, text_field=text_field, progress=Progress())
    chosen = [doc for doc in report.documents if wanted is None or wanted in {doc.id, doc.key, doc.record}]
    if not chosen and not report.faults:
        raise BadInput(
            f"no document {wanted!r}",
            where=path,
            remedy=f"use one of: {', '.join(d.key for d in report.documents[:5])}",
        )
    known = load([Path(rule) for rule in rules]).rules
    for doc in chosen:
        sys.stdout.write("\n".join(_lines(doc, report, known, language)) + "\n\n")
    return tell_faults(report)


def _lines(doc: Assessment, report: Report, rules: dict[str, Rule] | object, language: str) -> Iterator[str]:
    score = "–" if doc.score is None else f"{doc.score:g}"
    interval = f" [{doc.interval[0]:g}, {doc.interval[1]:g}]" if doc.interval else ""
    yield f"{SHAPES[doc.verdict]} {word(doc.verdict, language)}  {score}{interval}  {one_line(doc.title or doc.key)}"
    yield f"  {doc.key}  {doc.publisher or '–'}  {doc.published or '–'}  {doc.language}"
    for name, dimension in doc.dimensions.items():
        shown = "–" if dimension.score is None else f"-{dimension.lost:g} of {dimension.cap:g}"
        yield f"  {word(name, language)}: {shown}"
    for finding in doc.findings:
        yield from _finding(finding, rules, language)
    if doc.salvage:
        after = "–" if doc.salvage.score is None else f"{doc.salvage.score:g}"
        steps = ", ".join(word(action, language) for action in doc.salvage.actions)
        yield f"  → {steps}: {after} {word(doc.salvage.verdict, language)}"
    del report


def _finding(finding: Finding, rules: object, language: str) -> Iterator[str]:
    yield ""
    yield f"  {finding.rule}  {word(finding.severity, language)}  -{finding.points:.3g}  ({finding.confidence:g})"
    yield f"    {one_line(message(finding, language))}"
    for evidence in finding.evidence[:_SHOWN]:
        yield f"    {_place(evidence)}"
    if len(finding.evidence) > _SHOWN:
        yield f"    … {len(finding.evidence) - _SHOWN} more"
    for evidence in finding.related[:_SHOWN]:
        yield f"    ↔ {_place(evidence)}"
    yield f"    ⇒ {one_line(remedy(finding, language))}"
    rule = rules[finding.rule] if isinstance(rules, dict) else None
    if rule is not None and language == "en":
        yield f"    {' '.join(rule.why.split())}"


def _place(evidence: Evidence) -> str:
    return f"{evidence.key} {evidence.start}–{evidence.end}: {one_line(evidence.quote, _QUOTE)}"
