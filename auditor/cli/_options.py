"""The options that several commands share, each worded once."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = [
    "AsOf",
    "Baseline",
    "EngineName",
    "Format",
    "Jobs",
    "Language",
    "Output",
    "Paths",
    "Policy",
    "Registry",
    "Rules",
    "TextField",
    "WithText",
]

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Files, folders, .jsonl, .parquet, archives, or - for standard input."),
]
Format = Annotated[
    str, typer.Option("--format", help="What to print: console json jsonl html markdown sarif junit github gitlab csv.")
]
Output = Annotated[
    list[str],
    typer.Option(
        "--output",
        metavar="NAME=PATH",
        help="Also write a format to a file, such as sarif=audit.sarif; may be repeated. html=FOLDER/ writes a site.",
    ),
]
Policy = Annotated[str | None, typer.Option("--policy", help="editorial (default), corpus, strict, or a TOML file.")]
Rules = Annotated[
    list[str],
    typer.Option("--rules", metavar="PATH", help="A rule pack of your own, beside the shipped ones; may be repeated."),
]
Registry = Annotated[
    list[str],
    typer.Option(
        "--registry",
        metavar="PATH",
        help="Publishers of your own (.yaml, or a folder), or others' ratings of them (.csv); may be repeated.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day on which documents are judged, such as 2026-01-31."),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="FILE", help="Accepted findings: they stay visible, are marked and cost nothing."
    ),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Processes; by default as many as the documents are worth.")
]
EngineName = Annotated[str, typer.Option("--engine", help="Where the work is done: local.")]
TextField = Annotated[str, typer.Option("--text-field", help="The field of a record that holds its text.")]
Language = Annotated[str, typer.Option("--language", help="Language of messages: en or zh.")]
WithText = Annotated[bool, typer.Option("--with-text", help="Put each document's text into the JSON.")]
