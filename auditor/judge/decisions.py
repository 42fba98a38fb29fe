"""An editor's decisions on documents: read from a file, kept in a corpus, and taken as labels for calibration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import BadInput
from auditor.judge._lines import known_fields, one_text, read_objects, wrong
from auditor.model import Verdict

__all__ = ["FIELDS", "Decision", "latest", "load_decisions"]

FIELDS = ("document", "decision", "reason", "by", "at")


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided on a document, named by its id or key. ``line`` is where a file says so."""

    document: str
    decision: Verdict
    reason: str | None = None
    by: str | None = None
    at: str | None = None
    line: int = 0


def load_decisions(path: str | Path) -> tuple[Decision, ...]:
    """The decisions in a file of JSON lines, in its order.

    Raises BadInput, with file and line, for a file that cannot be read or holds none, and for the first row that does
    not hold.
    """
    where = Path(path).as_posix()
    found = []
    for line, row in read_objects(Path(path)):
        known_fields(row, FIELDS, where, line)
        decision = row.get("decision")
        if not isinstance(decision, str) or decision not in set(Verdict):
            raise wrong(where, line, f"must be accept, review or reject, not {decision!r:.60}", "decision")
        found.append(
            Decision(
                document=one_text(row, "document", where, line, needed=True) or "",
                decision=Verdict(decision),
                reason=one_text(row, "reason", where, line),
                by=one_text(row, "by", where, line),
                at=one_text(row, "at", where, line),
                line=line,
            )
        )
    if not found:
        raise BadInput("the file holds no decision", where=where, remedy="give one JSON object a line")
    return tuple(found)


def latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that holds for each document: the last by ``at``, and of equal times the last that was written."""
    found: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda each: (each.at or "", each.line)):
        found[decision.document] = decision
    return found
