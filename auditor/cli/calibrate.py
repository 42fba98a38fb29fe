"""``auditor calibrate``: the score held against one's own decisions."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from auditor.cli._lines import read_objects, wrong
from auditor.cli._reliability_plot import draw
from auditor.cli.progress import warn
from auditor.errors import BadInput
from auditor.formats._stored import load_report
from auditor.judge.calibrate import calibrate, examples
from auditor.model import Assessment, Report, Verdict

__all__ = ["run"]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Label:
    line: int
    document: str
    decision: Verdict
    at: str


def run(
    labels: str | None,
    *,
    report: str,
    method: str,
    plot: str | None,
    output: str | None,
    corpus: str | None = None,
) -> int:
    """Exit 0 when it was written; labels that are broken, too few or of no document raise BadInput."""
    stored = load_report(Path(report))
    if labels is None and corpus is None:
        raise BadInput(
            "the decisions come from a file or from a corpus",
            where="LABELS.jsonl or --corpus",
            remedy="name one of the two",
        )
    found = _matched(_read(labels), stored, labels) if labels is not None else _of_corpus(corpus or "", stored)
    told = calibrate(examples(found), method)
    shown = msgspec.json.format(msgspec.json.encode(asdict(told)), indent=2).decode() + "\n"
    if plot is not None:
        _write(plot, draw(told))
    if output is None:
        sys.stdout.write(shown)
    else:
        _write(output, shown)
    return 0


def _read(path: str) -> list[_Label]:
    found = []
    for line, row in read_objects(path):
        document, decision = row.get("document"), row.get("decision")
        if not isinstance(document, str) or not document:
            raise wrong(path, line, "must be the id or key of a document", "document")
        if decision not in set(Verdict):
            raise wrong(path, line, f"must be accept, review or reject, not {decision!r}", "decision")
        for field in ("reason", "by", "at"):
            if not isinstance(row.get(field, ""), str | None):
                raise wrong(path, line, "must be a text", field)
        found.append(_Label(line, document, Verdict(decision), row.get("at") or ""))
    return found


def _of_corpus(corpus: str, report: Report) -> list[tuple[Assessment, bool]]:
    """The documents of the report on which the corpus keeps a decision; it may keep more than this report knows."""
    from auditor.cli.decide import stored_decisions

    labels = [_Label(each.line, each.document, each.decision, each.at or "") for each in stored_decisions(corpus)]
    known = _known(report)
    there = [label for label in labels if label.document in known]
    if len(there) < len(labels):
        warn(f"{len(labels) - len(there)} decisions are about documents that the report does not have")
    return _matched(there, report, corpus)


def _matched(labels: Sequence[_Label], report: Report, path: str) -> list[tuple[Assessment, bool]]:
    """The labelled documents; the latest decision on a document holds, and one to review says nothing yet."""
    known = _known(report)
    if lost := [label for label in labels if label.document not in known]:
        named = ", ".join(f"line {label.line}: {label.document!r}" for label in lost[:_SHOWN])
        raise BadInput(
            f"{len(lost)} of {len(labels)} labels match no document of the report: {named}",
            where=path,
            remedy="name documents by the id or key that the report has, or give the report they were decided on",
        )
    latest: dict[str, _Label] = {}
    for label in sorted(labels, key=lambda label: (label.at, label.line)):
        latest[known[label.document].key] = label
    if len(latest) < len(labels):
        warn(f"{len(labels) - len(latest)} labels were superseded by a later one on the same document")
    decided = {key: label for key, label in latest.items() if label.decision is not Verdict.REVIEW}
    if len(decided) < len(latest):
        warn(f"{len(latest) - len(decided)} documents are still to be reviewed: they do not count")
    return [(known[key], label.decision is Verdict.REJECT) for key, label in sorted(decided.items())]


def _known(report: Report) -> Mapping[str, Assessment]:
    """Documents by key and by id; a text that occurs several times is one document, the first of that id."""
    first: dict[str, Assessment] = {}
    for doc in report.documents:
        first.setdefault(doc.id, doc)
    return {**{doc.key: first[doc.id] for doc in report.documents}, **first}


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=path, remedy="name a file in a folder of yours"
        ) from error
