"""Accepted findings: listed by fingerprint with a reason, an author and a day until which that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditor.judge._lines import known_fields, one_date, one_text, read_objects
from auditor.model import Finding, Note, Status

__all__ = ["FIELDS", "Baseline", "Entry", "expired", "load_baseline"]

FIELDS = ("fingerprint", "rule", "reason", "by", "expires")

_STAGE = "baseline"
_MOST_TOLD = 20
"""Notes on entries that change nothing: as many as fit on a screen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding; without ``expires`` it stays accepted. ``line`` is where the file says so."""

    fingerprint: str
    rule: str
    reason: str
    by: str | None = None
    expires: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Baseline:
    """The accepted findings of one file."""

    path: str
    entries: tuple[Entry, ...] = ()
    _held: dict[tuple[str, str], Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            listed = held.get((entry.fingerprint, entry.rule))
            # Two branches that accept the same finding leave two entries: the longer one holds.
            if listed is None or _until(entry) > _until(listed):
                held[entry.fingerprint, entry.rule] = entry
        object.__setattr__(self, "_held", held)

    def mark(self, findings: Sequence[Finding], as_of: str | None) -> tuple[Finding, ...]:
        """The findings, those open ones as baselined that are listed and have not expired on the day ``as_of``.

        Without a date nothing expires. Findings need their fingerprints; rule and fingerprint must both agree.
        """
        return tuple(
            replace(finding, status=Status.BASELINED) if self._accepts(finding, as_of) else finding
            for finding in findings
        )

    def _accepts(self, finding: Finding, as_of: str | None) -> bool:
        entry = self._held.get((finding.fingerprint, finding.rule))
        return entry is not None and finding.status is Status.OPEN and not expired(entry, as_of)

    def notes(self, findings: Iterable[Finding], as_of: str | None) -> tuple[Note, ...]:
        """What is to be tidied up, in the order of the file: entries that have expired, and those that nothing needs.

        ``findings`` are all findings of the audit, marked or not. Of entries that change nothing the first are told and
        the others counted: an audit of a few files needs few entries of a long list.
        """
        seen = {(finding.fingerprint, finding.rule) for finding in findings}
        told: list[Note] = []
        idle = 0
        for entry in self.entries:
            there = (entry.fingerprint, entry.rule) in seen
            late = expired(entry, as_of)
            if there and not late:
                continue
            idle += not there
            if there or idle <= _MOST_TOLD:
                told.append(Note(f"{self.path}:{entry.line}", _STAGE, _untidy(entry, there=there, late=late)))
        if idle > _MOST_TOLD:
            message = f"{idle - _MOST_TOLD} more entries are unused or expired; name them with: auditor baseline prune"
            told.append(Note(self.path, _STAGE, message))
        return tuple(told)


def _untidy(entry: Entry, *, there: bool, late: bool) -> str:
    named = f"{entry.rule} {entry.fingerprint}"
    if not late:
        return f"unused, no such finding in this audit: {named}"
    return f"expired on {entry.expires}: {named}" + (": the finding counts again" if there else "")


def load_baseline(path: str | Path) -> Baseline:
    """The baseline in a file of JSON lines; a file without entries is one.

    Raises BadInput, with file and line, for a file that cannot be read and for the first entry that does not hold.
    """
    where = Path(path).as_posix()
    entries = []
    for line, row in read_objects(Path(path)):
        known_fields(row, FIELDS, where, line)
        entries.append(
            Entry(
                fingerprint=one_text(row, "fingerprint", where, line, needed=True) or "",
                rule=one_text(row, "rule", where, line, needed=True) or "",
                reason=one_text(row, "reason", where, line, needed=True) or "",
                by=one_text(row, "by", where, line),
                expires=one_date(row, "expires", where, line),
                line=line,
            )
        )
    return Baseline(where, tuple(entries))


def expired(entry: Entry, as_of: str | None) -> bool:
    """Whether an entry no longer holds on a day; on its last day it does, and without a date it holds."""
    return as_of is not None and entry.expires is not None and entry.expires < as_of


def _until(entry: Entry) -> str:
    """Sorts by how long an entry holds; one without an end sorts last."""
    return "9999-99-99" if entry.expires is None else entry.expires
