"""The commands that do one thing of an audit alone, declared; their bodies are imported when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli._options import Paths, Policy, Rules, TextField

__all__ = ["COMMANDS"]


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


COMMANDS = (claims, duplicates, text, trust, salvage)
