"""The claim ledger of paths: every figure with its meaning, without an audit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.audit import read, reading_order
from auditor.errors import BadInput
from auditor.figures.claims import claims as claims_of
from auditor.model import Claim, Fault
from auditor.readers.protocol import Options
from auditor.signals.memo import remembered

__all__ = ["claims"]


def claims(
    paths: str | Path | Iterable[str | Path], *, text_field: str = "text", faults: list[Fault] | None = None
) -> list[Claim]:
    """Every figure of the paths with its meaning, in the order in which a reader meets them.

    What cannot be read is appended to ``faults``; without that list the first such fault raises BadInput.
    """
    listed = [paths] if isinstance(paths, (str, Path)) else list(paths)
    docs, _, missed = read([str(path) for path in listed], Options(text_field))
    if faults is not None:
        faults += missed
    elif missed:
        raise BadInput(missed[0].message, where=missed[0].path, remedy="mend it, or pass a list for the faults")
    found: list[Claim] = []
    for doc in sorted(docs, key=reading_order):
        with remembered():
            found.extend(claims_of(doc))
    return found
