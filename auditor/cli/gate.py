"""``auditor gate``: an audit, a decision and the admission, in one transaction of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from auditor.audit import Audit, Batch, examine_documents, judge_documents, make_engine, read, told
from auditor.cli.audit import tell_faults
from auditor.cli.outputs import Outputs
from auditor.cli.progress import Progress, warn
from auditor.corpus.sql import Store, open_store
from auditor.engine.protocol import Engine
from auditor.errors import BadInput
from auditor.judge.baseline import Baseline, load_baseline
from auditor.judge.gate import Terms, decide
from auditor.judge.policy import load_policy
from auditor.model import Gate, Report, Verdict
from auditor.readers.protocol import Options

__all__ = ["run"]

_REFUSED = 1
_NOWHERE = "sqlite://"
"""The address of a corpus in memory."""


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
    dry_run: bool = False,
    max_rejected: float | None = None,
    baseline: str | None = None,
    since: str | None = None,
) -> int:
    """Exit 0 admitted, 1 refused, 2 could not audit (nothing is admitted then).

    ``dry_run`` decides as with ``admit`` and writes nothing; up to ``max_rejected`` of the documents (a number, or a
    share below 1) may be refused before the gate says no; with ``since`` only files that git saw change are judged.
    """
    terms = _terms(fail_on, min_score, max_rejected)
    accepted = None if baseline is None else load_baseline(baseline)
    judged_by = load_policy(policy)
    if since is not None:
        from auditor.cli._changed import changed

        paths = changed(paths, since)
    # Nothing that changed is nothing to refuse: a build without new documents passes.
    docs, notes, faults = read(paths, Options(text_field)) if paths or since is None else ([], [], [])
    made_by = make_engine(engine, jobs)
    # What a document says alone needs no corpus: a long run holds up no other gate.
    batch = examine_documents(
        docs,
        policy=judged_by,
        engine=made_by,
        rule_paths=tuple(map(Path, rules)),
        as_of=as_of or datetime.now(UTC).date().isoformat(),
        notes=notes,
        faults=faults,
        progress=Progress(),
    )
    store = _opened(corpus, admit=admit and not dry_run, dry_run=dry_run)
    try:
        return _Gate(batch, made_by, terms, accepted, store).run(
            outputs, write=admit and not dry_run, admit=admit or dry_run
        )
    finally:
        store.close()


def _terms(fail_on: str, min_score: float | None, max_rejected: float | None) -> Terms:
    if fail_on not in {Verdict.REVIEW, Verdict.REJECT}:
        raise BadInput(f"unknown verdict {fail_on!r}", where="--fail-on", remedy="use review or reject")
    if max_rejected is not None and not (0 <= max_rejected < 1 or max_rejected == int(max_rejected) >= 1):
        raise BadInput(
            f"no share and no number: {max_rejected}",
            where="--max-rejected",
            remedy="give a share below 1, such as 0.05, or a whole number of documents",
        )
    return Terms(Verdict(fail_on), min_score, max_rejected)


def _opened(corpus: str, *, admit: bool, dry_run: bool) -> Store:
    missing = "://" not in corpus and not Path(corpus).exists()
    if dry_run and missing:
        return open_store(_NOWHERE, create=True)
    store = open_store(corpus, create=admit)
    if missing:
        # NOTE: a mistyped name would let every copy in; who reads the log of a build must see that.
        warn(f"there was no corpus at {corpus}; a new one was begun")
    return store


@dataclass(frozen=True, slots=True)
class _Gate:
    batch: Batch
    engine: Engine
    terms: Terms
    baseline: Baseline | None
    store: Store

    def run(self, outputs: Outputs, *, write: bool, admit: bool) -> int:
        with ExitStack() as staged:
            with self.store.transaction() if write else self.store.reading():
                outcome = judge_documents(self.batch, self.engine, self.store, baseline=self.baseline)
                decision = decide(
                    outcome.report, self.terms, copies=outcome.copies_of_admitted, already=outcome.already
                )
                if write:
                    self._admit(outcome, decision)
                # Written before the transaction ends: where the report cannot be kept, nothing is admitted.
                report = replace(outcome.report, gate=_said(decision, admit=admit))
                publish = staged.enter_context(outputs.staged(report))
            # Said after it: nobody is told "admitted" before it is on disk.
            publish()
        return _code(outcome.report, decision)

    def _admit(self, outcome: Audit, decision: Gate) -> None:
        entries = outcome.entries(decision.admitted)
        if not entries:
            return
        from auditor.admission import Judge, admit, alone

        if not self.store.told():
            self.store.tell(told(self.batch))
        judge = Judge(self.batch.rules, self.batch.checks, self.batch.policy, self.batch.as_of)
        admit(self.store, (self.store.packed(entry, alone(entry, judge)) for entry in entries), judge)


def _said(decision: Gate, *, admit: bool) -> Gate:
    """The decision as reported: without ``--admit`` nothing was admitted, though all may have passed."""
    return decision if admit else replace(decision, admitted=())


def _code(report: Report, decision: Gate) -> int:
    return tell_faults(report) or (_REFUSED if decision.decision == "refused" else 0)
