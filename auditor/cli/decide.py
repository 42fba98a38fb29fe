"""``auditor decide``: stores an editor's decisions in a corpus, and reads them back for ``auditor calibrate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Protocol, cast

from auditor.cli.progress import warn
from auditor.errors import BadStore
from auditor.judge.decisions import FIELDS, Decision, load_decisions
from auditor.model import Verdict

__all__ = ["DecisionStore", "run", "stored_decisions"]

Row = Mapping[str, str | None]
"""A decision as it is kept: document, decision, reason, by, at."""


class DecisionStore(Protocol):
    """What a corpus does with decisions: it keeps all that were ever made, in their order."""

    def decide(self, entries: Sequence[Row]) -> None:
        """Keeps the decisions, all or none. Raises BadStore when the store cannot be used."""
        ...

    def decisions(self) -> Sequence[Row]:
        """Every decision, in the order in which they came."""
        ...


def run(decisions: str, *, corpus: str) -> int:
    """Exit 0 when all were stored; a file or a store that cannot be used raises an error and stores none."""
    found = load_decisions(decisions)
    _store(corpus).decide([{name: asdict(each)[name] for name in FIELDS} for each in found])
    counts = Counter(each.decision for each in found)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    warn(f"{len(found)} decisions stored: {told}")
    return 0


def stored_decisions(corpus: str) -> tuple[Decision, ...]:
    """The decisions that a corpus keeps, numbered in the order in which they came."""
    return tuple(
        Decision(
            document=row["document"] or "",
            decision=Verdict(row["decision"] or ""),
            reason=row["reason"],
            by=row["by"],
            at=row["at"],
            line=number,
        )
        for number, row in enumerate(_store(corpus).decisions(), start=1)
    )


def _store(corpus: str) -> DecisionStore:
    from auditor.corpus.sql import open_store

    store = open_store(corpus)
    if not hasattr(store, "decide"):
        raise BadStore("this corpus keeps no decisions", where=corpus, remedy="use a newer corpus")
    return cast("DecisionStore", store)
