"""The command line: parse, call, print, exit. The body of each command is a module that is imported when it runs."""

from __future__ import annotations

import sys
import traceback
from typing import Annotated

import typer

from auditor import __version__
from auditor.cli import _corpus_app, _rules_app
from auditor.cli._options import (
    AsOf,
    EngineName,
    Format,
    Jobs,
    Language,
    Output,
    Paths,
    Policy,
    Rules,
    TextField,
    WithText,
)
from auditor.cli.streams import flushed, set_up_streams
from auditor.errors import AuditorError

__all__ = ["app", "run"]

app = typer.Typer(
    help="Audits documents: copied text, spam, contradictory figures, missing sources. "
    "Exit codes: 0 yes, 1 no, 2 could not.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(_rules_app.app, name="rules")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Audits documents: copied text, spam, contradictory figures, missing sources."""
    del version


@app.command()
def audit(
    paths: Paths,
    corpus: Annotated[
        str | None, typer.Option("--corpus", help="Also compare with the documents admitted to this corpus.")
    ] = None,
    policy: Policy = None,
    rules: Rules = [],
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
    from auditor.cli.outputs import Outputs

    outputs = Outputs.parse(format, output, with_text=with_text, language=language)
    raise typer.Exit(
        command.run(
            paths,
            outputs,
            corpus=corpus,
            policy=policy,
            rules=rules,
            as_of=as_of,
            jobs=jobs,
            engine=engine,
            text_field=text_field,
        )
    )


@app.command()
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
    policy: Policy = None,
    rules: Rules = [],
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
    from auditor.cli.outputs import Outputs

    outputs = Outputs.parse(format, output, with_text=with_text, language=language)
    raise typer.Exit(
        command.run(
            paths,
            outputs,
            corpus=corpus,
            admit=admit,
            fail_on=fail_on,
            min_score=min_score,
            policy=policy,
            rules=rules,
            as_of=as_of,
            jobs=jobs,
            engine=engine,
            text_field=text_field,
        )
    )


@app.command()
def claims(
    paths: Paths,
    format: Annotated[str, typer.Option("--format", help="jsonl, csv or table.")] = "jsonl",
    text_field: TextField = "text",
) -> None:
    """Print the claim ledger: every figure with its meaning.

    Example: auditor claims report.txt --format table
    """
    from auditor.cli import claims as command

    raise typer.Exit(command.run(paths, format=format, text_field=text_field))


@app.command()
def duplicates(
    paths: Paths,
    threshold: Annotated[
        float, typer.Option("--threshold", min=0.5, max=1.0, help="Jaccard similarity from which two texts are a pair.")
    ] = 0.8,
    excerpts: Annotated[
        bool, typer.Option("--excerpts/--no-excerpts", help="Also look for excerpts and passages.")
    ] = True,
    output: Annotated[
        str | None, typer.Option("--output", metavar="FILE", help="Write to this file; .parquet by its ending.")
    ] = None,
    text_field: TextField = "text",
) -> None:
    """Find only copies: pairs, excerpts, passages and families.

    Example: auditor duplicates corpus.jsonl --threshold 0.8 --output pairs.parquet
    """
    from auditor.cli import duplicates as command

    raise typer.Exit(command.run(paths, threshold=threshold, excerpts=excerpts, output=output, text_field=text_field))


@app.command()
def text(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, or - for standard input.")],
    id: Annotated[str | None, typer.Option("--id", help="A record's id, or a document's id or key.")] = None,
    text_field: TextField = "text",
) -> None:
    """Print the decoded or extracted text to which every span refers.

    Example: auditor text page.html
    """
    from auditor.cli import text as command

    raise typer.Exit(command.run(path, wanted=id, text_field=text_field))


@app.command()
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


@app.command()
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


@app.command()
def trust(
    rows: Annotated[
        str, typer.Argument(metavar="ROWS.jsonl", help="Rows {source, item, value[, family]}, or - for standard input.")
    ],
) -> None:
    """Find which value of each item to believe, and how far each source is to be trusted.

    Example: auditor trust rows.jsonl
    """
    from auditor.cli import trust as command

    raise typer.Exit(command.run(rows))


@app.command()
def calibrate(
    labels: Annotated[
        str, typer.Argument(metavar="LABELS.jsonl", help="Decisions {document, decision, reason, by, at}.")
    ],
    report: Annotated[
        str,
        typer.Option("--report", metavar="AUDIT.json", help="The stored report in which the labelled documents are."),
    ],
    method: Annotated[str, typer.Option("--method", help="sigmoid or isotonic.")] = "sigmoid",
    plot: Annotated[str | None, typer.Option("--plot", metavar="FILE.svg", help="Draw the reliability here.")] = None,
    output: Annotated[str | None, typer.Option("--output", metavar="FILE", help="Write the JSON here.")] = None,
) -> None:
    """Hold the score against one's own decisions: how well it ranks, how far its probabilities are right.

    Example: auditor calibrate labels.jsonl --report audit.json --plot reliability.svg
    """
    from auditor.cli import calibrate as command

    raise typer.Exit(command.run(labels, report=report, method=method, plot=plot, output=output))


@app.command()
def salvage(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file, or a folder of them.")],
    output: Annotated[
        str,
        typer.Option("--output", metavar="FILE", help="The cleaned text; a folder with a slash gets one file each."),
    ],
    policy: Policy = None,
    rules: Rules = [],
    text_field: TextField = "text",
) -> None:
    """Write the cleaned text with a record of what was cut: exit 1 when it would still be rejected.

    Example: auditor salvage page.txt --output cleaned.txt
    """
    from auditor.cli import salvage as command

    raise typer.Exit(command.run(path, output=output, policy=policy, rules=rules, text_field=text_field))


def run() -> None:
    """The entry point: errors are three lines on standard error and exit 2, and so is what nobody foresaw."""
    set_up_streams()
    code: str | int | None = 2
    try:
        app(prog_name="auditor")
    except AuditorError as error:
        sys.stderr.write(f"auditor: {error}\n")
    except SystemExit as ending:
        code = ending.code
    except Exception:  # noqa: BLE001  # Python would exit 1, and 1 means "no": a gate must not say that by accident
        traceback.print_exc()
    sys.exit(code if flushed() else 2)
