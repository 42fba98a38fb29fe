"""``auditor baseline``: writes, tidies up and shows a file of accepted findings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from auditor.audit import audit
from auditor.cli._written import written
from auditor.cli.audit import tell_faults
from auditor.cli.progress import Progress, warn
from auditor.errors import BadInput
from auditor.formats._visible import one_line
from auditor.judge.baseline import Baseline, Entry, expired, load_baseline
from auditor.model import Finding, Report, Status

__all__ = ["Terms", "run_create", "run_prune", "run_show"]

_FORMATS = ("text", "jsonl")
_REASON = 80  # characters of a reason in the list


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of every entry that is written."""

    reason: str
    by: str | None = None
    expires: str | None = None


def run_create(
    paths: Sequence[str],
    output: str,
    terms: Terms,
    *,
    update: bool,
    **how: Any,  # the options of an audit
) -> int:
    """Exit 0 when it was written, 2 when something could not be audited (what could be is in the file)."""
    _check(terms)
    kept, known = _begun(output, update=update)
    report = _audited(paths, how)
    entries = [
        Entry(finding.fingerprint, finding.rule, terms.reason, terms.by, terms.expires)
        for finding in _accepted(report)
        if (finding.fingerprint, finding.rule) not in known
    ]
    written(output, kept + b"".join(map(_line, entries)))
    warn(f"{len(entries)} findings accepted in {output}" + (f"; {len(known)} entries were there" if update else ""))
    return tell_faults(report)


def _check(terms: Terms) -> None:
    if not terms.reason.strip():
        raise BadInput("an entry needs a reason", where="--reason", remedy="say why the findings are accepted")
    try:
        if terms.expires is None or date.fromisoformat(terms.expires).isoformat() == terms.expires:
            return
    except ValueError:
        pass
    raise BadInput(f"no date: {terms.expires!r}", where="--expires", remedy="write it as 2027-01-31")


def _begun(output: str, *, update: bool) -> tuple[bytes, set[tuple[str, str]]]:
    """The bytes of the file as it is, and the findings that it lists."""
    path = Path(output)
    if not path.exists():
        return b"", set()
    if not update:
        raise BadInput("the file is there already", where=output, remedy="add --update, or name another file")
    listed = load_baseline(path)
    raw = path.read_bytes()
    ended = raw if not raw or raw.endswith(b"\n") else raw + b"\n"
    return ended, {(entry.fingerprint, entry.rule) for entry in listed.entries}


def _accepted(report: Report) -> Iterator[Finding]:
    """Every open finding once, in the order of the report."""
    seen: set[tuple[str, str]] = set()
    for doc in report.documents:
        for finding in doc.findings:
            mark = (finding.fingerprint, finding.rule)
            if finding.status is Status.OPEN and mark not in seen:
                seen.add(mark)
                yield finding


def _audited(paths: Sequence[str], how: Mapping[str, Any]) -> Report:
    return audit(paths, progress=Progress(), **how)


def _line(entry: Entry) -> bytes:
    fields = asdict(entry)
    del fields["line"]
    return (json.dumps(fields, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def run_prune(
    file: str | None,
    paths: Sequence[str],
    *,
    dry_run: bool,
    as_of: str | None,
    **how: Any,  # the options of an audit
) -> int:
    """Exit 0 when the file is tidy now; 1 when ``dry_run`` found what would go; 2 when an input could not be audited."""
    if file is None and paths:
        file, paths = paths[0], paths[1:]
    baseline = load_baseline(_named(file))
    day = as_of or _today()
    needed: set[tuple[str, str]] | None = None
    if paths:
        report = _audited(paths, {**how, "as_of": as_of})
        if code := tell_faults(report):
            # What could not be audited may need any entry.
            warn(f"{baseline.path} is left as it is")
            return code
        needed = {(finding.fingerprint, finding.rule) for doc in report.documents for finding in doc.findings}
    gone = {entry.line for entry in baseline.entries if _useless(entry, day, needed)}
    for entry in baseline.entries:
        if entry.line in gone:
            why = f"expired on {entry.expires}" if expired(entry, day) else "unused"
            sys.stdout.write(f"{why}: {one_line(f'{entry.rule} {entry.fingerprint} {entry.reason}', 200)}\n")
    if gone and not dry_run:
        _without(Path(baseline.path), gone)
    return int(dry_run and bool(gone))


def _named(file: str | None) -> str:
    if file is None:
        raise BadInput("no baseline is named", where="--baseline", remedy="add --baseline FILE")
    return file


def _useless(entry: Entry, day: str, needed: set[tuple[str, str]] | None) -> bool:
    return expired(entry, day) or (needed is not None and (entry.fingerprint, entry.rule) not in needed)


def _without(path: Path, lines: set[int]) -> None:
    """Writes the file again without some of its lines; the others keep their bytes."""
    # As the reader counts: a carriage return alone ends no line.
    kept = [line for number, line in enumerate(BytesIO(path.read_bytes()), 1) if number not in lines]
    written(str(path), b"".join(kept))


def run_show(file: str | None, *, as_of: str | None, format: str, language: str) -> int:
    """Exit 0 when it was shown."""
    if format not in _FORMATS:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use text or jsonl")
    baseline = load_baseline(_named(file))
    day = as_of or _today()
    if format == "jsonl":
        for entry in baseline.entries:
            row = {**asdict(entry), "expired": expired(entry, day)}
            sys.stdout.write(json.dumps(row) + "\n")
        return 0
    sys.stdout.writelines(f"{line}\n" for line in _shown(baseline, day, language))
    return 0


def _shown(baseline: Baseline, day: str, language: str) -> Iterator[str]:
    chinese = language == "zh"
    for entry in baseline.entries:
        held = entry.expires or ("长期" if chinese else "no end")
        state = ("已过期" if chinese else "expired") if expired(entry, day) else ("有效" if chinese else "holds")
        yield one_line(
            f"{state:8} {held:10} {entry.fingerprint:20} {entry.rule}: {one_line(entry.reason, _REASON)}"
            + (f" ({entry.by})" if entry.by else "")
        )
    count = len(baseline.entries)
    late = sum(expired(entry, day) for entry in baseline.entries)
    yield f"共 {count} 条，{late} 条已过期" if chinese else f"{count} entries, {late} expired"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
