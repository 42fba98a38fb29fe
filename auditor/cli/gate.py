"""``auditor gate``: an audit, a decision and the admission, in one transaction of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from auditor.audit import audit_documents, make_engine, read
from auditor.cli.audit import tell_faults
from auditor.cli.outputs import Outputs
from auditor.cli.progress import Progress
from auditor.corpus.sql import open_store
from auditor.errors import BadInput
from auditor.judge.gate import Terms, decide
from auditor.judge.policy import load_policy
from auditor.model import Gate, Report, Verdict
from auditor.readers.protocol import Options

__all__ = ["run"]

_REFUSED = 1


def run(  # the command's options
    paths: Sequence[str],
    outputs: Outputs,
    *,
    corpus: str,
    admit: bool,
    fail_on: str,
    min_score: float | None,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
    jobs: int | None,
    engine: str,
    text_field: str,
) -> int:
    """Exit 0 admitted, 1 refused, 2 could not audit (nothing is admitted then)."""
    if fail_on not in {Verdict.REVIEW, Verdict.REJECT}:
        raise BadInput(f"unknown verdict {fail_on!r}", where="--fail-on", remedy="use review or reject")
    terms = Terms(Verdict(fail_on), min_score)
    judged_by = load_policy(policy)
    docs, notes, faults = read(paths, Options(text_field))
    store = open_store(corpus, create=admit)
    with ExitStack() as staged:
        with store.transaction():
            outcome = audit_documents(
                docs,
                policy=judged_by,
                engine=make_engine(engine, jobs),
                corpus=store,
                rule_paths=tuple(map(Path, rules)),
                as_of=as_of or datetime.now(UTC).date().isoformat(),
                notes=notes,
                faults=faults,
                progress=Progress(),
            )
            decision = decide(outcome.report, terms, copies=outcome.copies_of_admitted, already=outcome.already)
            if admit:
                store.add(outcome.entries(decision.admitted))
            # Written before the transaction ends: where the report cannot be kept, nothing is admitted.
            report = replace(outcome.report, gate=_said(decision, admit=admit))
            publish = staged.enter_context(outputs.staged(report))
        # Said after it: nobody is told "admitted" before it is on disk.
        publish()
    return _code(outcome.report, decision)


def _said(decision: Gate, *, admit: bool) -> Gate:
    """The decision as reported: without ``--admit`` nothing was admitted, though all may have passed."""
    return decision if admit else replace(decision, admitted=())


def _code(report: Report, decision: Gate) -> int:
    return tell_faults(report) or (_REFUSED if decision.refused else 0)
