"""``auditor baseline``: its commands, declared; their bodies are in ``auditor.cli.baseline``."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli._options import AsOf, Baseline, Jobs, Language, Paths, Policy, Rules, TextField

__all__ = ["app"]

app = typer.Typer(
    help="Accepted findings: by fingerprint, with a reason, an author and a day until which that holds.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("create")
def baseline_create(
    paths: Paths,
    output: Annotated[str, typer.Option("--output", metavar="FILE", help="Where the entries go, one a line.")],
    reason: Annotated[
        str, typer.Option("--reason", help="Why these findings are accepted.")
    ] = "present when the baseline was begun",
    by: Annotated[str | None, typer.Option("--by", help="Who accepts them.")] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DATE", help="The last day on which that holds.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Add to a file that is there; its entries stay as they are.")
    ] = False,
    corpus: Annotated[str | None, typer.Option("--corpus", help="Also compare with this corpus.")] = None,
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
    jobs: Jobs = None,
    text_field: TextField = "text",
) -> None:
    """Accept every open finding of the paths: exit 2 when one of them could not be audited.

    Example: auditor baseline create articles/ --output accepted.jsonl --by lin --expires 2027-01-31
    """
    from auditor.cli import baseline as command

    terms = command.Terms(reason=reason, by=by, expires=expires)
    raise typer.Exit(
        command.run_create(
            paths,
            output,
            terms,
            update=update,
            corpus=corpus,
            policy=policy,
            rules=rules,
            as_of=as_of,
            jobs=jobs,
            text_field=text_field,
        )
    )


@app.command("prune")
def baseline_prune(
    baseline: Baseline = None,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE] PATH…",
            help="The baseline, if --baseline does not say; audit the others, and drop what nothing in them needs.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only name what would go: exit 1 when there is any.")
    ] = False,
    corpus: Annotated[str | None, typer.Option("--corpus", help="Also compare with this corpus.")] = None,
    policy: Policy = None,
    rules: Rules = [],
    as_of: AsOf = None,
    jobs: Jobs = None,
    text_field: TextField = "text",
) -> None:
    """Drop entries that have expired, and with PATHs those that nothing in them needs; the others stay as they are.

    Example: auditor baseline prune articles/ --baseline accepted.jsonl
    """
    from auditor.cli import baseline as command

    raise typer.Exit(
        command.run_prune(
            baseline,
            paths or [],
            dry_run=dry_run,
            corpus=corpus,
            policy=policy,
            rules=rules,
            as_of=as_of,
            jobs=jobs,
            text_field=text_field,
        )
    )


@app.command("show")
def baseline_show(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The baseline, if --baseline does not say.")
    ] = None,
    baseline: Baseline = None,
    as_of: AsOf = None,
    format: Annotated[str, typer.Option("--format", help="text or jsonl.")] = "text",
    language: Language = "en",
) -> None:
    """List the entries, and which of them have expired.

    Example: auditor baseline show accepted.jsonl
    """
    from auditor.cli import baseline as command

    raise typer.Exit(command.run_show(file or baseline, as_of=as_of, format=format, language=language))
