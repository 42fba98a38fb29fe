"""``auditor claims``: the claim ledger of the paths."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from decimal import Decimal

from auditor.cli.progress import warn
from auditor.errors import BadInput
from auditor.formats._encode import plain, single_line
from auditor.formats.csv import safe
from auditor.ledger import claims
from auditor.model import Claim, Fault

__all__ = ["run"]

_SHOWN = ("quote", "value", "unit", "metric", "subject", "place", "period", "status", "bound")


def run(paths: Sequence[str], *, format: str, text_field: str) -> int:
    """Exit 0 when every input was read, 2 when something could not be."""
    writers: dict[str, Callable[[Iterable[Claim]], None]] = {"jsonl": _jsonl, "csv": _csv, "table": _table}
    if format not in writers:
        raise BadInput(f"unknown format {format!r}", where="--format", remedy="use jsonl, csv or table")
    faults: list[Fault] = []
    writers[format](claims(paths, text_field=text_field, faults=faults))
    for fault in faults:
        warn(f"{fault.path}: {fault.stage}: {fault.message}")
    return 2 if faults else 0


def _jsonl(found: Iterable[Claim]) -> None:
    for claim in found:
        sys.stdout.write(single_line(plain(asdict(claim))))


def _csv(found: Iterable[Claim]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([field.name for field in fields(Claim)])
    for claim in found:
        writer.writerow([_cell(value) for value in asdict(claim).values()])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(safe(str(value)))


def _table(found: Iterable[Claim]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from auditor.formats._visible import one_line

    table = Table(*_SHOWN, box=SIMPLE_HEAD, pad_edge=False)
    for claim in found:
        table.add_row(*(one_line(_cell(getattr(claim, name)), 60) for name in _SHOWN))
    Console(markup=False, highlight=False, emoji=False).print(table)
