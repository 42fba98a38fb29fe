"""``auditor corpus``: its commands, declared; their bodies are imported when they run."""

from __future__ import annotations

import typer

__all__ = ["app"]

app = typer.Typer(
    help="The durable index of admitted documents.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
