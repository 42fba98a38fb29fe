"""The commands that audit, decide, and show or compare reports, declared; their bodies are imported when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli._options import (
    AsOf,
    Baseline,
    EngineName,
    Format,
    Jobs,
    Language,
    Output,
    Paths,
    Policy,
    Registry,
    Rules,
    TextField,
    WithText,
)

__all__ = ["COMMANDS"]


def audit(
    paths: Paths,
    corpus: Annotated[
        str | None, typer.Option("--corpus", help="Also compare with the documents admitted to this corpus.")
    ] = None,
    policy: Policy = None,
    rules: Rules = [],
    registry: Registry = [],
    baseline: Baseline = None,
    as_of: AsOf = None,
    format: Format = "console",
    output: Output = [],
    jobs: Jobs = None,
    engine: EngineName = "local",
    with_text: WithText = False,
    text_field: TextField = "text",
    language: Language = "en",
) -> None:
    """Audit the paths together; changes nothing.

    Example: auditor audit inbox/ --output html=report.html --output json=audit.json
    """
    from auditor.cli import audit as command
    from auditor.cli._registers import using
    from auditor.cli.outputs import Outputs

    outputs = Outputs.parse(format, output, with_text=with_text, language=language)
    with using(registry):
        code = command.run(
            paths,
            outputs,
            corpus=corpus,
            policy=policy,
            rules=rules,
            baseline=baseline,
            as_of=as_of,
            jobs=jobs,
            engine=engine,
            text_field=text_field,
        )
    raise typer.Exit(code)


def gate(
    paths: Paths,
    corpus: Annotated[
        str, typer.Option("--corpus", help="The corpus that is guarded: a file, or a postgresql:// URL.")
    ],
    admit: Annotated[
        bool, typer.Option("--admit", help="Let what passes into the corpus, in the same transaction.")
    ] = False,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Refuse documents with this verdict or worse: review or reject.")
    ] = "reject",
    min_score: Annotated[
        float | None, typer.Option("--min-score", min=0, max=100, help="Refuse documents that score less.")
    ] = None,
    max_rejected: Annotated[
        float | None,
        typer.Option(
            "--max-rejected",
            min=0,
            metavar="N",
            help="Say no only when more are refused: a number of documents, or a share below 1. Those stay out all the same.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Decide as with --admit, and write nothing into the corpus.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REF",
            help="Judge only files that changed since this git revision, against all admitted.",
        ),
    ] = None,
    policy: Policy = None,
    rules: Rules = [],
    registry: Registry = [],
    baseline: Baseline = None,
    as_of: AsOf = None,
    format: Format = "console",
    output: Output = [],
    jobs: Jobs = None,
    engine: EngineName = "local",
    with_text: WithText = False,
    text_field: TextField = "text",
    language: Language = "en",
) -> None:
    """Decide whether the paths may enter a corpus: exit 0 admitted, 1 refused, 2 could not audit.

    Example: auditor gate inbox/ --corpus corpus.db --admit --format json
    """
    from auditor.cli import gate as command
    from auditor.cli._registers import using
    from auditor.cli.outputs import Outputs

    outputs = Outputs.parse(format, output, with_text=with_text, language=language)
    with using(registry):
        code = command.run(
            paths,
            outputs,
            corpus=corpus,
            admit=admit,
            fail_on=fail_on,
            min_score=min_score,
            max_rejected=max_rejected,
            dry_run=dry_run,
            since=since,
            policy=policy,
            rules=rules,
            baseline=baseline,
            as_of=as_of,
            jobs=jobs,
            engine=engine,
            text_field=text_field,
        )
    raise typer.Exit(code)


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file.")],
    id: Annotated[str | None, typer.Option("--id", help="A document's id or key, or a record's id.")] = None,
    corpus: Annotated[str | None, typer.Option("--corpus", help="Also compare with this corpus.")] = None,
    policy: Policy = None,
    rules: Rules = [],
    text_field: TextField = "text",
    language: Language = "en",
) -> None:
    """Show one document's verdict in full: every point, its evidence and the rule's page.

    Example: auditor explain page.txt
    """
    from auditor.cli import explain as command

    raise typer.Exit(
        command.run(
            path, wanted=id, corpus=corpus, policy=policy, rules=rules, text_field=text_field, language=language
        )
    )


def report(
    path: Annotated[str, typer.Argument(metavar="AUDIT.json", help="A report that was stored with --output json=….")],
    format: Annotated[str | None, typer.Option("--format", help="Print this format.")] = None,
    output: Output = [],
    language: Language = "en",
) -> None:
    """Render a stored report, of this or an older schema.

    Example: auditor report audit.json --output html=report.html
    """
    from auditor.cli import report as command
    from auditor.cli.outputs import Outputs

    chosen = format or ("" if output else "console")
    raise typer.Exit(command.run(path, Outputs.parse(chosen, output, with_text=True, language=language)))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD.json", help="A report that was stored with --output json=….")],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help="A later one of the same documents.")],
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    language: Language = "en",
) -> None:
    """Show what changed between two audits: verdicts, findings, facts. Exit 0 the same, 1 different, 2 could not.

    Example: auditor diff monday.json today.json
    """
    from auditor.cli import diff as command

    raise typer.Exit(command.run(old, new, format=format, language=language))


COMMANDS = (audit, gate, explain, report, diff)
