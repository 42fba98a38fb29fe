"""``auditor salvage``: the cleaned text, and beside it a record of what was cut and why."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.audit import audit_documents, make_engine, read
from auditor.cli.audit import tell_faults
from auditor.cli.progress import Progress, warn
from auditor.errors import BadInput
from auditor.judge.policy import load_policy
from auditor.judge.salvage import LEAST, actions, cleaned, cuts, repaired
from auditor.model import Assessment, Document, Report, Verdict
from auditor.readers.protocol import Options

__all__ = ["run"]

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


def run(path: str, *, output: str, policy: str | None, rules: Sequence[str], text_field: str) -> int:
    """Exit 0 when what was written need not be rejected, 1 when it still must be, 2 when something could not be read."""
    folder = output.endswith(("/", os.sep)) or Path(output).is_dir()
    docs, notes, faults = read([path], Options(text_field))
    _check(docs, output, folder=folder)
    judged = partial(
        audit_documents,
        policy=load_policy(policy),
        engine=make_engine("local", None),
        rule_paths=tuple(map(Path, rules)),
        progress=Progress(),
    )
    audit = judged(docs, notes=notes, faults=faults)
    names = _names(audit.report.documents, output, folder=folder)
    texts: dict[str, str] = {}
    told = []
    for assessment in sorted(audit.report.documents, key=lambda doc: (doc.path, doc.record or "", doc.part)):
        text, row = _saved(assessment, audit.documents[assessment.key], names[assessment.key])
        if row["cuts"] and len(text.strip()) >= LEAST:
            row["after"] |= _anew(
                row["after"], judged([_as_read(audit.documents[assessment.key], text)], progress=None).report
            )
        texts[names[assessment.key]] = texts.get(names[assessment.key], "") + text
        told.append(row)
    _write(texts, told, audit.report, output, folder=folder)
    code = tell_faults(audit.report)
    still = [row for row in told if row["after"]["verdict"] == Verdict.REJECT]
    for row in still:
        warn(f"{row['key']}: would still be rejected")
    return code or int(bool(still))


def _check(docs: Sequence[Document], output: str, *, folder: bool) -> None:
    if not folder and len({(doc.path, doc.record) for doc in docs}) > 1:
        raise BadInput("several documents for one file", where=output, remedy="end --output with a slash: a folder")
    if not folder and any(Path(doc.path).exists() and _same(doc.path, output) for doc in docs):
        raise BadInput("the output is the input", where=output, remedy="name another file; the original is kept")


def _same(path: str, output: str) -> bool:
    return Path(output).exists() and Path(path).samefile(output)


def _names(docs: Sequence[Assessment], output: str, *, folder: bool) -> Mapping[str, str]:
    """The file to which each document goes, by key."""
    if not folder:
        return {doc.key: output for doc in docs}
    found: dict[str, str] = {}
    for doc in docs:
        parts = [Path(doc.path).stem, doc.record, f"{doc.part:02}" if doc.part else None]
        name = _UNSAFE.sub("_", "-".join(part for part in parts if part)).strip("._")[:_LONGEST_NAME] or doc.id
        taken = {Path(other).stem for other in found.values()}
        number = sum(other == name or other.startswith(f"{name}~") for other in taken)
        found[doc.key] = str(Path(output) / f"{name}{f'~{number + 1}' if number else ''}.txt")
    return found


def _saved(assessment: Assessment, doc: Document, name: str) -> tuple[str, dict[str, Any]]:
    """The cleaned text of a document, and its part of the record."""
    taken = cuts(doc, assessment.findings)
    text = cleaned(doc, taken)
    after = assessment.salvage
    done = actions(assessment.findings) if taken else ()
    # NOTE: of a page of nothing but adverts no text is left: what is not there cannot be accepted.
    lost = bool(taken) and len(text.strip()) < LEAST
    verdict = assessment.verdict if after is None or lost else after.verdict
    row = {
        "key": assessment.key,
        "id": assessment.id,
        "path": assessment.path,
        "record": assessment.record,
        "part": assessment.part,
        "output": Path(name).name,
        "characters": len(doc.text),
        "kept": len(text),
        "before": {"score": assessment.score, "verdict": assessment.verdict},
        "after": {
            "actions": done,
            "score": assessment.score if after is None or lost else after.score,
            "verdict": verdict,
        },
        "cuts": [asdict(cut) for cut in taken],
        "remaining": sorted({finding.rule for finding in repaired(assessment.findings)}),
    }
    return text, row


def _as_read(doc: Document, text: str) -> Document:
    """The document as it will be read where its cleaned text is all that there is."""
    return Document.of(text, key=doc.key)


def _anew(after: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """The lower of what is left of the findings and what the cleaned text gets: it may begin with another headline."""
    (found,) = report.documents or (None,)
    if found is None or found.score is None or after["score"] is None or found.score >= after["score"]:
        return {}
    order = (Verdict.REJECT, Verdict.REVIEW, Verdict.ACCEPT)
    return {"score": found.score, "verdict": min(found.verdict, after["verdict"], key=order.index)}


def _write(
    texts: Mapping[str, str], told: Sequence[Mapping[str, Any]], report: Report, output: str, *, folder: bool
) -> None:
    record = Path(output) / "record.json" if folder else Path(f"{output}.record.json")
    whole = {
        "tool": f"auditor {__version__}",
        "policy": report.policy["name"],
        "rules": report.rules,
        "documents": told,
    }
    shown = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))
        # A lone surrogate becomes the escape that JSON has for it.
        record.write_bytes(shown.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise BadInput(
            f"cannot write: {error.strerror}", where=output, remedy="check the folder and its rights"
        ) from error
