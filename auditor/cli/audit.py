"""``auditor audit``: audits paths together and writes the report."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.audit import audit
from auditor.cli.outputs import Outputs
from auditor.cli.progress import Progress, warn
from auditor.formats._visible import one_line
from auditor.model import Report

__all__ = ["run", "tell_faults"]


def run(  # the command's options
    paths: Sequence[str],
    outputs: Outputs,
    *,
    corpus: str | None,
    policy: str | None,
    rules: Sequence[str],
    as_of: str | None,
    jobs: int | None,
    engine: str,
    text_field: str,
    baseline: str | None = None,
) -> int:
    """Exit 0 when every input was audited, 2 when something could not be."""
    report = audit(
        paths,
        corpus=corpus,
        policy=policy,
        rules=rules,
        baseline=baseline,
        as_of=as_of,
        jobs=jobs,
        engine=engine,
        text_field=text_field,
        progress=Progress(),
    )
    outputs.write(report)
    return tell_faults(report)


def tell_faults(report: Report) -> int:
    """Names every fault on standard error; 2 when there is one, else 0."""
    for fault in report.faults:
        warn(one_line(f"{fault.path}: {fault.stage}: {fault.message}"))
    return 2 if report.faults else 0
