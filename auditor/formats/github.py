"""Annotations of a GitHub workflow: one command a line, which the runner shows beside the lines they are about.

GitHub keeps ten annotations of a level in a step and drops the others without a word: the gravest are printed, and a
last line says how many are not. The summary of the step is another text: see :func:`summary`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from auditor.formats import markdown
from auditor.formats._places import Place, Places
from auditor.formats._visible import one_line
from auditor.formats._words import message, rank, remedy, word
from auditor.formats.protocol import Options
from auditor.model import Assessment, Finding, Report, Severity, Status

__all__ = ["MOST_OF_A_LEVEL", "render", "summary"]

MOST_OF_A_LEVEL = 10
_SUMMARY_BYTES = 1_000_000  # GitHub refuses a summary of more than 1 MiB
_TEXT = 600
_LEVELS: Mapping[Severity, str] = {
    Severity.INFO: "notice",
    Severity.MINOR: "notice",
    Severity.MAJOR: "warning",
    Severity.BLOCKER: "error",
}


def render(report: Report, options: Options) -> str | Mapping[str, str]:
    """The annotations; into a folder also the summary of the step, as ``summary.md``."""
    shown = "".join(f"{line}\n" for line in _lines(report, options.language))
    return {"annotations.txt": shown, "summary.md": summary(report, options)} if options.folder else shown


def summary(report: Report, options: Options) -> str:
    """The report in Markdown, the worst documents first, cut where GitHub would refuse it."""
    return markdown.bounded(report, options.language, _SUMMARY_BYTES)


def _lines(report: Report, language: str) -> Iterator[str]:
    kept: dict[str, list[str]] = defaultdict(list)
    left_out = 0
    for level, command in chain(_faults(report), _refused(report, language), _findings(report, language)):
        if len(kept[level]) < MOST_OF_A_LEVEL:
            kept[level].append(command)
        else:
            left_out += 1
    for level in ("error", "warning", "notice"):
        yield from kept[level]
    if left_out:
        yield f"另有 {left_out} 项见报告" if language == "zh" else f"and {left_out} more in the report"


def _faults(report: Report) -> Iterator[tuple[str, str]]:
    for fault in report.faults:
        place = Place(fault.path.removeprefix("./"))
        yield "error", _command("error", place, f"could not audit: {fault.stage}", (fault.message,))


def _refused(report: Report, language: str) -> Iterator[tuple[str, str]]:
    """Refused documents of which no finding is an error: the score or the verdict refused them, or a copy."""
    refused = frozenset(report.gate.refused if report.gate else ())
    places = Places(report)
    for doc in report.documents:
        grave = any(f.severity is Severity.BLOCKER and f.status is Status.OPEN for f in doc.findings)
        if doc.key in refused and not grave:
            score = "–" if doc.score is None else f"{doc.score:g}"
            told = f"{word(doc.verdict, language)}, {word('score', language)} {score}"
            yield "error", _command("error", Place(places.path(doc.key)), word("refused", language), (doc.key, told))


def _findings(report: Report, language: str) -> Iterator[tuple[str, str]]:
    places = Places(report)
    opened = [(doc, f) for doc in report.documents for f in doc.findings if f.status is Status.OPEN]
    for doc, finding in sorted(opened, key=_gravest):
        place = places.of(finding.evidence[0]) if finding.evidence else Place(places.path(doc.key))
        level = _LEVELS[finding.severity]
        title = f"{finding.rule} ({doc.verdict})"
        yield level, _command(level, place, title, (message(finding, language), remedy(finding, language)))


def _gravest(each: tuple[Assessment, Finding]) -> tuple[object, ...]:
    doc, finding = each
    return -list(Severity).index(finding.severity), rank(finding), doc.key


def _command(level: str, place: Place, title: str, lines: Sequence[str]) -> str:
    """A workflow command; nothing in it can end it, add a property or begin another."""
    # A range over several lines has no columns for GitHub.
    columns = (place.column, place.end_column) if place.line == place.end_line else (None, None)
    fields = {
        "file": place.path,
        "line": place.line,
        "endLine": place.end_line,
        "col": columns[0],
        "endColumn": columns[1],
        "title": title,
    }
    given = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items() if value is not None)
    text = "\n".join(one_line(line, _TEXT) for line in lines if line)
    return f"::{level} {given}::{_data(text)}"


def _data(text: str) -> str:
    # "##[" began a command in the first runners, wherever it stood in a line.
    return text.replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text, _TEXT)).replace(":", "%3A").replace(",", "%2C")
